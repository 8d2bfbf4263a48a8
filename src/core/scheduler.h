/*
 * The run queue and the life of the whole: who runs next, when to poll, when
 * everything is over, and what happens to the coroutines that are left.
 *
 * The idle scheduler needs the loop, which is a higher layer: loop/ fills
 * corokit_scheduler_loop at start.
 */
#ifndef COROKIT_SCHEDULER_H
#define COROKIT_SCHEDULER_H

#include "coroutine.h"

typedef struct {
	/* Handles events; waits for the first one when `wait`. Makes coroutines ready, runs no PHP code. */
	void (*poll)(bool wait);
	/* Could anything outside (timer, descriptor, thread, signal, accept) still wake a coroutine? */
	bool (*alive)(void);
} corokit_scheduler_loop_t;

typedef struct {
	uint64_t created;    /* coroutines ever, the last cid */
	uint32_t alive;      /* not ended */
	uint32_t peak;
	uint32_t ready;
	uint64_t switches;
	uint32_t stacks;     /* contexts in use and pooled */
	uint32_t stacks_idle;
} corokit_scheduler_stats_t;

/* ---- process and request ---- */

int  corokit_scheduler_startup(void);   /* MINIT */
void corokit_scheduler_shutdown(void);  /* MSHUTDOWN */
void corokit_scheduler_activate(void);  /* RINIT */
/*
 * Ends what is left, in order: cancel every coroutine (ECANCELED, then
 * graceful exit), let their finally blocks and destructors run. The engine
 * must be whole: called before zend_call_destructors. May run PHP code.
 */
void corokit_scheduler_finish(void);
void corokit_scheduler_deactivate(void); /* post_deactivate: frees stacks */

void corokit_scheduler_set_loop(const corokit_scheduler_loop_t *loop);

/* ---- running ---- */

/* True while corokit_scheduler_run() is on the stack. */
bool corokit_scheduler_running(void);
/*
 * Runs coroutines on the calling context, which is {main}, until none that
 * matters is left or stop() was called. Returns 0, or -EDEADLK when the rest waits for
 * each other: the report is thrown as an Error. May run PHP code.
 */
int  corokit_scheduler_run(void);
void corokit_scheduler_stop(void);

/* The script is to end as by exit(): every coroutine is cancelled, then {main} unwinds. */
void corokit_scheduler_exit(int status);

/* ---- looking ---- */

corokit_coroutine_t *corokit_scheduler_main(void);
/* The running coroutine, {main} included; never NULL. */
corokit_coroutine_t *corokit_scheduler_running_coroutine(void);
void corokit_scheduler_get_stats(corokit_scheduler_stats_t *stats);
void corokit_scheduler_set_limit(uint32_t max_coroutines);
/* Calls back for every coroutine alive, in order of id. The callback must not park. */
void corokit_scheduler_each(void (*visit)(corokit_coroutine_t *, void *), void *arg);

/* After fork() in the child: only the caller goes on. */
void corokit_scheduler_after_fork(void);

#endif
