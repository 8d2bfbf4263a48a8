/*
 * A coroutine and the few ways to suspend and wake it. Everything that waits
 * is built on corokit_park() and corokit_wake().
 *
 * All of it belongs to one thread, the scheduler's. The code outside
 * coroutines ({main}) is a coroutine too, corokit_scheduler_main(), with cid
 * -1: it can create and resume others but never parks.
 */
#ifndef COROKIT_COROUTINE_H
#define COROKIT_COROUTINE_H

#include "php.h"
#include "zend_fibers.h"

#include "../base/clock.h"
#include "../base/config.h"
#include "../base/list.h"
#include "engine_state.h"
#include "timer.h"

#define COROKIT_LOCALS_MAX 16

typedef struct corokit_coroutine corokit_coroutine_t;
typedef struct corokit_wait corokit_wait_t;
struct corokit_scope;

typedef enum {
	COROKIT_COROUTINE_NEW,     /* created, has not run yet */
	COROKIT_COROUTINE_READY,   /* in the run queue */
	COROKIT_COROUTINE_RUNNING,
	COROKIT_COROUTINE_WAITING, /* parked: `wait` says why */
	COROKIT_COROUTINE_ENDED
} corokit_coroutine_status_t;

/*
 * What a parked coroutine waits for; lives on its stack for the time of the
 * park. `unlink` takes it out of whatever would have woken it, and is called
 * only when someone else ends the wait first (deadline, cancel, shutdown):
 * from then on nobody can hand it anything, so nothing is lost between being
 * woken and running. It must not park, throw or run PHP code.
 */
struct corokit_wait {
	const char          *reason;       /* for reports: "channel pop"; lives as long as the wait */
	void               (*unlink)(corokit_wait_t *wait); /* may be NULL */
	/* Visits those who must go on before this wait can end: see wait_cycle.h. NULL: nobody in particular. */
	void               (*each_blocker)(corokit_wait_t *wait, void (*visit)(corokit_coroutine_t *blocker, void *arg), void *arg);
	corokit_coroutine_t *coroutine;    /* set by corokit_park() */
	bool                 for_holder;   /* of a handle; its deadline is only a precaution */
	bool                 uncancelable; /* Coroutine::cancel() refuses; shutdown waits for it */
};

/* The body of a coroutine. May suspend. May run PHP code. May leave an exception. */
typedef void (*corokit_entry_t)(corokit_coroutine_t *self, void *arg);

struct corokit_coroutine {
	corokit_list_t          link;      /* run queue */
	zend_fiber_context     *resume;    /* innermost engine context at the park: a user Fiber parks as a whole */
	corokit_wait_t         *wait;      /* while WAITING */
	corokit_engine_state_t  engine;    /* engine globals of this coroutine while it is away */
	struct corokit_scope   *scope;     /* whose request it works for; NULL: none. Counted by src/scope */
	int                     wake_code;
	uint8_t                 status;
	bool                    canceled;       /* the last wait was ended by corokit_cancel() */
	bool                    is_main;        /* {main}: guard off, never parks */
	bool                    background;     /* does not keep run() or the script alive */
	bool                    ending;         /* by exit or shutdown: waits fail at once, graceful exit thrown */
	bool                    is_script;      /* the main script: engine state and exception are {main}'s */
	bool                    starts;         /* in the run queue and has not run yet */
	bool                    suspended;      /* parked by corokit_suspend() */
	bool                    contains_fatal; /* a fatal error ends this coroutine, not the script */
	bool                    had_fatal;      /* one did */
	uint32_t                no_park;        /* depth of regions where every hook blocks for real */
	uint32_t                failed_waits;   /* while ending */
	uint32_t                visited;        /* number of the last search that saw it: wait_cycle.c */
	corokit_timer_t         timer;          /* deadline of the current wait */
	zend_object            *throw_on_wake;  /* owned: thrown in the coroutine when it runs again */
	struct corokit_outcome *outcome;        /* borrowed: who waits for the result; see callable.h */
	zval                    result;         /* owned: what the callable returned, or UNDEF */
	zend_object            *failure;        /* owned: what it threw, if someone waits for it */

