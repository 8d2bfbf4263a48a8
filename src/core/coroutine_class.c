/*
 * CoroKit\Coroutine, its Iterator and Context, and the functions run(), go()
 * and defer(): parse, call, translate.
 */
#include "coroutine_class.h"

#include "zend_builtin_functions.h"
#include "zend_exceptions.h"
#include "zend_interfaces.h"
#include "ext/spl/spl_array.h"

#include "../base/config.h"
#include "../base/error.h"
#include "backtrace.h"
#include "callable.h"
#include "callable_param.h"
#include "context.h"
#include "deadlock.h"
#include "defer.h"
#include "exceptions.h"
#include "execute_time.h"
#include "join.h"
#include "last_error.h"
#include "locals.h"
#include "options.h"
#include "scheduler.h"
#include "time_limit.h"
#include "../../stubs/coroutine_arginfo.h"

#define MAX_STATS 4

static zend_class_entry *context_ce;
static zend_class_entry *iterator_ce;
static int context_slot;
static int context_closed_slot; /* set from the destruction of the Context to the end */
static void (*stats_of_layers[MAX_STATS])(zval *);
static int stats_count;

/* ---- for other class files ---- */

void corokit_coroutine_throw_not_created(int error)
{
	switch (error) {
		case EAGAIN:
			php_error_docref(NULL, E_WARNING, "exceed max number of coroutine %" PRIu32, corokit_scheduler_get_limit());
			break;
		case ECANCELED:
			zend_throw_error(corokit_error_ce, "Cannot create a coroutine: the script is ending");
			break;
		default:
			zend_throw_error(corokit_error_ce, "Cannot create a coroutine: no memory for its stack. "
				"Where every stack has a guard page, vm.max_map_count limits their number; corokit.stack_guard=0 lifts that");
	}
}

bool corokit_coroutine_require(const char *what)
{
	if (EXPECTED(corokit_may_park())) {
		return true;
	}
	corokit_throw_outside(what);
	return false;
}

void corokit_coroutine_make_iterator(zend_class_entry *ce, zval *list, zval *result)
{
	object_init_ex(result, ce);
	zend_call_known_instance_method_with_1_params(ce->constructor, Z_OBJ_P(result), NULL, list);
	zval_ptr_dtor(list);
}

void corokit_coroutine_add_stats(void (*add)(zval *stats))
{
	ZEND_ASSERT(stats_count < MAX_STATS);
	stats_of_layers[stats_count++] = add;
}

/* ---- lookup ---- */

/* 0: the current one. NULL, with the last error, when it is not alive. */
static corokit_coroutine_t *find(zend_long cid)
{
	corokit_coroutine_t *coroutine = cid == 0 ? corokit_current : corokit_coroutine_find(cid);

	if (!coroutine) {
		corokit_last_error_set(COROKIT_ERROR_CO_NOT_EXISTS);
	}
	return coroutine;
}

/* The one optional parameter of the get methods. */
#define PARSE_CID(cid) \
	ZEND_PARSE_PARAMETERS_START(0, 1) \
		Z_PARAM_OPTIONAL \
		Z_PARAM_LONG(cid) \
	ZEND_PARSE_PARAMETERS_END()

/* ---- creation ---- */

ZEND_METHOD(CoroKit_Coroutine, __construct)
{
	ZEND_PARSE_PARAMETERS_NONE();
}

ZEND_METHOD(CoroKit_Coroutine, create)
{
	zval *callable, *args;
	int argc;
	HashTable *named;
	zend_fcall_info_cache fcc;
	corokit_coroutine_t *coroutine;

	ZEND_PARSE_PARAMETERS_START(1, -1)
		COROKIT_PARAM_CALLABLE(callable, fcc)
		Z_PARAM_VARIADIC_WITH_NAMED(args, argc, named)
	ZEND_PARSE_PARAMETERS_END();

	coroutine = corokit_callable_create(callable, &fcc, argc, args, named, NULL);
	if (UNEXPECTED(!coroutine)) {
		corokit_coroutine_throw_not_created(errno);
		RETURN_FALSE;
	}
	RETVAL_LONG(coroutine->cid);
	corokit_coroutine_start(coroutine);
}

ZEND_FUNCTION(CoroKit_Coroutine_go)
{
	ZEND_MN(CoroKit_Coroutine_create)(INTERNAL_FUNCTION_PARAM_PASSTHRU);
}

ZEND_METHOD(CoroKit_Coroutine, defer)
{
	zval *callable;
	zend_fcall_info_cache fcc;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		COROKIT_PARAM_CALLABLE(callable, fcc)
	ZEND_PARSE_PARAMETERS_END();

	if (!corokit_current) {
		corokit_throw_outside("CoroKit\\Coroutine::defer()");
		RETURN_THROWS();
	}
	corokit_defer(corokit_current, callable, &fcc);
}

