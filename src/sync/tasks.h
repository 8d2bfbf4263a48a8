/*
 * Coroutines with a common fate: started together, waited for together,
 * ended together. TaskGroup, parallel(), batch(), map() and race() are faces of it.
 *
 * The set is counted: who made it holds it, and so does every task that has
 * not ended, so that a wait can be given up and the tasks go on.
 */
#ifndef COROKIT_TASKS_H
#define COROKIT_TASKS_H

#include "php.h"

#include "../core/callable.h"
#include "semaphore.h"

typedef struct {
	corokit_list_t      running;    /* tasks that have not ended, in order of start */
	corokit_list_t      waiters;
	uint32_t            alive;
	uint32_t            refs;
	zend_long           limit;      /* how many may run at a time; 0: any number */
	corokit_semaphore_t places;
	zval                results;    /* owned array: null until the task has returned */
	zval                first;      /* owned: what the first one that ended returned; UNDEF: it threw, or none ended */
	zend_object        *failure;    /* owned: what the first one that failed threw */
	bool                settled;    /* one has ended by itself */
	bool                fail_fast;  /* a failure cancels the others at once */
	bool                canceled;   /* the tasks that run were told to end */
} corokit_tasks_t;

typedef enum {
	COROKIT_TASKS_ALL,            /* none is alive */
	COROKIT_TASKS_FIRST,          /* one has returned or thrown */
	COROKIT_TASKS_ALL_OR_FAILURE  /* none is alive, or one has thrown */
} corokit_tasks_goal_t;

corokit_tasks_t *corokit_tasks_create(zend_long limit, bool fail_fast);
/* May run PHP code: destructors of results. */
void corokit_tasks_release(corokit_tasks_t *tasks);

/*
 * Starts a task at once; with a limit, after a place was taken for it (see
 * below). key: where its result goes, NULL appends. outcome: told as well, may be NULL. created: told
 * the id before it runs, may be NULL. 0, or a negative errno of corokit_coroutine_create(), and the
 * place is free again. May run PHP code.
 */
int corokit_tasks_start(corokit_tasks_t *tasks, const zval *key, zval *callable, const zend_fcall_info_cache *fcc, uint32_t argc, zval *argv, HashTable *named, corokit_outcome_t *outcome, void (*created)(corokit_outcome_t *outcome, zend_long cid));

/* Takes a place for the next task. 0, -ECANCELED; -EAGAIN: would have to wait where one cannot. May suspend. */
int corokit_tasks_reserve(corokit_tasks_t *tasks);

/* 0, -ETIMEDOUT, -ECANCELED; -EDEADLK, and an Error thrown, as corokit_join(). May suspend; requires corokit_may_park() unless the goal is reached. */
int corokit_tasks_wait(corokit_tasks_t *tasks, corokit_tasks_goal_t goal, uint64_t deadline);

/*
 * Cancels every task that waits, with a CanceledException. True when none is
 * left that could not be cancelled because it was ready to run.
 */
bool corokit_tasks_cancel(corokit_tasks_t *tasks);
/*
 * Cancels every task and waits until all have ended, cancelled or not: this
 * wait cannot be cancelled. Where the caller cannot wait it only cancels. An
 * exception in flight is kept. May suspend.
 */
void corokit_tasks_end(corokit_tasks_t *tasks);

/* The failure, which the caller throws; the set forgets it. */
zend_object *corokit_tasks_take_failure(corokit_tasks_t *tasks);
/* The results; the set begins anew. */
void corokit_tasks_take_results(corokit_tasks_t *tasks, zval *results);

#endif
