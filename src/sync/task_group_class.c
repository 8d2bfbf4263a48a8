/*
 * CoroKit\TaskGroup: the PHP face of tasks.c. The children hold the set, not
 * the object: when the object goes, its destructor ends them.
 */
#include "tasks.h"

#include "zend_exceptions.h"
#include "zend_interfaces.h"

#include "../core/callable_param.h"
#include "../core/coroutine_class.h"
#include "../core/exceptions.h"
#include "../core/future.h"
#include "sync_internal.h"

#include "../../stubs/task_group_arginfo.h"

typedef struct {
	corokit_tasks_t *tasks; /* counted; NULL before the constructor */
	zend_object      std;
} group_object_t;

static zend_object_handlers group_handlers;

static group_object_t *group_from_obj(zend_object *object)
{
	return (group_object_t *) ((char *) object - XtOffsetOf(group_object_t, std));
}

static zend_object *create_group(zend_class_entry *ce)
{
	group_object_t *self = zend_object_alloc(sizeof(group_object_t), ce);

	self->tasks = corokit_tasks_create(0, true);
	zend_object_std_init(&self->std, ce);
	object_properties_init(&self->std, ce);
	self->std.handlers = &group_handlers;
	return &self->std;
}

/* Throws what the first child that failed threw. False when none did. */
static bool throw_failure(corokit_tasks_t *tasks)
{
	zend_object *failure = corokit_tasks_take_failure(tasks);
	zval results;
	zval exception;

	if (!failure) {
		return false;
	}
	corokit_tasks_take_results(tasks, &results);
	zval_ptr_dtor(&results);
	ZVAL_OBJ(&exception, failure);
	zend_throw_exception_object(&exception);
	return true;
}

/*
 * Ends the children; here and not in dtor_obj, around which PHP 8.2 and 8.3
 * forbid to switch. A failure that no wait() has reported comes out now,
 * unless an exception is on its way already: that one is why we are left.
 */
static void leave_group(corokit_tasks_t *tasks)
{
	if (!corokit_current && (EG(flags) & EG_FLAGS_IN_SHUTDOWN)) {
		/* After a fatal error the children are still there, but nobody runs them. */
		return;
	}
	corokit_tasks_end(tasks);
	if (!EG(exception)) {
		throw_failure(tasks);
	}
}

static void free_group(zend_object *object)
{
	corokit_tasks_t *tasks = group_from_obj(object)->tasks;

	leave_group(tasks);
	corokit_tasks_release(tasks);
	zend_object_std_dtor(object);
}

static HashTable *get_group_gc(zend_object *object, zval **table, int *n)
{
	corokit_tasks_t *tasks = group_from_obj(object)->tasks;
	zend_get_gc_buffer *buffer = zend_get_gc_buffer_create();

	/* While children run they hold the set too: what it holds is not ours alone. */
	if (!tasks->alive) {
		zend_get_gc_buffer_add_zval(buffer, &tasks->results);
		zend_get_gc_buffer_add_zval(buffer, &tasks->first);
		if (tasks->failure) {
			zend_get_gc_buffer_add_obj(buffer, tasks->failure);
		}
	}
	zend_get_gc_buffer_use(buffer, table, n);
	return zend_std_get_properties(object);
}

ZEND_METHOD(CoroKit_TaskGroup, __construct)
{
	corokit_tasks_t *tasks = group_from_obj(Z_OBJ_P(ZEND_THIS))->tasks;
	zend_long concurrency = 0;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_LONG(concurrency)
	ZEND_PARSE_PARAMETERS_END();

	if (concurrency < 0) {
		zend_argument_value_error(1, "must be greater than or equal to 0");
		RETURN_THROWS();
	}
	if (tasks->limit || tasks->alive) {
		zend_throw_error(corokit_error_ce, "The TaskGroup is already constructed");
		RETURN_THROWS();
	}
	tasks->limit = concurrency;
	tasks->places.available = concurrency;
}

/* May a child be started now? Throws otherwise. */
static bool is_open(corokit_tasks_t *tasks)
{
	if (tasks->failure) {
		corokit_tasks_end(tasks);
		return EG(exception) ? false : !throw_failure(tasks);
	}
	if (tasks->canceled && tasks->alive) {
		zend_throw_exception(corokit_canceled_exception_ce, "The TaskGroup is being cancelled", 0);
		return false;
	}
	return true;
}

