/*
 * Sets of coroutines. A task is told of its end by deliver(), inside the
 * coroutine that ends, which therefore only moves values and wakes others.
 */
#include "tasks.h"

#include "../core/backtrace.h"
#include "../core/exceptions.h"
#include "../core/wait_cycle.h"

/* How often a task is tried again that could not be cancelled: it ran, or waits for what cannot be given up. */
#define LOOK_AGAIN_NS COROKIT_NS_PER_MS

typedef struct {
	corokit_outcome_t    outcome;
	corokit_list_t       link;      /* in running */
	corokit_tasks_t     *tasks;     /* counted */
	corokit_coroutine_t *coroutine; /* borrowed: alive until deliver() */
	corokit_outcome_t   *next;      /* borrowed: who is told as well */
	zval                 key;       /* owned: int or string */
	bool                 canceled;  /* once is enough: it may catch that and clean up */
} task_t;

typedef struct {
	corokit_wait_t       base;
	corokit_list_t       link; /* in waiters */
	corokit_tasks_goal_t goal;
	corokit_tasks_t     *tasks;
} tasks_wait_t;

corokit_tasks_t *corokit_tasks_create(zend_long limit, bool fail_fast)
{
	corokit_tasks_t *tasks = emalloc(sizeof(*tasks));

	memset(tasks, 0, sizeof(*tasks));
	corokit_list_init(&tasks->running);
	corokit_list_init(&tasks->waiters);
	corokit_semaphore_init(&tasks->places, limit);
	tasks->refs = 1;
	tasks->limit = limit;
	tasks->fail_fast = fail_fast;
	ZVAL_EMPTY_ARRAY(&tasks->results);
	ZVAL_UNDEF(&tasks->first);
	return tasks;
}

void corokit_tasks_release(corokit_tasks_t *tasks)
{
	if (--tasks->refs) {
		return;
	}
	zval_ptr_dtor(&tasks->results);
	zval_ptr_dtor(&tasks->first);
	if (tasks->failure) {
		OBJ_RELEASE(tasks->failure);
	}
	efree(tasks);
}

/* ---- the end of a task ---- */

static bool is_reached(const corokit_tasks_t *tasks, corokit_tasks_goal_t goal)
{
	if (!tasks->alive) {
		return true;
	}
	switch (goal) {
		case COROKIT_TASKS_FIRST:
			return tasks->settled;
		case COROKIT_TASKS_ALL_OR_FAILURE:
			return tasks->failure != NULL;
		default:
			return false;
	}
}

static void wake_waiters(corokit_tasks_t *tasks)
{
	corokit_list_t *at = tasks->waiters.next;

	while (at != &tasks->waiters) {
		tasks_wait_t *wait = corokit_list_entry(at, tasks_wait_t, link);

		at = at->next;
		if (is_reached(tasks, wait->goal)) {
			corokit_list_unlink(&wait->link);
			corokit_wake(wait->base.coroutine, 0);
		}
	}
}

static void set_result(corokit_tasks_t *tasks, const zval *key, zval *value)
{
	SEPARATE_ARRAY(&tasks->results);
	array_set_zval_key(Z_ARRVAL(tasks->results), (zval *) key, value);
}

static bool is_failure(const task_t *task, const zend_object *exception)
{
	return !(task->canceled && instanceof_function(exception->ce, corokit_canceled_exception_ce));
}

static void note_end(task_t *task, zval *result, zend_object *exception)
{
	corokit_tasks_t *tasks = task->tasks;

	if (exception && is_failure(task, exception)) {
		if (!tasks->failure) {
			GC_ADDREF(exception);
			tasks->failure = exception;
		}
		tasks->settled = true;
	} else if (result) {
		set_result(tasks, &task->key, result);
		if (!tasks->settled) {
			ZVAL_COPY(&tasks->first, result);
			tasks->settled = true;
		}
	}
}

static void deliver(corokit_outcome_t *outcome, zval *result, zend_object *exception)
{
	task_t *task = (task_t *) outcome;
	corokit_tasks_t *tasks = task->tasks;

	/* Destructors of values that nobody wants may run below. */
	corokit_block_parking();
	corokit_list_unlink(&task->link);
	tasks->alive--;
	note_end(task, result, exception);
	if (task->next) {
		task->next->deliver(task->next, result, exception);
	} else if (result) {
		zval_ptr_dtor(result);
	} else if (exception) {
		OBJ_RELEASE(exception);
	}
	if (tasks->failure && tasks->fail_fast) {
		corokit_tasks_cancel(tasks);
	}
	if (tasks->limit) {
		corokit_semaphore_release(&tasks->places, 1);
	}
	wake_waiters(tasks);
	zval_ptr_dtor(&task->key);
	efree(task);
	corokit_tasks_release(tasks);
	corokit_unblock_parking();
}

/* ---- starting ---- */

int corokit_tasks_reserve(corokit_tasks_t *tasks)
{
	if (!tasks->limit || corokit_semaphore_try_acquire(&tasks->places, 1)) {
		return 0;
	}
	if (!corokit_may_park()) {
		return -EAGAIN;
	}
	return corokit_semaphore_wait_acquire(&tasks->places, 1, COROKIT_NEVER, "a place for a task");
}