ZEND_FUNCTION(CoroKit_Coroutine_defer)
{
	ZEND_MN(CoroKit_Coroutine_defer)(INTERNAL_FUNCTION_PARAM_PASSTHRU);
}

/* ---- running ---- */

bool corokit_coroutine_can_run(void)
{
	if (corokit_current ? !corokit_current->is_script : corokit_scheduler_running()) {
		php_error_docref(NULL, E_WARNING, "the event loop is already running");
		corokit_last_error_set(COROKIT_ERROR_WRONG_OPERATION);
		return false;
	}
	return true;
}

typedef struct {
	corokit_coroutine_t **coroutines;
	uint32_t              count;
	uint32_t              room;
} others_t;

static void add_other(corokit_coroutine_t *coroutine, void *arg)
{
	others_t *others = arg;

	if (coroutine == corokit_current || coroutine->is_main || coroutine->background) {
		return;
	}
	if (others->count == others->room) {
		others->room = others->room ? others->room * 2 : 16;
		others->coroutines = safe_erealloc(others->coroutines, others->room, sizeof(*others->coroutines), 0);
	}
	others->coroutines[others->count++] = coroutine;
}

/* The main script is a coroutine itself: it waits for the others, for those that they make, and for timers. */
static bool wait_for_others(void)
{
	others_t others = {0};
	int code = 0;

	for (;;) {
		others.count = 0;
		corokit_scheduler_each(add_other, &others);
		if (others.count) {
			code = corokit_join(others.coroutines, others.count, COROKIT_NEVER);
		} else if (corokit_timers_alive()) {
			code = corokit_sleep_until(corokit_timers_next(), "timers");
		} else {
			break;
		}
		if (code < 0) {
			break;
		}
	}
	if (others.coroutines) {
		efree(others.coroutines);
	}
	if (code < 0) {
		corokit_last_error_set_result(code);
	}
	return code >= 0;
}

bool corokit_coroutine_run_all(void)
{
	if (EG(exception)) {
		return false;
	}
	if (corokit_scheduler_running()) {
		return wait_for_others();
	}
	return corokit_scheduler_run() == 0;
}

ZEND_FUNCTION(CoroKit_Coroutine_run)
{
	zval *callable, *args;
	int argc;
	HashTable *named;
	zend_fcall_info_cache fcc;
	corokit_coroutine_t *coroutine;

	ZEND_PARSE_PARAMETERS_START(1, -1)
		COROKIT_PARAM_CALLABLE(callable, fcc)
		Z_PARAM_VARIADIC_WITH_NAMED(args, argc, named)
	ZEND_PARSE_PARAMETERS_END();

	if (!corokit_coroutine_can_run()) {
		RETURN_FALSE;
	}
	coroutine = corokit_callable_create(callable, &fcc, argc, args, named, NULL);
	if (!coroutine) {
		corokit_coroutine_throw_not_created(errno);
		RETURN_FALSE;
	}
	corokit_coroutine_start(coroutine);
	RETURN_BOOL(corokit_coroutine_run_all());
}

/* ---- waiting ---- */

/* What a wait that can only succeed or be ended returns. */
static void return_wait(int code, zval *return_value)
{
	if (EXPECTED(code >= 0)) {
		RETURN_TRUE;
	}
	if (EG(exception)) {
		RETURN_THROWS();
	}
	corokit_last_error_set_result(code);
	RETURN_FALSE;
}

ZEND_METHOD(CoroKit_Coroutine, yield)
{
	ZEND_PARSE_PARAMETERS_NONE();

	if (!corokit_coroutine_require("CoroKit\\Coroutine::yield()")) {
		RETURN_THROWS();
	}
	return_wait(corokit_suspend(), return_value);
}

ZEND_METHOD(CoroKit_Coroutine, resume)
{
	zend_long cid;
	corokit_coroutine_t *coroutine;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_LONG(cid)
	ZEND_PARSE_PARAMETERS_END();

	coroutine = corokit_coroutine_find(cid);
	if (UNEXPECTED(!coroutine || !corokit_resume(coroutine))) {
		php_error_docref(NULL, E_WARNING, "can not resume the coroutine which is in IO operation or non-existent");
		RETURN_FALSE;
	}
	RETURN_TRUE;
}

