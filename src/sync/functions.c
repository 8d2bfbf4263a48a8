/*
 * CoroKit\Coroutine\{batch, parallel, map, race, timeout, retry}: what one
 * often builds from coroutines, on tasks.c.
 */
#include "php.h"
#include "zend_exceptions.h"

#include <math.h>

#include "../core/backtrace.h"
#include "../core/coroutine_class.h"
#include "../core/exceptions.h"
#include "sync_internal.h"
#include "tasks.h"

#include "../../stubs/sync_functions_arginfo.h"

/* ---- many at once ---- */

/* False, with an exception, when the coroutine could not be made. */
static bool start_task(corokit_tasks_t *tasks, const zval *key, zval *callable, uint32_t argc, zval *argv)
{
	zend_fcall_info_cache fcc;
	int code;

	/* Each call has a cache of its own (that of __call() is used up by it), and an earlier
	 * task may have changed what a name stands for. */
	ZVAL_DEREF(callable);
	if (!zend_is_callable_ex(callable, NULL, 0, NULL, &fcc, NULL)) {
		zend_type_error("A task is no longer callable");
		return false;
	}
	code = corokit_tasks_start(tasks, key, callable, &fcc, argc, argv, NULL, NULL, NULL);
	if (code < 0) {
		corokit_coroutine_throw_not_created(-code);
		if (!EG(exception)) {
			zend_throw_error(corokit_error_ce, "Cannot create a coroutine: max_coroutine is reached");
		}
	}
	return !EG(exception);
}

static void make_key(zval *key, zend_string *string, zend_ulong number)
{
	if (string) {
		ZVAL_STR(key, string);
	} else {
		ZVAL_LONG(key, (zend_long) number);
	}
}

/* The second parameter of parallel() and map(). */
static bool check_callable(zval *callable)
{
	char *error = NULL;

	if (zend_is_callable_ex(callable, NULL, 0, NULL, NULL, &error)) {
		return true;
	}
	zend_argument_type_error(2, "must be a valid callback, %s", error);
	efree(error);
	return false;
}

/* Every element is a callable; all are looked at before the first is called. */
static bool check_tasks(HashTable *list)
{
	zval *task;

	ZEND_HASH_FOREACH_VAL(list, task) {
		if (!zend_is_callable(task, 0, NULL)) {
			zend_argument_type_error(1, "must contain only callables");
			return false;
		}
	} ZEND_HASH_FOREACH_END();
	return true;
}

/* Starts every element of the list as a task without arguments. May run PHP code. */
static bool start_list(corokit_tasks_t *tasks, HashTable *list)
{
	zend_ulong number;
	zend_string *string;
	zval *task;

	ZEND_HASH_FOREACH_KEY_VAL(list, number, string, task) {
		zval key;

		make_key(&key, string, number);
		if (!start_task(tasks, &key, task, 0, NULL)) {
			return false;
		}
	} ZEND_HASH_FOREACH_END();
	return true;
}

/* Throws what a task threw, if one did. */
static bool throw_failure(corokit_tasks_t *tasks)
{
	zval exception;

	if (!tasks->failure) {
		return false;
	}
	ZVAL_OBJ(&exception, corokit_tasks_take_failure(tasks));
	zend_throw_exception_object(&exception);
	return true;
}

/* All were started: waits for their results. Releases the set. */
static void finish_batch(corokit_tasks_t *tasks, bool started, double timeout, zval *return_value)
{
	if (started) {
		corokit_tasks_wait(tasks, COROKIT_TASKS_ALL, corokit_sync_deadline(timeout));
	} else {
		corokit_tasks_end(tasks);
	}
	/* After a timeout, or a cancel without exception, it is what there is, as with Swoole. */
	if (!EG(exception) && !throw_failure(tasks)) {
		corokit_tasks_take_results(tasks, return_value);
	}
	corokit_tasks_release(tasks);
}

