/*
 * Puts the monitors before the handlers of internal functions and methods.
 * The original handler is in the function's reserved[] slot, which every
 * copy of the function carries along: those of child classes, of closures. The
 * JIT compiles a handler's address in, so this is done at module start, when
 * the extensions of corokit.c's list are there, and again at the first
 * request for what came late.
 *
 * foreach over a statement calls no method, so its iterator gets the same.
 */
#include "monitor.h"

#include "zend_extensions.h"
#include "zend_interfaces.h"

#include "../base/config.h"

#define ITERATED_MAX 8

/* An iterated class and what its iterators did before us. */
typedef struct {
	zend_object_iterator_funcs        funcs; /* first: what iterators point to */
	const zend_object_iterator_funcs *original;
	const zend_class_entry           *ce;
	zend_object_iterator            *(*get)(zend_class_entry *ce, zval *object, int by_ref);
} iterated_t;

static iterated_t iterated[ITERATED_MAX];
static size_t iterated_count;
static int slot = -1;

/* ---- calls ---- */

static zend_always_inline void call_original(INTERNAL_FUNCTION_PARAMETERS)
{
	((zif_handler) EX(func)->internal_function.reserved[slot])(INTERNAL_FUNCTION_PARAM_PASSTHRU);
}

static zend_object *first_argument(zend_execute_data *execute_data)
{
	zval *argument;

	if (ZEND_CALL_NUM_ARGS(execute_data) == 0) {
		return NULL;
	}
	argument = ZEND_CALL_ARG(execute_data, 1);
	ZVAL_DEREF(argument);
	return Z_TYPE_P(argument) == IS_OBJECT && corokit_monitor_adopt(Z_OBJ_P(argument)) ? Z_OBJ_P(argument) : NULL;
}

static zend_always_inline zend_object *handle_of(zend_execute_data *execute_data)
{
	if (Z_TYPE(EX(This)) == IS_OBJECT) {
		corokit_monitor_adopt(Z_OBJ(EX(This)));
		return Z_OBJ(EX(This));
	}
	return first_argument(execute_data);
}

/* A new handle; a statement or result belongs to the connection that made it. */
static void adopt_result(zend_execute_data *execute_data, zval *result)
{
	zend_object *made = Z_OBJ_P(result);
	zend_object *maker;

	if (!corokit_monitor_adopt(made) || !corokit_monitor_class_of(made->ce)->is_part) {
		return;
	}
	maker = handle_of(execute_data);
	if (maker) {
		corokit_monitor_share(maker, made);
	}
}

static zend_always_inline void call_in_turn(corokit_coroutine_t *self, INTERNAL_FUNCTION_PARAMETERS)
{
	zend_object *handle = handle_of(execute_data);
	corokit_monitor_t *monitor;

	if (!handle) {
		call_original(INTERNAL_FUNCTION_PARAM_PASSTHRU);
	} else if (!self) {
		monitor = corokit_monitor_find(handle);
		if (!monitor || corokit_monitor_pass_main(monitor, handle)) {
			call_original(INTERNAL_FUNCTION_PARAM_PASSTHRU);
		}
	} else {
		monitor = corokit_monitor_of(handle);
		if (!corokit_monitor_enter(self, monitor, handle)) {
			return;
		}
		call_original(INTERNAL_FUNCTION_PARAM_PASSTHRU);
		corokit_monitor_note_transaction(monitor, EX(func), return_value);
		corokit_monitor_leave(self, monitor);
	}
}

static void ZEND_FASTCALL monitored_call(INTERNAL_FUNCTION_PARAMETERS)
{
	corokit_coroutine_t *self = corokit_current;

	if (EXPECTED(!self && !corokit_monitors_held)) {
		call_original(INTERNAL_FUNCTION_PARAM_PASSTHRU);
	} else {
		call_in_turn(self, INTERNAL_FUNCTION_PARAM_PASSTHRU);
	}
	if (UNEXPECTED(Z_TYPE_P(return_value) == IS_OBJECT)) {
		adopt_result(execute_data, return_value);
	}
}

/* A new object has no monitor yet, unless it is made for a connection: new mysqli_stmt($mysqli). */
static void ZEND_FASTCALL monitored_constructor(INTERNAL_FUNCTION_PARAMETERS)
{
	zend_object *whole = first_argument(execute_data);
	corokit_monitor_t *monitor;

	corokit_monitor_adopt(Z_OBJ(EX(This)));
	if (whole) {
		corokit_monitor_share(whole, Z_OBJ(EX(This)));
	}
	monitor = corokit_monitor_find(Z_OBJ(EX(This)));
	if (monitor && (corokit_current || corokit_monitors_held)) {
		call_in_turn(corokit_current, INTERNAL_FUNCTION_PARAM_PASSTHRU);
	} else {
		call_original(INTERNAL_FUNCTION_PARAM_PASSTHRU);
	}
}

/* ---- iterators ---- */

/* False: an exception was thrown. NULL: nothing to leave. */
static bool enter_iterated(zval *object, corokit_monitor_t **entered)
{
	corokit_monitor_t *monitor;

	*entered = NULL;
	if (!corokit_current && !corokit_monitors_held) {
		return true;
	}
	corokit_monitor_adopt(Z_OBJ_P(object));
	monitor = corokit_monitor_of(Z_OBJ_P(object));
	if (!corokit_current) {
		return corokit_monitor_pass_main(monitor, Z_OBJ_P(object));
	}
	if (!corokit_monitor_enter(corokit_current, monitor, Z_OBJ_P(object))) {
		return false;
	}
	*entered = monitor;
	return true;
}