ZEND_METHOD(CoroKit_Coroutine, sleep)
{
	double seconds;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_DOUBLE(seconds)
	ZEND_PARSE_PARAMETERS_END();

	if (!(seconds >= 0.001)) {
		php_error_docref(NULL, E_WARNING, "Timer must be greater than or equal to 0.001");
		RETURN_FALSE;
	}
	if (!corokit_coroutine_require("CoroKit\\Coroutine::sleep()")) {
		RETURN_THROWS();
	}
	return_wait(corokit_sleep_until(corokit_clock_deadline(seconds), "sleep"), return_value);
}

/* The coroutines of the ids that are alive, each once. NULL, with the last error, when there are none. */
static corokit_coroutine_t **find_all(HashTable *cids, uint32_t *count)
{
	corokit_coroutine_t **found = safe_emalloc(zend_hash_num_elements(cids), sizeof(*found), 1);
	HashTable seen;
	zval *value;

	*count = 0;
	zend_hash_init(&seen, zend_hash_num_elements(cids), NULL, NULL, 0);
	ZEND_HASH_FOREACH_VAL(cids, value) {
		zend_long cid = zval_get_long(value);
		corokit_coroutine_t *coroutine = corokit_coroutine_find(cid);

		if (coroutine && coroutine == corokit_current) {
			php_error_docref(NULL, E_WARNING, "can not join self");
			corokit_last_error_set(COROKIT_ERROR_WRONG_OPERATION);
			goto fail;
		}
		if (coroutine && !coroutine->is_main && zend_hash_index_add_empty_element(&seen, (zend_ulong) cid)) {
			found[(*count)++] = coroutine;
		}
	} ZEND_HASH_FOREACH_END();
	if (*count) {
		zend_hash_destroy(&seen);
		return found;
	}
	corokit_last_error_set(COROKIT_ERROR_INVALID_PARAMS);

fail:
	zend_hash_destroy(&seen);
	efree(found);
	return NULL;
}

ZEND_METHOD(CoroKit_Coroutine, join)
{
	HashTable *cids;
	double timeout = -1;
	corokit_coroutine_t **coroutines;
	uint32_t count;
	int code;

	ZEND_PARSE_PARAMETERS_START(1, 2)
		Z_PARAM_ARRAY_HT(cids)
		Z_PARAM_OPTIONAL
		Z_PARAM_DOUBLE(timeout)
	ZEND_PARSE_PARAMETERS_END();

	if (!corokit_coroutine_require("CoroKit\\Coroutine::join()")) {
		RETURN_THROWS();
	}
	coroutines = find_all(cids, &count);
	if (!coroutines) {
		RETURN_FALSE;
	}
	code = corokit_join(coroutines, count, timeout > 0 ? corokit_clock_deadline(timeout) : COROKIT_NEVER);
	efree(coroutines);
	return_wait(code, return_value);
}

ZEND_METHOD(CoroKit_Coroutine, cancel)
{
	zend_long cid;
	bool throws = false;
	corokit_coroutine_t *coroutine;
	zend_object *exception = NULL;

	ZEND_PARSE_PARAMETERS_START(1, 2)
		Z_PARAM_LONG(cid)
		Z_PARAM_OPTIONAL
		Z_PARAM_BOOL(throws)
	ZEND_PARSE_PARAMETERS_END();

	coroutine = find(cid ? cid : -1);
	if (!coroutine) {
		RETURN_FALSE;
	}
	if (throws && coroutine->status == COROKIT_COROUTINE_WAITING) {
		exception = corokit_backtrace_exception(coroutine, corokit_canceled_exception_ce, "The coroutine was cancelled");
	}
	if (corokit_cancel(coroutine, exception) < 0) {
		corokit_last_error_set(COROKIT_ERROR_CO_CANNOT_CANCEL);
		RETURN_FALSE;
	}
	RETURN_TRUE;
}

ZEND_METHOD(CoroKit_Coroutine, isCanceled)
{
	ZEND_PARSE_PARAMETERS_NONE();

	if (!corokit_current) {
		corokit_throw_outside("CoroKit\\Coroutine::isCanceled()");
		RETURN_THROWS();
	}
	RETURN_BOOL(corokit_current->canceled);
}

ZEND_METHOD(CoroKit_Coroutine, setTimeLimit)
{
	double timeout;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_DOUBLE(timeout)
	ZEND_PARSE_PARAMETERS_END();

	if (!corokit_current) {
		corokit_throw_outside("CoroKit\\Coroutine::setTimeLimit()");
		RETURN_THROWS();
	}
	if (!(timeout > 0)) {
		corokit_time_limit_set(corokit_current, COROKIT_NEVER);
		RETURN_FALSE;
	}
	corokit_time_limit_set(corokit_current, corokit_clock_deadline(timeout));
	RETURN_TRUE;
}

