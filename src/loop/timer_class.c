/*
 * CoroKit\Timer: each firing is a new coroutine, made on {main} and put
 * behind those that are ready. A timer belongs to the table of ids until it is cleared or, made
 * by after(), has fired; the calls it started need it no more.
 */
#include "timer_class.h"

#include "zend_exceptions.h"
#include "ext/spl/spl_array.h"

#include "../core/callable.h"
#include "../core/callable_param.h"
#include "../core/coroutine_class.h"
#include "../core/timer.h"
#include "../../stubs/timer_arginfo.h"

#define MIN_MS 1

typedef struct {
	corokit_timer_t       timer;
	zend_long             id;
	zend_long             interval;  /* ms; 0: once */
	uint64_t              deadline;  /* the one it was armed for, whatever retries */
	zend_ulong            count;     /* firings */
	zend_ulong            round;     /* firings of all timers when it was armed */
	zval                  callable;  /* owned */
	zend_fcall_info_cache fcc;
	zend_string          *file;      /* owned: where PHP code made it; may be NULL */
	uint32_t              line;
	uint32_t              argc;
	zval                  args[];    /* owned; the first is the id when it repeats */
} php_timer_t;

static struct {
	HashTable  by_id;
	zend_long  last_id;
	zend_ulong round;
	bool       used; /* in this request */
} timers;

static zend_class_entry *iterator_ce;

static php_timer_t *find(zend_long id)
{
	return timers.used ? zend_hash_index_find_ptr(&timers.by_id, (zend_ulong) id) : NULL;
}

/* The table's destructor. */
static void free_timer(zval *value)
{
	php_timer_t *self = Z_PTR_P(value);

	corokit_timer_stop(&self->timer);
	for (uint32_t i = 0; i < self->argc; i++) {
		zval_ptr_dtor(&self->args[i]);
	}
	zval_ptr_dtor(&self->callable);
	if (self->file) {
		zend_string_release(self->file);
	}
	efree(self);
}

/* ---- firing ---- */

/* In its reports the coroutine comes from where the timer was made. */
static void set_spawn_site(corokit_coroutine_t *coroutine, const php_timer_t *self)
{
	if (coroutine->spawn_file) {
		zend_string_release(coroutine->spawn_file);
		coroutine->spawn_file = NULL;
	}
	if (self->file) {
		coroutine->spawn_file = zend_string_copy(self->file);
		coroutine->spawn_line = self->line;
	}
}

static void arm_next(php_timer_t *self)
{
	uint64_t interval = (uint64_t) self->interval * COROKIT_NS_PER_MS;
	uint64_t now = corokit_clock_now();

	/* Firings that were missed are not made up for. */
	self->deadline += interval;
	if (self->deadline <= now) {
		self->deadline += (now - self->deadline) / interval * interval + interval;
	}
	self->round = timers.round;
	corokit_timer_start(&self->timer, self->deadline);
}

static void fire(corokit_timer_t *timer)
{
	php_timer_t *self = (php_timer_t *) ((char *) timer - offsetof(php_timer_t, timer));
	corokit_coroutine_t *coroutine = corokit_callable_create(&self->callable, &self->fcc, self->argc, self->args, NULL, NULL);

	if (!coroutine) {
		/* As many as there may be: when one ends there is room again. */
		corokit_timer_start(timer, corokit_clock_after(COROKIT_NS_PER_MS));
		return;
	}
	timers.round++;
	self->count++;
	set_spawn_site(coroutine, self);
	corokit_coroutine_spawn(coroutine);
	if (self->interval) {
		arm_next(self);
	} else {
		zend_hash_index_del(&timers.by_id, (zend_ulong) self->id);
	}
}

/* ---- making ---- */

static void remember_spawn_site(php_timer_t *self)
{
	self->file = zend_get_executed_filename_ex();
	if (self->file) {
		zend_string_addref(self->file);
		self->line = zend_get_executed_lineno();
	}
}

static php_timer_t *create(zend_long ms, bool repeats, zval *callable, const zend_fcall_info_cache *fcc, uint32_t argc, zval *args)
{
	php_timer_t *self = safe_emalloc(argc + repeats, sizeof(zval), sizeof(*self));

	if (!timers.used) {
		zend_hash_init(&timers.by_id, 8, NULL, free_timer, 0);
		timers.used = true;
	}
	corokit_timer_init(&self->timer, fire);
	self->id = ++timers.last_id;
	self->interval = repeats ? ms : 0;
	self->deadline = (uint64_t) ms > (COROKIT_NEVER - 1) / COROKIT_NS_PER_MS
		? COROKIT_NEVER - 1 : corokit_clock_after((uint64_t) ms * COROKIT_NS_PER_MS);
	self->count = 0;
	self->round = timers.round;
	ZVAL_COPY(&self->callable, callable);
	self->fcc = *fcc;
	remember_spawn_site(self);
	self->argc = argc + repeats;
	if (repeats) {
		ZVAL_LONG(&self->args[0], self->id);
	}
	for (uint32_t i = 0; i < argc; i++) {
		ZVAL_COPY(&self->args[i + repeats], &args[i]);
	}
	zend_hash_index_add_new_ptr(&timers.by_id, (zend_ulong) self->id, self);
	corokit_timer_start(&self->timer, self->deadline);
	return self;
}