ZEND_FUNCTION(CoroKit_Coroutine_batch)
{
	HashTable *list;
	double timeout = -1;
	corokit_tasks_t *tasks;

	ZEND_PARSE_PARAMETERS_START(1, 2)
		Z_PARAM_ARRAY_HT(list)
		Z_PARAM_OPTIONAL
		Z_PARAM_DOUBLE(timeout)
	ZEND_PARSE_PARAMETERS_END();

	if (!corokit_coroutine_require("CoroKit\\Coroutine\\batch()") || !check_tasks(list)) {
		RETURN_THROWS();
	}
	tasks = corokit_tasks_create(0, false);
	finish_batch(tasks, start_list(tasks, list), timeout, return_value);
}

ZEND_FUNCTION(CoroKit_Coroutine_parallel)
{
	zend_long n;
	zval *callable;
	corokit_tasks_t *tasks;
	bool started = true;
	zval results;

	ZEND_PARSE_PARAMETERS_START(2, 2)
		Z_PARAM_LONG(n)
		Z_PARAM_ZVAL(callable)
	ZEND_PARSE_PARAMETERS_END();

	if (!corokit_coroutine_require("CoroKit\\Coroutine\\parallel()") || !check_callable(callable)) {
		RETURN_THROWS();
	}
	tasks = corokit_tasks_create(0, false);
	while (n-- > 0 && started) {
		started = start_task(tasks, NULL, callable, 0, NULL);
	}
	ZVAL_UNDEF(&results);
	finish_batch(tasks, started, -1, &results);
	zval_ptr_dtor(&results);
}

ZEND_FUNCTION(CoroKit_Coroutine_map)
{
	HashTable *list;
	zval *callable;
	double timeout = -1;
	corokit_tasks_t *tasks;
	bool started = true;
	zend_ulong number;
	zend_string *string;
	zval *element;

	ZEND_PARSE_PARAMETERS_START(2, 3)
		Z_PARAM_ARRAY_HT(list)
		Z_PARAM_ZVAL(callable)
		Z_PARAM_OPTIONAL
		Z_PARAM_DOUBLE(timeout)
	ZEND_PARSE_PARAMETERS_END();

	if (!corokit_coroutine_require("CoroKit\\Coroutine\\map()") || !check_callable(callable)) {
		RETURN_THROWS();
	}
	tasks = corokit_tasks_create(0, false);
	ZEND_HASH_FOREACH_KEY_VAL(list, number, string, element) {
		zval args[2];

		ZVAL_COPY_DEREF(&args[0], element);
		make_key(&args[1], string, number);
		started = start_task(tasks, &args[1], callable, 2, args);
		zval_ptr_dtor(&args[0]);
		if (!started) {
			break;
		}
	} ZEND_HASH_FOREACH_END();
	finish_batch(tasks, started, timeout, return_value);
}

ZEND_FUNCTION(CoroKit_Coroutine_race)
{
	HashTable *list;
	double timeout = -1;
	corokit_tasks_t *tasks;
	int code = 0;

	ZEND_PARSE_PARAMETERS_START(1, 2)
		Z_PARAM_ARRAY_HT(list)
		Z_PARAM_OPTIONAL
		Z_PARAM_DOUBLE(timeout)
	ZEND_PARSE_PARAMETERS_END();

	if (!corokit_coroutine_require("CoroKit\\Coroutine\\race()") || !check_tasks(list)) {
		RETURN_THROWS();
	}
	if (!zend_hash_num_elements(list)) {
		zend_argument_value_error(1, "cannot be empty");
		RETURN_THROWS();
	}
	tasks = corokit_tasks_create(0, false);
	if (start_list(tasks, list)) {
		code = corokit_tasks_wait(tasks, COROKIT_TASKS_FIRST, corokit_sync_deadline(timeout));
	}
	corokit_tasks_end(tasks);
	if (EG(exception)) {
		goto release_tasks;
	}
	if (!Z_ISUNDEF(tasks->first)) {
		ZVAL_COPY(return_value, &tasks->first);
	} else if (!throw_failure(tasks)) {
		if (code == -ETIMEDOUT) {
			zend_throw_exception(corokit_timeout_exception_ce, "No task has ended in time", 0);
		} else {
			zend_throw_exception(corokit_canceled_exception_ce, "The race was cancelled", 0);
		}
	}

release_tasks:
	corokit_tasks_release(tasks);
}

