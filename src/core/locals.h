/*
 * Values that upper layers attach to a coroutine: its Context object, its
 * defer list, its hook state. A layer takes a slot once, at module start;
 * the slot's function runs when the coroutine ends, in order of slots, still
 * inside the coroutine (it may run PHP code and may park).
 */
#ifndef COROKIT_LOCALS_H
#define COROKIT_LOCALS_H

#include "coroutine.h"

#define COROKIT_LOCALS_MAX 12

typedef void (*corokit_local_end_t)(corokit_coroutine_t *coroutine, void *value);

/* Returns the slot. Module start only. */
int corokit_locals_register(corokit_local_end_t on_end);

void *corokit_locals_get(const corokit_coroutine_t *coroutine, int slot);
/* NULL takes it away; on_end is not called for a value that was replaced. */
void corokit_locals_set(corokit_coroutine_t *coroutine, int slot, void *value);

#endif