static void add_timer(INTERNAL_FUNCTION_PARAMETERS, bool repeats)
{
	zend_long ms;
	zval *callable, *args;
	int argc;
	zend_fcall_info_cache fcc;

	ZEND_PARSE_PARAMETERS_START(2, -1)
		Z_PARAM_LONG(ms)
		COROKIT_PARAM_CALLABLE(callable, fcc)
		Z_PARAM_VARIADIC('*', args, argc)
	ZEND_PARSE_PARAMETERS_END();

	if (ms < MIN_MS) {
		php_error_docref(NULL, E_WARNING, "Timer must be greater than or equal to %d", MIN_MS);
		RETURN_FALSE;
	}
	RETURN_LONG(create(ms, repeats, callable, &fcc, (uint32_t) argc, args)->id);
}

/* ---- methods ---- */

ZEND_METHOD(CoroKit_Timer, __construct)
{
	ZEND_PARSE_PARAMETERS_NONE();
}

ZEND_METHOD(CoroKit_Timer, tick)
{
	add_timer(INTERNAL_FUNCTION_PARAM_PASSTHRU, true);
}

ZEND_METHOD(CoroKit_Timer, after)
{
	add_timer(INTERNAL_FUNCTION_PARAM_PASSTHRU, false);
}

/* NULL when the parameter is wrong (thrown) or there is no such timer. */
static php_timer_t *find_parameter(zend_execute_data *execute_data)
{
	zend_long id;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_LONG(id)
	ZEND_PARSE_PARAMETERS_END_EX(return NULL);

	return find(id);
}

ZEND_METHOD(CoroKit_Timer, exists)
{
	RETURN_BOOL(find_parameter(execute_data) != NULL);
}

ZEND_METHOD(CoroKit_Timer, info)
{
	php_timer_t *self = find_parameter(execute_data);
	uint64_t now = corokit_clock_now();

	if (!self) {
		return;
	}
	array_init(return_value);
	add_assoc_long(return_value, "exec_msec", self->deadline > now ? (zend_long) ((self->deadline - now) / COROKIT_NS_PER_MS) : 0);
	add_assoc_long(return_value, "exec_count", (zend_long) self->count);
	add_assoc_long(return_value, "interval", self->interval);
	add_assoc_long(return_value, "round", (zend_long) self->round);
	add_assoc_bool(return_value, "removed", false);
}

ZEND_METHOD(CoroKit_Timer, stats)
{
	ZEND_PARSE_PARAMETERS_NONE();

	array_init(return_value);
	add_assoc_bool(return_value, "initialized", timers.used);
	add_assoc_long(return_value, "num", timers.used ? zend_hash_num_elements(&timers.by_id) : 0);
	add_assoc_long(return_value, "round", (zend_long) timers.round);
}

ZEND_METHOD(CoroKit_Timer, list)
{
	zval list;
	zend_ulong id;

	ZEND_PARSE_PARAMETERS_NONE();

	array_init(&list);
	if (timers.used) {
		ZEND_HASH_FOREACH_NUM_KEY(&timers.by_id, id) {
			add_next_index_long(&list, (zend_long) id);
		} ZEND_HASH_FOREACH_END();
	}
	corokit_coroutine_make_iterator(iterator_ce, &list, return_value);
}

ZEND_METHOD(CoroKit_Timer, clear)
{
	php_timer_t *self = find_parameter(execute_data);

	RETURN_BOOL(self && zend_hash_index_del(&timers.by_id, (zend_ulong) self->id) == SUCCESS);
}

ZEND_METHOD(CoroKit_Timer, clearAll)
{
	ZEND_PARSE_PARAMETERS_NONE();

	if (timers.used) {
		zend_hash_clean(&timers.by_id);
	}
	RETURN_TRUE;
}

/* ---- the layer ---- */

static zend_result startup(int module_number)
{
	zend_register_long_constant(ZEND_STRL("COROKIT_TIMER_MIN_MS"), MIN_MS, CONST_PERSISTENT | CONST_CS, module_number);
	zend_register_double_constant(ZEND_STRL("COROKIT_TIMER_MIN_SEC"), MIN_MS / 1000.0, CONST_PERSISTENT | CONST_CS, module_number);
	zend_register_long_constant(ZEND_STRL("COROKIT_TIMER_MAX_MS"), ZEND_LONG_MAX, CONST_PERSISTENT | CONST_CS, module_number);
	zend_register_double_constant(ZEND_STRL("COROKIT_TIMER_MAX_SEC"), (double) ZEND_LONG_MAX / 1000, CONST_PERSISTENT | CONST_CS, module_number);
	register_class_CoroKit_Timer();
	iterator_ce = register_class_CoroKit_Timer_Iterator(spl_ce_ArrayIterator);
	return SUCCESS;
}

static zend_result activate(void)
{
	timers.last_id = 0;
	timers.round = 0;
	return SUCCESS;
}

/* The script is over. What the calls hold was destructed with everything else. */
static void deactivate(void)
{
	if (timers.used) {
		zend_hash_destroy(&timers.by_id);
		timers.used = false;
	}
}

const corokit_layer_t corokit_timer_class_layer = {
	.name = "timer",
	.startup = startup,
	.activate = activate,
	.deactivate = deactivate,
};
