/*
 * What a coroutine holds and must not take to its grave: locks. When the
 * coroutine ends, each one that it did not let go is abandoned.
 */
#ifndef COROKIT_SHARED_HELD_H
#define COROKIT_SHARED_HELD_H

#include "../core/coroutine.h"

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

/* By the running coroutine, {main} included. */
void corokit_held_add(corokit_held_t *held);
void corokit_held_remove(corokit_held_t *held);
/* In the child of a fork(), where the holder may not have come along. */
void corokit_held_forget(corokit_held_t *held);
/* The one of the running coroutine for which is() says so; NULL: none. */
corokit_held_t *corokit_held_find(bool (*is)(const corokit_held_t *held, const void *arg), const void *arg);

#endif