static void leave_iterated(corokit_monitor_t *monitor)
{
	if (monitor) {
		corokit_monitor_leave(corokit_current, monitor);
	}
}

static void move_forward(zend_object_iterator *iterator)
{
	const iterated_t *class = (const iterated_t *) iterator->funcs;
	corokit_monitor_t *monitor;

	if (enter_iterated(&iterator->data, &monitor)) {
		class->original->move_forward(iterator);
		leave_iterated(monitor);
	}
}

static void start_again(zend_object_iterator *iterator)
{
	const iterated_t *class = (const iterated_t *) iterator->funcs;
	corokit_monitor_t *monitor;

	if (enter_iterated(&iterator->data, &monitor)) {
		class->original->rewind(iterator);
		leave_iterated(monitor);
	}
}

static iterated_t *iterated_class(const zend_class_entry *ce)
{
	for (; ce; ce = ce->parent) {
		for (size_t i = 0; i < iterated_count; i++) {
			if (iterated[i].ce == ce) {
				return &iterated[i];
			}
		}
	}
	return NULL;
}

static zend_object_iterator *get_iterator(zend_class_entry *ce, zval *object, int by_ref)
{
	iterated_t *class = iterated_class(ce);
	zend_object_iterator *iterator;
	corokit_monitor_t *monitor;

	/* It may fetch the first row. */
	if (!enter_iterated(object, &monitor)) {
		return NULL;
	}
	iterator = class->get(ce, object, by_ref);
	leave_iterated(monitor);
	if (iterator) {
		class->original = iterator->funcs;
		class->funcs = *iterator->funcs;
		class->funcs.move_forward = move_forward;
		if (class->funcs.rewind) {
			class->funcs.rewind = start_again;
		}
		iterator->funcs = &class->funcs;
	}
	return iterator;
}

static void replace_iterator(zend_class_entry *ce)
{
	if (!ce->get_iterator || ce->get_iterator == get_iterator || ce->get_iterator == zend_user_it_get_new_iterator || iterated_count == ITERATED_MAX) {
		return;
	}
	iterated[iterated_count].ce = ce;
	iterated[iterated_count].get = ce->get_iterator;
	iterated_count++;
	ce->get_iterator = get_iterator;
}

/* ---- putting in place ---- */

static void replace(zend_function *function)
{
	zend_internal_function *internal = &function->internal_function;

	if (function->type != ZEND_INTERNAL_FUNCTION || internal->handler == monitored_call || internal->handler == monitored_constructor
		|| internal->fn_flags & ZEND_ACC_ABSTRACT) {
		return;
	}
	internal->reserved[slot] = (void *) internal->handler;
	internal->handler = internal->fn_flags & ZEND_ACC_CTOR ? monitored_constructor : monitored_call;
}

static bool is_except(const char *name, const char *const *except)
{
	for (; *except; except++) {
		size_t length = strlen(*except);
		bool is_prefix = (*except)[length - 1] == '*';

		if (is_prefix ? strncmp(name, *except, length - 1) == 0 : strcmp(name, *except) == 0) {
			return true;
		}
	}
	return false;
}

static void replace_functions(void)
{
	zend_function *function;

	ZEND_HASH_FOREACH_PTR(CG(function_table), function) {
		const zend_module_entry *module = function->type == ZEND_INTERNAL_FUNCTION ? function->internal_function.module : NULL;

		if (!module) {
			continue;
		}
		for (const corokit_monitor_functions_t *functions = corokit_monitor_functions; functions->module; functions++) {
			if (strcmp(module->name, functions->module) == 0 && !is_except(ZSTR_VAL(function->common.function_name), functions->except)) {
				replace(function);
			}
		}
	} ZEND_HASH_FOREACH_END();
}

/* Child classes of the same module have copies of what they inherit. */
static void replace_methods(void)
{
	zend_class_entry *ce;
	zend_function *function;

	for (corokit_monitor_class_t *class = corokit_monitor_classes; class->name; class++) {
		class->ce = zend_hash_str_find_ptr(CG(class_table), class->name, strlen(class->name));
	}
	ZEND_HASH_FOREACH_PTR(CG(class_table), ce) {
		if (ce->type != ZEND_INTERNAL_CLASS || !corokit_monitor_class_of(ce)) {
			continue;
		}
		ZEND_HASH_FOREACH_PTR(&ce->function_table, function) {
			replace(function);
		} ZEND_HASH_FOREACH_END();
		replace_iterator(ce);
	} ZEND_HASH_FOREACH_END();
}

void corokit_monitor_install(void)
{
	replace_methods();
	replace_functions();
}

/* ---- the layer ---- */

static bool installed_late;

static zend_result startup(int module_number)
{
	(void) module_number;
	corokit_monitors_startup();
	if (corokit_config.monitor) {
		slot = zend_get_resource_handle("corokit");
		if (slot < 0) {
			corokit_config.monitor = false;
			return SUCCESS;
		}
		corokit_monitor_install();
	}
	return SUCCESS;
}

static zend_result activate(void)
{
	corokit_monitor_objects_activate();
	if (corokit_config.monitor && !installed_late) {
		installed_late = true;
		corokit_monitor_install();
	}
	return SUCCESS;
}

const corokit_layer_t corokit_monitor_layer = {
	.name = "monitor",
	.startup = startup,
	.activate = activate,
	.release = corokit_monitor_objects_release,
};
