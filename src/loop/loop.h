/*
 * The libuv loop of the process: made at first use, by the thread that runs
 * coroutines, never before a fork that is meant to have loops of its own.
 * Callbacks run on the scheduler's stack: they make coroutines ready, start
 * coroutines with corokit_coroutine_spawn(), and run no PHP code.
 */
#ifndef COROKIT_LOOP_H
#define COROKIT_LOOP_H

#include <stdbool.h>
#include <uv.h>

int  corokit_loop_startup(void);  /* MINIT: registers with the scheduler */
void corokit_loop_shutdown(void); /* request end: closes handles, drains, frees */

/* The loop, started if it was not. NULL when libuv cannot make one (errno). */
uv_loop_t *corokit_loop_get(void);
bool corokit_loop_started(void);

/*
 * Things outside libuv that may still wake a coroutine (waiting descriptors,
 * jobs of the pool, signal waits): while the count is not zero there is no deadlock.
 */
void corokit_loop_ref(void);
void corokit_loop_unref(void);

/* In the child of fork(). */
void corokit_loop_after_fork(void);

#endif
