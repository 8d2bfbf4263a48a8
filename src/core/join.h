/* Waiting for other coroutines to end: Coroutine::join(). */
#ifndef COROKIT_JOIN_H
#define COROKIT_JOIN_H

#include "../base/layer.h"
#include "coroutine.h"

extern const corokit_layer_t corokit_join_layer;

/*
 * Suspends until all of them have ended. 0, -ETIMEDOUT or -ECANCELED;
 * -EDEADLK, and an Error thrown, when one of them waits for a handle that the caller holds.
 * Requires corokit_may_park(); none of them is the caller. May run PHP code of others.
 */
int corokit_join(corokit_coroutine_t **coroutines, uint32_t count, uint64_t deadline);

#endif