ZEND_METHOD(CoroKit_Coroutine, enableScheduler)
{
	ZEND_PARSE_PARAMETERS_NONE();
	RETURN_FALSE;
}

ZEND_METHOD(CoroKit_Coroutine, disableScheduler)
{
	ZEND_PARSE_PARAMETERS_NONE();
	RETURN_FALSE;
}

/* ---- looking ---- */

ZEND_METHOD(CoroKit_Coroutine, exists)
{
	zend_long cid;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_LONG(cid)
	ZEND_PARSE_PARAMETERS_END();

	RETURN_BOOL(corokit_coroutine_find(cid) != NULL);
}

ZEND_METHOD(CoroKit_Coroutine, getCid)
{
	ZEND_PARSE_PARAMETERS_NONE();
	RETURN_LONG(corokit_current ? corokit_current->cid : -1);
}

ZEND_METHOD(CoroKit_Coroutine, getPcid)
{
	zend_long cid = 0;
	corokit_coroutine_t *coroutine;

	PARSE_CID(cid);
	coroutine = find(cid);
	if (!coroutine) {
		RETURN_FALSE;
	}
	RETURN_LONG(coroutine->parent_cid);
}

static void end_context(corokit_coroutine_t *coroutine, void *value)
{
	/* Destructors of its values may ask for the Context again: they do not get a new one. */
	corokit_locals_set(coroutine, context_closed_slot, value);
	OBJ_RELEASE((zend_object *) value);
}

static void end_context_closed(corokit_coroutine_t *coroutine, void *value)
{
	(void) coroutine;
	(void) value;
}

ZEND_METHOD(CoroKit_Coroutine, getContext)
{
	zend_long cid = 0;
	corokit_coroutine_t *coroutine;
	zend_object *context;

	PARSE_CID(cid);
	coroutine = find(cid);
	if (!coroutine) {
		RETURN_NULL();
	}
	if (corokit_locals_get(coroutine, context_closed_slot)) {
		php_error_docref(NULL, E_WARNING, "The context of coroutine has been destroyed");
		RETURN_NULL();
	}
	context = corokit_locals_get(coroutine, context_slot);
	if (!context) {
		zval object;

		object_init_ex(&object, context_ce);
		context = Z_OBJ(object);
		corokit_locals_set(coroutine, context_slot, context);
	}
	RETURN_OBJ_COPY(context);
}

ZEND_METHOD(CoroKit_Coroutine, getBackTrace)
{
	zend_long cid = 0;
	zend_long options = DEBUG_BACKTRACE_PROVIDE_OBJECT;
	zend_long limit = 0;
	corokit_coroutine_t *coroutine;

	ZEND_PARSE_PARAMETERS_START(0, 3)
		Z_PARAM_OPTIONAL
		Z_PARAM_LONG(cid)
		Z_PARAM_LONG(options)
		Z_PARAM_LONG(limit)
	ZEND_PARSE_PARAMETERS_END();

	coroutine = cid == 0 ? corokit_scheduler_running_coroutine() : find(cid);
	if (!coroutine) {
		RETURN_FALSE;
	}
	corokit_backtrace_fetch(coroutine, options, limit, return_value);
}

ZEND_METHOD(CoroKit_Coroutine, printBackTrace)
{
	zend_long cid = 0;
	zend_long options = 0;
	zend_long limit = 0;
	corokit_coroutine_t *coroutine;
	zend_string *text;

	ZEND_PARSE_PARAMETERS_START(0, 3)
		Z_PARAM_OPTIONAL
		Z_PARAM_LONG(cid)
		Z_PARAM_LONG(options)
		Z_PARAM_LONG(limit)
	ZEND_PARSE_PARAMETERS_END();

	coroutine = cid == 0 ? corokit_scheduler_running_coroutine() : find(cid);
	if (!coroutine) {
		return;
	}
	text = corokit_backtrace_format(coroutine, options, limit);
	ZEND_WRITE(ZSTR_VAL(text), ZSTR_LEN(text));
	zend_string_release(text);
}

ZEND_METHOD(CoroKit_Coroutine, getElapsed)
{
	zend_long cid = 0;
	corokit_coroutine_t *coroutine;

	PARSE_CID(cid);
	coroutine = find(cid);
	if (!coroutine) {
		RETURN_LONG(-1);
	}
	RETURN_LONG((zend_long) ((corokit_clock_coarse() - coroutine->created_at) / COROKIT_NS_PER_MS));
}

