/*
 * What a coroutine holds and must not take to its grave: locks. When the
 * coroutine ends, each one that it did not let go is abandoned.
 */
#ifndef COROKIT_SHARED_HELD_H
#define COROKIT_SHARED_HELD_H

#include "../core/coroutine.h"
#include "../core/locals.h"
#include "../core/scheduler.h"

typedef struct corokit_held corokit_held_t;

struct corokit_held {
	corokit_coroutine_t *holder; /* NULL: not held */
	zend_long            cid;    /* of the holder */
	corokit_held_t      *next, *prev;
	/* Already let go of the coroutine. No PHP code; must not park. */
	void               (*abandon)(corokit_held_t *held);
};

/* Module start. */
void corokit_held_startup(void);

extern int corokit_held_slot; /* of the coroutine's locals: the first of a list */

/* By the running coroutine, {main} included. */
static zend_always_inline void corokit_held_add(corokit_held_t *held)
{
	corokit_coroutine_t *holder = EXPECTED(corokit_current != NULL) ? corokit_current : corokit_scheduler_main();

	held->holder = holder;
	held->cid = holder->cid;
	held->prev = NULL;
	held->next = corokit_locals_get(holder, corokit_held_slot);
	if (held->next) {
		held->next->prev = held;
	}
	corokit_locals_set(holder, corokit_held_slot, held);
}

static zend_always_inline void corokit_held_remove(corokit_held_t *held)
{
	if (!held->holder) {
		return;
	}
	if (held->next) {
		held->next->prev = held->prev;
	}
	if (held->prev) {
		held->prev->next = held->next;
	} else {
		corokit_locals_set(held->holder, corokit_held_slot, held->next);
	}
	held->holder = NULL;
}

/* In the child of a fork(), where the holder may not have come along. */
void corokit_held_forget(corokit_held_t *held);
/* The one of the running coroutine for which is() says so; NULL: none. */
corokit_held_t *corokit_held_find(bool (*is)(const corokit_held_t *held, const void *arg), const void *arg);

#endif
