/* CoroKit\Coroutine\Scheduler: callables that are collected, then run together. */
#include "scheduler_class.h"

#include "zend_exceptions.h"

#include "callable.h"
#include "callable_param.h"
#include "coroutine_class.h"
#include "options.h"
#include "../../stubs/scheduler_arginfo.h"

static zend_class_entry *scheduler_ce;
static zend_object_handlers handlers;

typedef struct task {
	struct task          *next;
	zend_long             times;
	zval                  callable; /* owned */
	zend_fcall_info_cache fcc;
	HashTable            *named;    /* owned; may be NULL */
	uint32_t              argc;
	zval                  args[];   /* owned */
} task_t;

typedef struct {
	task_t     *first;
	task_t    **last;
	bool        started;
	zend_object std;
} scheduler_t;

static inline scheduler_t *from_object(zend_object *object)
{
	return (scheduler_t *) ((char *) object - offsetof(scheduler_t, std));
}

/* ---- tasks ---- */

static void append_task(scheduler_t *scheduler, zend_long times, zval *callable, const zend_fcall_info_cache *fcc,
	uint32_t argc, zval *args, HashTable *named)
{
	task_t *task = safe_emalloc(argc, sizeof(zval), sizeof(*task));

	task->next = NULL;
	task->times = times;
	ZVAL_COPY(&task->callable, callable);
	task->fcc = *fcc;
	task->named = named;
	if (named) {
		GC_TRY_ADDREF(named);
	}
	task->argc = argc;
	for (uint32_t i = 0; i < argc; i++) {
		ZVAL_COPY(&task->args[i], &args[i]);
	}
	*scheduler->last = task;
	scheduler->last = &task->next;
}

static void free_task(task_t *task)
{
	for (uint32_t i = 0; i < task->argc; i++) {
		zval_ptr_dtor(&task->args[i]);
	}
	if (task->named) {
		zend_array_release(task->named);
	}
	zval_ptr_dtor(&task->callable);
	efree(task);
}

static task_t *take_task(scheduler_t *scheduler)
{
	task_t *task = scheduler->first;

	scheduler->first = task->next;
	if (!scheduler->first) {
		scheduler->last = &scheduler->first;
	}
	return task;
}

static bool start_task(task_t *task)
{
	for (zend_long i = 0; i < task->times && !EG(exception); i++) {
		corokit_coroutine_t *coroutine = corokit_callable_create(&task->callable, &task->fcc, task->argc, task->args, task->named, NULL);

		if (!coroutine) {
			corokit_coroutine_throw_not_created(errno);
			return false;
		}
		corokit_coroutine_start(coroutine);
	}
	return !EG(exception);
}

/* ---- the object ---- */

static zend_object *create_object(zend_class_entry *ce)
{
	scheduler_t *scheduler = zend_object_alloc(sizeof(*scheduler), ce);

	zend_object_std_init(&scheduler->std, ce);
	object_properties_init(&scheduler->std, ce);
	scheduler->std.handlers = &handlers;
	scheduler->first = NULL;
	scheduler->last = &scheduler->first;
	scheduler->started = false;
	return &scheduler->std;
}

static void free_object(zend_object *object)
{
	scheduler_t *scheduler = from_object(object);

	while (scheduler->first) {
		free_task(take_task(scheduler));
	}
	zend_object_std_dtor(object);
}

static HashTable *get_gc(zend_object *object, zval **table, int *count)
{
	zend_get_gc_buffer *buffer = zend_get_gc_buffer_create();

	for (task_t *task = from_object(object)->first; task; task = task->next) {
		zend_get_gc_buffer_add_zval(buffer, &task->callable);
		for (uint32_t i = 0; i < task->argc; i++) {
			zend_get_gc_buffer_add_zval(buffer, &task->args[i]);
		}
	}
	zend_get_gc_buffer_use(buffer, table, count);
	return zend_std_get_properties(object);
}

