/*
 * Values that upper layers attach to a coroutine: its Context object, its
 * defer list, its hook state. A layer takes a slot once, at module start;
 * the slot's function runs when the coroutine ends, in order of slots, still
 * inside the coroutine (it may run PHP code and may park).
 *
 * The slots are in the coroutine itself: nothing is allocated for them.
 * {main} has them too; its values end when the request does.
 */
#ifndef COROKIT_LOCALS_H
#define COROKIT_LOCALS_H

#include "coroutine.h"

typedef void (*corokit_local_end_t)(corokit_coroutine_t *coroutine, void *value);
typedef void (*corokit_local_inherit_t)(corokit_coroutine_t *parent, corokit_coroutine_t *child, int slot);

/* Returns the slot. Module start only. */
int corokit_locals_register(corokit_local_end_t on_end);
/*
 * A slot that a new coroutine gets something in from its creator, {main}
 * included: `inherit` runs at every creation, also when the parent has no value. No PHP code.
 */
int corokit_locals_register_inherited(corokit_local_end_t on_end, corokit_local_inherit_t inherit);

static inline void *corokit_locals_get(const corokit_coroutine_t *coroutine, int slot)
{
	return coroutine->locals_used & (1u << slot) ? coroutine->locals[slot] : NULL;
}

/* NULL takes it away; on_end is not called for a value that was replaced. */
static inline void corokit_locals_set(corokit_coroutine_t *coroutine, int slot, void *value)
{
	coroutine->locals[slot] = value;
	if (value) {
		coroutine->locals_used |= 1u << slot;
	} else {
		coroutine->locals_used &= ~(1u << slot);
	}
}

/* ---- for the life of coroutines: coroutine.c, scheduler.c ---- */

/* At creation, with locals_used = 0. */
void corokit_locals_inherit(corokit_coroutine_t *parent, corokit_coroutine_t *child);
/*
 * At the end: until no slot is set, as an end function may set others, or until one leaves an
 * exception: the caller deals with that and calls again. May park. May run PHP code. May throw.
 */
void corokit_locals_end(corokit_coroutine_t *coroutine);

#endif