/* Can be called again with the same cache. `result` stays as it is when the call throws. */
static void call(zend_fcall_info *fci, zend_fcall_info_cache *fcc, zval *result)
{
	bool used_up = fcc->function_handler && (fcc->function_handler->common.fn_flags & ZEND_ACC_CALL_VIA_TRAMPOLINE);
	zval value;

	ZVAL_UNDEF(&value);
	fci->retval = &value;
	zend_call_function(fci, fcc);
	if (used_up) {
		fcc->function_handler = NULL;
	}
	if (!Z_ISUNDEF(value)) {
		ZVAL_COPY_DEREF(result, &value);
		zval_ptr_dtor(&value);
	}
}

/* ---- one in time ---- */

/*
 * On the heap, and by id: after a fatal error that ended only the coroutine
 * nobody stops the timer.
 */
typedef struct {
	corokit_timer_t timer;
	zend_long       cid;
} limit_t;

#define LOOK_AGAIN_NS COROKIT_NS_PER_MS

static void on_limit(corokit_timer_t *timer)
{
	limit_t *limit = (limit_t *) timer;
	corokit_coroutine_t *coroutine = corokit_coroutine_find(limit->cid);

	if (!coroutine) {
		efree(limit);
		return;
	}
	if (coroutine->status != COROKIT_COROUTINE_WAITING || coroutine->wait->uncancelable) {
		corokit_timer_start(timer, corokit_clock_after(LOOK_AGAIN_NS));
		return;
	}
	corokit_cancel(coroutine, corokit_backtrace_exception(coroutine, corokit_timeout_exception_ce, "Time is up"));
}

static limit_t *start_limit(double seconds)
{
	limit_t *limit;

	if (!(seconds > 0)) {
		return NULL;
	}
	limit = emalloc(sizeof(*limit));
	corokit_timer_init(&limit->timer, on_limit);
	limit->cid = corokit_current->cid;
	corokit_timer_start(&limit->timer, corokit_clock_deadline(seconds));
	return limit;
}

static void stop_limit(limit_t *limit)
{
	if (limit) {
		corokit_timer_stop(&limit->timer);
		efree(limit);
	}
}

ZEND_FUNCTION(CoroKit_Coroutine_timeout)
{
	double seconds;
	zend_fcall_info fci;
	zend_fcall_info_cache fcc;
	limit_t *limit;

	ZEND_PARSE_PARAMETERS_START(2, -1)
		Z_PARAM_DOUBLE(seconds)
		Z_PARAM_FUNC(fci, fcc)
		Z_PARAM_VARIADIC_WITH_NAMED(fci.params, fci.param_count, fci.named_params)
	ZEND_PARSE_PARAMETERS_END();

	if (!corokit_coroutine_require("CoroKit\\Coroutine\\timeout()")) {
		RETURN_THROWS();
	}
	limit = start_limit(seconds);
	call(&fci, &fcc, return_value);
	stop_limit(limit);
}

/* ---- again and again ---- */

typedef struct {
	zend_long             attempts;
	double                delay;
	double                factor;
	double                max_delay;
	double                jitter;
	zend_fcall_info       when; /* size 0: not given */
	zend_fcall_info_cache when_fcc;
} retry_t;

static bool check_retry(const retry_t *retry)
{
	if (retry->attempts < 1) {
		zend_argument_value_error(2, "must be greater than 0");
	} else if (!(retry->delay >= 0)) {
		zend_argument_value_error(3, "must be greater than or equal to 0");
	} else if (!(retry->factor >= 1)) {
		zend_argument_value_error(4, "must be greater than or equal to 1");
	} else if (!(retry->max_delay >= 0)) {
		zend_argument_value_error(5, "must be greater than or equal to 0");
	} else if (!(retry->jitter >= 0 && retry->jitter <= 1)) {
		zend_argument_value_error(6, "must be between 0 and 1");
	}
	return !EG(exception);
}

