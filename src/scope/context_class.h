/* CoroKit\Context: named values, inherited by the coroutines that a coroutine makes. */
#ifndef COROKIT_CONTEXT_CLASS_H
#define COROKIT_CONTEXT_CLASS_H

#include "../base/layer.h"

extern const corokit_layer_t corokit_context_class_layer;

#endif
