/* Coroutine::setTimeLimit(): a deadline for a whole coroutine. */
#ifndef COROKIT_TIME_LIMIT_H
#define COROKIT_TIME_LIMIT_H

#include "../base/layer.h"
#include "coroutine.h"

extern const corokit_layer_t corokit_time_limit_layer;

/* Replaces the limit before; COROKIT_NEVER takes it away. */
void corokit_time_limit_set(corokit_coroutine_t *coroutine, uint64_t deadline);

#endif