/* ---- methods ---- */

static bool can_add(scheduler_t *scheduler, const char *method)
{
	if (scheduler->started) {
		php_error_docref(NULL, E_WARNING, "scheduler is running, unable to execute CoroKit\\Coroutine\\Scheduler->%s", method);
		return false;
	}
	return true;
}

ZEND_METHOD(CoroKit_Coroutine_Scheduler, add)
{
	scheduler_t *scheduler = from_object(Z_OBJ_P(ZEND_THIS));
	zval *callable, *args;
	int argc;
	HashTable *named;
	zend_fcall_info_cache fcc;

	ZEND_PARSE_PARAMETERS_START(1, -1)
		COROKIT_PARAM_CALLABLE(callable, fcc)
		Z_PARAM_VARIADIC_WITH_NAMED(args, argc, named)
	ZEND_PARSE_PARAMETERS_END();

	if (can_add(scheduler, "add")) {
		append_task(scheduler, 1, callable, &fcc, argc, args, named);
	}
}

ZEND_METHOD(CoroKit_Coroutine_Scheduler, parallel)
{
	scheduler_t *scheduler = from_object(Z_OBJ_P(ZEND_THIS));
	zend_long times;
	zval *callable, *args;
	int argc;
	HashTable *named;
	zend_fcall_info_cache fcc;

	ZEND_PARSE_PARAMETERS_START(2, -1)
		Z_PARAM_LONG(times)
		COROKIT_PARAM_CALLABLE(callable, fcc)
		Z_PARAM_VARIADIC_WITH_NAMED(args, argc, named)
	ZEND_PARSE_PARAMETERS_END();

	if (can_add(scheduler, "parallel")) {
		append_task(scheduler, times, callable, &fcc, argc, args, named);
	}
}

ZEND_METHOD(CoroKit_Coroutine_Scheduler, set)
{
	HashTable *settings;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_ARRAY_HT(settings)
	ZEND_PARSE_PARAMETERS_END();

	corokit_options_set(settings);
}

ZEND_METHOD(CoroKit_Coroutine_Scheduler, getOptions)
{
	ZEND_PARSE_PARAMETERS_NONE();

	if (!corokit_options_get()) {
		RETURN_NULL();
	}
	RETURN_ARR(zend_array_dup(corokit_options_get()));
}

ZEND_METHOD(CoroKit_Coroutine_Scheduler, start)
{
	scheduler_t *scheduler = from_object(Z_OBJ_P(ZEND_THIS));
	bool started = true;

	ZEND_PARSE_PARAMETERS_NONE();

	if (scheduler->started) {
		php_error_docref(NULL, E_WARNING, "scheduler is started, unable to execute CoroKit\\Coroutine\\Scheduler->start");
		RETURN_FALSE;
	}
	if (!corokit_coroutine_can_run()) {
		RETURN_FALSE;
	}
	if (!scheduler->first) {
		php_error_docref(NULL, E_WARNING, "no coroutine task");
		RETURN_FALSE;
	}
	scheduler->started = true;
	while (scheduler->first && started) {
		task_t *task = take_task(scheduler);

		started = start_task(task);
		free_task(task);
	}
	started = corokit_coroutine_run_all() && started;
	scheduler->started = false;
	RETURN_BOOL(started);
}

static zend_result startup(int module_number)
{
	(void) module_number;
	scheduler_ce = register_class_CoroKit_Coroutine_Scheduler();
	scheduler_ce->create_object = create_object;
	memcpy(&handlers, zend_get_std_object_handlers(), sizeof(handlers));
	handlers.offset = offsetof(scheduler_t, std);
	handlers.free_obj = free_object;
	handlers.get_gc = get_gc;
	handlers.clone_obj = NULL;
	return SUCCESS;
}

const corokit_layer_t corokit_scheduler_class_layer = {
	.name = "scheduler",
	.startup = startup,
};