	corokit_entry_t         entry;
	void                   *arg;
	struct corokit_context *context;      /* from start to end */
	zend_execute_data      *execute_data; /* innermost PHP frame at the park; NULL while it runs */
	zend_long               cid;
	zend_long               parent_cid;   /* -1: {main} */
	corokit_coroutine_t    *next_by_id;   /* same bucket */
	uint64_t                created_at;   /* corokit_clock_coarse() */
	uint64_t                switches;     /* times it was entered */
	uint64_t                ran;          /* ticks; see execute_time.h */
	zend_string            *spawn_file;   /* owned; NULL when created by C code */
	uint32_t                spawn_line;
	uint32_t                locals_used;  /* bit n: locals[n] is set */
	void                   *locals[COROKIT_LOCALS_MAX]; /* see locals.h */
};

/*
 * The running coroutine; NULL outside coroutines and on every other thread.
 * This is the guard of every hook.
 */
extern __thread corokit_coroutine_t *corokit_current;

/* ---- life ---- */

/*
 * Makes a coroutine. NULL when a limit is reached; errno says which: EAGAIN
 * max_coroutine, ENOMEM no stack (vm.max_map_count or memory), ECANCELED the
 * script is over. It does not run before start or spawn.
 */
corokit_coroutine_t *corokit_coroutine_create(corokit_entry_t entry, void *arg);
/* Runs it at once, until its first wait or its end; the caller stays ready, first in the queue. May run PHP code. */
void corokit_coroutine_start(corokit_coroutine_t *coroutine);
/* Puts it at the end of the run queue: for timers, accepted connections and other loop callbacks. */
void corokit_coroutine_spawn(corokit_coroutine_t *coroutine);

/* By id; NULL when it never was or has ended. */
corokit_coroutine_t *corokit_coroutine_find(zend_long cid);

/* It no longer keeps run() or the script alive. */
void corokit_coroutine_set_background(corokit_coroutine_t *coroutine);

/* Remembers where the running PHP code created it, for reports. */
void corokit_coroutine_mark_spawn_site(corokit_coroutine_t *coroutine);

/* ---- waiting ---- */

/*
 * True when the running code is in a coroutine and the engine allows a
 * switch here. Where it is false a hook makes the real, blocking call and a
 * class method throws.
 */
bool corokit_may_park(void);

/*
 * Suspends the running coroutine. Returns the code of whoever woke it: 0 or
 * more from corokit_wake(), -ETIMEDOUT past the deadline, -ECANCELED after
 * corokit_cancel(), at exit and at shutdown (then an exception may be
 * pending in EG(exception)). Requires corokit_may_park().
 * May suspend. May run PHP code of others.
 */
int corokit_park(corokit_wait_t *wait, uint64_t deadline);

/* Makes a parked coroutine ready. The caller has already unlinked what it knew of the wait. */
void corokit_wake(corokit_coroutine_t *coroutine, int code);
/* Ends a wait from outside: unlink, then wake. False when it is not waiting. */
bool corokit_interrupt(corokit_coroutine_t *coroutine, int code);

/* Parks the running coroutine behind all that are ready now. 0 or -ECANCELED. */
int corokit_reschedule(const char *reason);
/* 0 when the time has come, or -ECANCELED, or the code of corokit_interrupt(). */
int corokit_sleep_until(uint64_t deadline, const char *reason);

/* Every hook, ready or not, under corokit.chaos. May suspend. */
static zend_always_inline void corokit_chaos_point(void)
{
	if (UNEXPECTED(corokit_config.chaos != 0) && corokit_may_park()) {
		corokit_reschedule("chaos");
	}
}

/*
 * Switches to a coroutine parked by corokit_suspend() at once; the caller
 * stays ready, first in the queue. False when it is not suspended so. May run PHP code.
 */
bool corokit_resume(corokit_coroutine_t *coroutine);
/* Parks until corokit_resume() or cancel: Coroutine::yield(). */
int corokit_suspend(void);

/*
 * Coroutine::cancel(): 0, or -EBUSY (running, ready or not cancelable). The
 * exception (ownership passes, also on failure) is thrown in the coroutine
 * when it runs; NULL: its wait just fails.
 */
int corokit_cancel(corokit_coroutine_t *coroutine, zend_object *exception);

/* ---- regions where nothing may park (compilation, loading, collecting garbage) ---- */

static inline void corokit_block_parking(void)
{
	if (corokit_current) {
		corokit_current->no_park++;
	}
}

static inline void corokit_unblock_parking(void)
{
	if (corokit_current) {
		corokit_current->no_park--;
	}
}

#endif