/* Is the exception in flight one that another attempt may help against? May run PHP code, which may throw another one. */
static bool is_worth_another(retry_t *retry, zend_long attempt)
{
	zend_object *exception = EG(exception);
	zval args[2];
	zval answer;
	bool worth;

	if (zend_is_unwind_exit(exception) || zend_is_graceful_exit(exception)
			|| instanceof_function(exception->ce, corokit_canceled_exception_ce)) {
		return false;
	}
	if (!retry->when.size) {
		return instanceof_function(exception->ce, zend_ce_exception);
	}

	/* The callback is not to run with the exception in flight; it comes back if no one else does. */
	GC_ADDREF(exception);
	zend_clear_exception();
	ZVAL_OBJ(&args[0], exception);
	ZVAL_LONG(&args[1], attempt);
	ZVAL_NULL(&answer);
	retry->when.params = args;
	retry->when.param_count = 2;
	call(&retry->when, &retry->when_fcc, &answer);
	worth = !EG(exception) && zend_is_true(&answer);
	zval_ptr_dtor(&answer);
	if (EG(exception)) {
		OBJ_RELEASE(exception);
	} else {
		zend_throw_exception_object(&args[0]);
	}
	return worth;
}

/* From 0 up to, not including, 1. Not PHP's generators: a script's own sequence stays what it is. */
static double random_part(void)
{
	static uint64_t state;

	state += corokit_clock_ticks() | 1;
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (double) (state >> 11) / (double) (UINT64_C(1) << 53);
}

static double delay_after(const retry_t *retry, zend_long attempt)
{
	double delay = retry->delay * pow(retry->factor, (double) (attempt - 1));

	if (!(delay <= retry->max_delay)) {
		delay = retry->max_delay;
	}
	return delay * (1 - retry->jitter * random_part());
}

ZEND_FUNCTION(CoroKit_Coroutine_retry)
{
	zend_fcall_info fci;
	zend_fcall_info_cache fcc;
	retry_t retry = { .attempts = 3, .delay = 0.1, .factor = 2, .max_delay = 30 };

	ZEND_PARSE_PARAMETERS_START(1, 7)
		Z_PARAM_FUNC(fci, fcc)
		Z_PARAM_OPTIONAL
		Z_PARAM_LONG(retry.attempts)
		Z_PARAM_DOUBLE(retry.delay)
		Z_PARAM_DOUBLE(retry.factor)
		Z_PARAM_DOUBLE(retry.max_delay)
		Z_PARAM_DOUBLE(retry.jitter)
		Z_PARAM_FUNC_OR_NULL(retry.when, retry.when_fcc)
	ZEND_PARSE_PARAMETERS_END();

	if (!check_retry(&retry) || !corokit_coroutine_require("CoroKit\\Coroutine\\retry()")) {
		RETURN_THROWS();
	}
	for (zend_long attempt = 1;; attempt++) {
		zval number;
		zval exception;

		ZVAL_LONG(&number, attempt);
		fci.params = &number;
		fci.param_count = 1;
		call(&fci, &fcc, return_value);
		if (!EG(exception)) {
			return;
		}
		if (attempt >= retry.attempts || !is_worth_another(&retry, attempt)) {
			RETURN_THROWS();
		}
		ZVAL_OBJ_COPY(&exception, EG(exception));
		zend_clear_exception();
		if (corokit_sleep_until(corokit_clock_after((uint64_t) (delay_after(&retry, attempt) * 1e9)), "retry") < 0) {
			/* Cancelled: no more attempts. */
			if (EG(exception)) {
				zval_ptr_dtor(&exception);
			} else {
				zend_throw_exception_object(&exception);
			}
			RETURN_THROWS();
		}
		zval_ptr_dtor(&exception);
	}
}

void corokit_functions_startup(void)
{
	zend_register_functions(NULL, ext_functions, NULL, MODULE_PERSISTENT);
}
