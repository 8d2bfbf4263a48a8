/* CoroKit\Timer. */
#ifndef COROKIT_TIMER_CLASS_H
#define COROKIT_TIMER_CLASS_H

#include "../base/layer.h"

extern const corokit_layer_t corokit_timer_class_layer;

#endif