static bool reserve_place(corokit_tasks_t *tasks)
{
	int code = corokit_tasks_reserve(tasks);

	if (code < 0) {
		if (!EG(exception)) {
			zend_throw_exception(corokit_canceled_exception_ce, "The wait for a place in the TaskGroup was cancelled", 0);
		}
		return false;
	}
	if (!is_open(tasks)) {
		if (tasks->limit) {
			corokit_semaphore_release(&tasks->places, 1);
		}
		return false;
	}
	return true;
}

ZEND_METHOD(CoroKit_TaskGroup, spawn)
{
	corokit_tasks_t *tasks = group_from_obj(Z_OBJ_P(ZEND_THIS))->tasks;
	zend_fcall_info_cache fcc;
	zval *callable;
	zval *args;
	int argc;
	HashTable *named;
	zend_object *future;
	int code;

	ZEND_PARSE_PARAMETERS_START(1, -1)
		COROKIT_PARAM_CALLABLE(callable, fcc)
		Z_PARAM_VARIADIC_WITH_NAMED(args, argc, named)
	ZEND_PARSE_PARAMETERS_END();

	if (!corokit_coroutine_require("CoroKit\\TaskGroup::spawn()")) {
		RETURN_THROWS();
	}
	if (!is_open(tasks) || !reserve_place(tasks)) {
		RETURN_THROWS();
	}
	future = corokit_future_create();
	code = corokit_tasks_start(tasks, NULL, callable, &fcc, (uint32_t) argc, args, named,
		corokit_future_outcome(future), corokit_future_attach);
	if (code < 0) {
		OBJ_RELEASE(future);
		corokit_coroutine_throw_not_created(-code);
		if (!EG(exception)) {
			zend_throw_error(corokit_error_ce, "Cannot create a coroutine: max_coroutine is reached");
		}
		RETURN_THROWS();
	}
	RETURN_OBJ(future);
}

ZEND_METHOD(CoroKit_TaskGroup, wait)
{
	corokit_tasks_t *tasks = group_from_obj(Z_OBJ_P(ZEND_THIS))->tasks;
	double timeout = -1;
	int code;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_DOUBLE(timeout)
	ZEND_PARSE_PARAMETERS_END();

	if (tasks->alive && !corokit_coroutine_require("CoroKit\\TaskGroup::wait()")) {
		RETURN_THROWS();
	}
	code = corokit_tasks_wait(tasks, COROKIT_TASKS_ALL_OR_FAILURE, corokit_sync_deadline(timeout));
	if (code < 0 || tasks->failure) {
		corokit_tasks_end(tasks);
	}
	if (EG(exception) || throw_failure(tasks)) {
		RETURN_THROWS();
	}
	if (code < 0) {
		zval results;

		corokit_tasks_take_results(tasks, &results);
		zval_ptr_dtor(&results);
		if (code == -ETIMEDOUT) {
			zend_throw_exception(corokit_timeout_exception_ce, "The tasks have not ended in time", 0);
		} else {
			zend_throw_exception(corokit_canceled_exception_ce, "The wait for the tasks was cancelled", 0);
		}
		RETURN_THROWS();
	}
	corokit_tasks_take_results(tasks, return_value);
}

ZEND_METHOD(CoroKit_TaskGroup, cancel)
{
	corokit_tasks_t *tasks = group_from_obj(Z_OBJ_P(ZEND_THIS))->tasks;

	ZEND_PARSE_PARAMETERS_NONE();
	corokit_tasks_end(tasks);
}

ZEND_METHOD(CoroKit_TaskGroup, count)
{
	ZEND_PARSE_PARAMETERS_NONE();
	RETURN_LONG(group_from_obj(Z_OBJ_P(ZEND_THIS))->tasks->alive);
}

void corokit_task_group_class_startup(void)
{
	zend_class_entry *ce = register_class_CoroKit_TaskGroup(zend_ce_countable);

	ce->create_object = create_group;
	group_handlers = std_object_handlers;
	group_handlers.offset = XtOffsetOf(group_object_t, std);
	group_handlers.free_obj = free_group;
	group_handlers.get_gc = get_group_gc;
	group_handlers.clone_obj = NULL;
}
