/* CoroKit\Future and CoroKit\Coroutine\async(): the result of a coroutine, with its exception. */
#ifndef COROKIT_FUTURE_H
#define COROKIT_FUTURE_H

#include "../base/layer.h"

extern const corokit_layer_t corokit_future_layer;
extern zend_class_entry *corokit_future_ce;

#endif
