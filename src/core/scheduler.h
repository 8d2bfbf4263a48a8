/*
 * The run queue and the life of the whole: who runs next, when to poll, when
 * everything is over, and what happens to the coroutines that are left.
 *
 * The idle scheduler needs the loop, which is a higher layer: loop/ fills in
 * corokit_scheduler_set_loop() at start.
 */
#ifndef COROKIT_SCHEDULER_H
#define COROKIT_SCHEDULER_H

#include "../base/layer.h"
#include "coroutine.h"

extern const corokit_layer_t corokit_core_layer;

typedef struct {
	/* Handles events; waits for the first one when `wait`. Makes coroutines ready, runs no PHP code. */
	void (*poll)(bool wait);
	/* Could anything outside (timer, descriptor, thread, signal, accept) still wake a coroutine? */
	bool (*alive)(void);
} corokit_scheduler_loop_t;

typedef struct {
	uint64_t created;    /* coroutines ever: the last cid */
	uint32_t alive;      /* not ended */
	uint32_t peak;
	uint32_t ready;
	uint64_t switches;
} corokit_scheduler_stats_t;

void corokit_scheduler_set_loop(const corokit_scheduler_loop_t *loop);
/*
 * Called for a deadlock with everything still in place: throws on {main}, or makes
 * a coroutine ready, and then all goes on. May run PHP code.
 */
void corokit_scheduler_set_deadlock_handler(void (*handler)(void));

/* ---- running ---- */

/* True while corokit_scheduler_run() is on the stack. */
bool corokit_scheduler_running(void);
/* Everything is being cancelled: the script is over. */
bool corokit_scheduler_is_ending(void);
/*
 * Runs coroutines on the calling context, which is {main}, until none that
 * matters is left and the loop has nothing either, or stop() was called. 0,
 * -EDEADLK when the rest waited for each other (they were cancelled, and the
 * report is thrown), or -ECANCELED after exit() or a fatal error in a coroutine: all others were
 * cancelled, and {main} is unwinding. May run PHP code. May throw. May bail out.
 */
int  corokit_scheduler_run(void);
/* Makes run() return once the running coroutine parks or ends. */
void corokit_scheduler_stop(void);

/* The script ends as by exit(): every coroutine is cancelled, then {main} unwinds. */
void corokit_scheduler_exit(void);

/*
 * For a process that serves many and must outlive the mistakes of one, a
 * worker of a server: exit(), an uncaught exception and a fatal error end the coroutine they happen
 * in and nothing else. Called in that coroutine, at its end; must not park.
 */
typedef struct {
	void (*uncaught)(corokit_coroutine_t *coroutine, zend_object *exception); /* borrowed */
	void (*fatal)(corokit_coroutine_t *coroutine);   /* PHP has reported it, PG(last_error_*) tells of it */
} corokit_scheduler_containment_t;

/* From now on, for coroutines made from now on. */
void corokit_scheduler_contain(const corokit_scheduler_containment_t *containment);
/* NULL: a script, which ends with its mistakes. */
const corokit_scheduler_containment_t *corokit_scheduler_containment(void);

/*
 * For the child of a fork() that goes on by itself: shutdown functions that the parent
 * registered are not called, and at the end of the script coroutines are ended and the loop does not run.
 */
void corokit_scheduler_become_child(void);

/* ---- looking ---- */

/* Is there a coroutine that keeps run() and the script alive? */
bool corokit_scheduler_has_foreground(void);

corokit_coroutine_t *corokit_scheduler_main(void);
/* The running coroutine, {main} included; never NULL. */
corokit_coroutine_t *corokit_scheduler_running_coroutine(void);
void corokit_scheduler_get_stats(corokit_scheduler_stats_t *stats);
void corokit_scheduler_set_limit(uint32_t max_coroutines);
uint32_t corokit_scheduler_get_limit(void);
/* Calls back for every coroutine alive, in order of id. The callback must not park or create. */
void corokit_scheduler_each(void (*visit)(corokit_coroutine_t *, void *), void *arg);

/* The loop is about to wait: gives back memory that the last second did not need. */
void corokit_scheduler_before_idle(void);

/* After fork() in the child: only the caller goes on. */
void corokit_scheduler_after_fork(void);

#endif
