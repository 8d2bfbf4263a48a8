/* Calls that a coroutine makes at its end: Coroutine::defer(). */
#ifndef COROKIT_DEFER_H
#define COROKIT_DEFER_H

#include "../base/layer.h"
#include "coroutine.h"

extern const corokit_layer_t corokit_defer_layer;

/* The callable is copied. */
void corokit_defer(corokit_coroutine_t *coroutine, zval *callable, const zend_fcall_info_cache *fcc);

#endif
