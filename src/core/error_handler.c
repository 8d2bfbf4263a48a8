/* See error_handler.h. The engine tells of every error before it calls the handler. */
#include "error_handler.h"

#include "zend_closures.h"
#include "zend_observer.h"

#define NOT_FOR_HANDLERS (E_ERROR | E_PARSE | E_CORE_ERROR | E_CORE_WARNING | E_COMPILE_ERROR | E_COMPILE_WARNING)

const zend_function *corokit_error_handler_called;
static zval handler_called; /* borrowed, and to be touched only while its frame is on the stack */

/* NULL for what has no function of its own: __call() and the like. */
static const zend_function *function_of(zval *handler)
{
	zend_fcall_info_cache fcc;

	if (Z_TYPE_P(handler) == IS_OBJECT && Z_OBJCE_P(handler) == zend_ce_closure) {
		return zend_get_closure_method_def(Z_OBJ_P(handler));
	}
	if (!zend_is_callable_ex(handler, NULL, IS_CALLABLE_SUPPRESS_DEPRECATIONS, NULL, &fcc, NULL)) {
		return NULL;
	}
	if (fcc.function_handler->common.fn_flags & ZEND_ACC_CALL_VIA_TRAMPOLINE) {
		zend_release_fcall_info_cache(&fcc);
		return NULL;
	}
	return fcc.function_handler;
}

static void on_error(int type, zend_string *file, uint32_t line, zend_string *message)
{
	(void) file;
	(void) line;
	(void) message;
	if (Z_TYPE(EG(user_error_handler)) == IS_UNDEF || !(EG(user_error_handler_error_reporting) & type)
		|| EG(error_handling) != EH_NORMAL || (type & NOT_FOR_HANDLERS)) {
		return;
	}
	corokit_error_handler_called = function_of(&EG(user_error_handler));
	ZVAL_COPY_VALUE(&handler_called, &EG(user_error_handler));
}

static bool is_inside(const zend_function *function)
{
	for (const zend_execute_data *frame = EG(current_execute_data); frame; frame = frame->prev_execute_data) {
		if (frame->func == function && (ZEND_CALL_INFO(frame) & ZEND_CALL_TOP)) {
			return true;
		}
	}
	return false;
}

void corokit_error_handler_leave(corokit_error_handler_t *state)
{
	state->function = NULL;
	if (!corokit_error_handler_busy()) {
		return;
	}
	if (is_inside(corokit_error_handler_called)) {
		state->function = corokit_error_handler_called;
		ZVAL_COPY_VALUE(&state->handler, &handler_called);
		ZVAL_COPY(&EG(user_error_handler), &state->handler);
	}
	corokit_error_handler_called = NULL;
}

void corokit_error_handler_enter(const corokit_error_handler_t *state)
{
	if (!state->function) {
		return;
	}
	corokit_error_handler_called = state->function;
	ZVAL_COPY_VALUE(&handler_called, &state->handler);
	/* Unless another one was set meanwhile: then the engine keeps that one. */
	if (Z_TYPE(EG(user_error_handler)) == Z_TYPE(state->handler) && Z_PTR(EG(user_error_handler)) == Z_PTR(state->handler)) {
		zval taken;

		ZVAL_COPY_VALUE(&taken, &EG(user_error_handler));
		ZVAL_UNDEF(&EG(user_error_handler));
		zval_ptr_dtor(&taken);
	}
}

void corokit_error_handler_startup(void)
{
	zend_observer_error_register(on_error);
}

void corokit_error_handler_activate(void)
{
	corokit_error_handler_called = NULL;
}