int corokit_tasks_start(corokit_tasks_t *tasks, const zval *key, zval *callable, const zend_fcall_info_cache *fcc, uint32_t argc, zval *argv, HashTable *named, corokit_outcome_t *outcome, void (*created)(corokit_outcome_t *outcome, zend_long cid))
{
	task_t *task = emalloc(sizeof(*task));
	corokit_coroutine_t *coroutine;
	zval nothing;

	task->outcome.deliver = deliver;
	coroutine = corokit_callable_create(callable, fcc, argc, argv, named, &task->outcome);
	if (!coroutine) {
		int error = errno;

		efree(task);
		if (tasks->limit) {
			corokit_semaphore_release(&tasks->places, 1);
		}
		return -error;
	}
	if (!tasks->alive) {
		tasks->canceled = false;
	}
	task->tasks = tasks;
	tasks->refs++;
	tasks->alive++;
	task->coroutine = coroutine;
	task->next = outcome;
	task->canceled = false;
	if (key) {
		ZVAL_COPY(&task->key, key);
	} else {
		ZVAL_LONG(&task->key, zend_hash_next_free_element(Z_ARRVAL(tasks->results)));
		if (Z_LVAL(task->key) < 0) {
			ZVAL_LONG(&task->key, 0);
		}
	}
	ZVAL_NULL(&nothing);
	set_result(tasks, &task->key, &nothing);
	corokit_list_push_back(&tasks->running, &task->link);
	if (created) {
		created(outcome, coroutine->cid);
	}
	corokit_coroutine_start(coroutine);
	return 0;
}

/* ---- waiting ---- */

static void on_interrupted(corokit_wait_t *wait)
{
	corokit_list_unlink(&((tasks_wait_t *) wait)->link);
}

/* Waits for the first of several are not lost while one of them can go on: they name nobody. */
static void each_task(corokit_wait_t *base, void (*visit)(corokit_coroutine_t *, void *), void *arg)
{
	tasks_wait_t *wait = (tasks_wait_t *) base;
	corokit_tasks_t *tasks = wait->tasks;

	if (wait->goal == COROKIT_TASKS_FIRST && tasks->alive > 1) {
		return;
	}
	for (corokit_list_t *at = tasks->running.next; at != &tasks->running; at = at->next) {
		visit(corokit_list_entry(at, task_t, link)->coroutine, arg);
	}
}

static int wait_for(corokit_tasks_t *tasks, corokit_tasks_goal_t goal, uint64_t deadline, bool uncancelable)
{
	tasks_wait_t wait = {
		.base = { .reason = "tasks", .unlink = on_interrupted, .each_blocker = each_task, .uncancelable = uncancelable },
		.goal = goal,
		.tasks = tasks,
	};
	int code;

	if (is_reached(tasks, goal)) {
		return 0;
	}
	if (!uncancelable && !corokit_wait_allowed(&wait.base, deadline)) {
		return -EDEADLK;
	}
	corokit_list_push_back(&tasks->waiters, &wait.link);
	code = corokit_park(&wait.base, deadline);
	/* A coroutine that is being ended is not parked at all. */
	corokit_list_unlink(&wait.link);
	return code;
}

int corokit_tasks_wait(corokit_tasks_t *tasks, corokit_tasks_goal_t goal, uint64_t deadline)
{
	return wait_for(tasks, goal, deadline, false);
}

bool corokit_tasks_cancel(corokit_tasks_t *tasks)
{
	bool all = true;

	tasks->canceled = true;
	for (corokit_list_t *at = tasks->running.next; at != &tasks->running; at = at->next) {
		task_t *task = corokit_list_entry(at, task_t, link);
		corokit_coroutine_t *coroutine = task->coroutine;

		if (task->canceled) {
			continue;
		}
		if (coroutine->status != COROKIT_COROUTINE_WAITING || coroutine->wait->uncancelable) {
			all = false;
			continue;
		}
		task->canceled = corokit_cancel(coroutine,
			corokit_backtrace_exception(coroutine, corokit_canceled_exception_ce, "The task was cancelled with its group")) == 0;
	}
	return all;
}

static void end_tasks(corokit_tasks_t *tasks)
{
	bool all = corokit_tasks_cancel(tasks);

	if (!all && corokit_may_park()) {
		/* Those that are ready to run are met again at their next wait. */
		corokit_reschedule("the end of tasks");
		all = corokit_tasks_cancel(tasks);
	}
	while (tasks->alive && corokit_may_park()) {
		uint64_t look = all ? COROKIT_NEVER : corokit_clock_after(LOOK_AGAIN_NS);

		if (wait_for(tasks, COROKIT_TASKS_ALL, look, true) == -ECANCELED) {
			return;
		}
		all = corokit_tasks_cancel(tasks);
	}
}

void corokit_tasks_end(corokit_tasks_t *tasks)
{
	zend_object *exception = EG(exception);
	const zend_op *opline = EG(opline_before_exception);

	if (!tasks->alive) {
		return;
	}
	EG(exception) = NULL;
	end_tasks(tasks);
	if (!exception) {
		return;
	}
	if (EG(exception)) {
		/* The end of the script: nobody will catch the other one. */
		OBJ_RELEASE(exception);
	} else {
		EG(exception) = exception;
		EG(opline_before_exception) = opline;
	}
}

zend_object *corokit_tasks_take_failure(corokit_tasks_t *tasks)
{
	zend_object *failure = tasks->failure;

	tasks->failure = NULL;
	return failure;
}

void corokit_tasks_take_results(corokit_tasks_t *tasks, zval *results)
{
	ZVAL_COPY_VALUE(results, &tasks->results);
	ZVAL_EMPTY_ARRAY(&tasks->results);
}