ZEND_METHOD(CoroKit_Coroutine, getExecuteTime)
{
	zend_long cid = 0;
	corokit_coroutine_t *coroutine;

	PARSE_CID(cid);
	coroutine = find(cid);
	if (!coroutine) {
		RETURN_LONG(-1);
	}
	RETURN_LONG((zend_long) corokit_execute_time_get(coroutine));
}

/* Bytes between the top of its stack and where it is now; -1 when the stack is the engine's own, or it is in a Fiber. */
static zend_long stack_usage(const corokit_coroutine_t *coroutine)
{
	const corokit_context_t *context = coroutine->context;
	const char *top = (const char *) context->stack_low + context->stack_size;
	const char *at = coroutine == corokit_current ? __builtin_frame_address(0) : coroutine->resume->handle;

	if (!context->stack_low || at < (const char *) context->stack_low || at > top) {
		return -1;
	}
	return top - at;
}

ZEND_METHOD(CoroKit_Coroutine, getStackUsage)
{
	zend_long cid = 0;
	corokit_coroutine_t *coroutine;
	zend_long usage;

	PARSE_CID(cid);
	coroutine = find(cid);
	usage = coroutine ? stack_usage(coroutine) : -1;
	if (usage < 0) {
		RETURN_FALSE;
	}
	RETURN_LONG(usage);
}

ZEND_METHOD(CoroKit_Coroutine, stats)
{
	corokit_scheduler_stats_t stats;

	ZEND_PARSE_PARAMETERS_NONE();

	corokit_scheduler_get_stats(&stats);
	array_init(return_value);
	for (int i = 0; i < stats_count; i++) {
		stats_of_layers[i](return_value);
	}
	add_assoc_long(return_value, "c_stack_size", (zend_long) corokit_config.stack_size);
	add_assoc_long(return_value, "coroutine_num", stats.alive);
	add_assoc_long(return_value, "coroutine_peak_num", stats.peak);
	add_assoc_long(return_value, "coroutine_last_cid", (zend_long) stats.created);
	add_assoc_long(return_value, "coroutine_ready_num", stats.ready);
	add_assoc_long(return_value, "coroutine_switch_num", (zend_long) stats.switches);
}

static void add_cid(corokit_coroutine_t *coroutine, void *list)
{
	if (!coroutine->is_main) {
		add_next_index_long(list, coroutine->cid);
	}
}

ZEND_METHOD(CoroKit_Coroutine, list)
{
	zval list;

	ZEND_PARSE_PARAMETERS_NONE();

	array_init(&list);
	corokit_scheduler_each(add_cid, &list);
	corokit_coroutine_make_iterator(iterator_ce, &list, return_value);
}

/* ---- options ---- */

ZEND_METHOD(CoroKit_Coroutine, set)
{
	HashTable *options;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_ARRAY_HT(options)
	ZEND_PARSE_PARAMETERS_END();

	corokit_options_set(options);
}

ZEND_METHOD(CoroKit_Coroutine, getOptions)
{
	ZEND_PARSE_PARAMETERS_NONE();

	if (!corokit_options_get()) {
		RETURN_NULL();
	}
	RETURN_ARR(zend_array_dup(corokit_options_get()));
}

/* ---- registration ---- */

static zend_result startup(int module_number)
{
	static const struct {
		const char *name;
		zend_long   value;
	} constants[] = {
		{"COROKIT_DEFAULT_MAX_CORO_NUM", 100000},
		{"COROKIT_CORO_MAX_NUM_LIMIT", ZEND_LONG_MAX},
		{"COROKIT_CORO_INIT", 0},
		{"COROKIT_CORO_WAITING", 1},
		{"COROKIT_CORO_RUNNING", 2},
		{"COROKIT_CORO_END", 3},
	};

	for (size_t i = 0; i < sizeof(constants) / sizeof(constants[0]); i++) {
		zend_register_long_constant(constants[i].name, strlen(constants[i].name), constants[i].value,
			CONST_PERSISTENT | CONST_CS, module_number);
	}
	corokit_scheduler_set_deadlock_handler(corokit_deadlock_throw);
	register_class_CoroKit_Coroutine();
	context_ce = register_class_CoroKit_Coroutine_Context(spl_ce_ArrayObject);
	context_ce->ce_flags |= ZEND_ACC_ALLOW_DYNAMIC_PROPERTIES;
	iterator_ce = register_class_CoroKit_Coroutine_Iterator(spl_ce_ArrayIterator);
	context_slot = corokit_locals_register(end_context);
	context_closed_slot = corokit_locals_register(end_context_closed);
	return zend_register_functions(NULL, ext_functions, NULL, MODULE_PERSISTENT);
}

const corokit_layer_t corokit_coroutine_class_layer = {
	.name = "coroutine",
	.startup = startup,
};
