/*
 * The engine builds a backtrace from EG(current_execute_data). For a
 * coroutine that does not run, its last frame is put there for the moment:
 * the frames are alive as long as it is parked.
 */
#include "backtrace.h"

#include "zend_builtin_functions.h"
#include "zend_exceptions.h"

#include "exceptions.h"
#include "scheduler.h"

static zend_execute_data *enter_frames(const corokit_coroutine_t *coroutine)
{
	zend_execute_data *current = EG(current_execute_data);

	if (coroutine != corokit_scheduler_running_coroutine()) {
		EG(current_execute_data) = coroutine->execute_data;
	}
	return current;
}

static void leave_frames(zend_execute_data *current)
{
	EG(current_execute_data) = current;
}

void corokit_backtrace_fetch(const corokit_coroutine_t *coroutine, zend_long options, zend_long limit, zval *result)
{
	zend_execute_data *current = enter_frames(coroutine);

	zend_fetch_debug_backtrace(result, 0, (int) options, (int) limit);
	leave_frames(current);
}

zend_string *corokit_backtrace_format(const corokit_coroutine_t *coroutine, zend_long options, zend_long limit)
{
	zend_string *text;
	zval trace;

	corokit_backtrace_fetch(coroutine, options, limit, &trace);
	text = zend_trace_to_string(Z_ARRVAL(trace), false);
	zval_ptr_dtor(&trace);
	return text;
}

zend_object *corokit_backtrace_exception(const corokit_coroutine_t *coroutine, zend_class_entry *ce, const char *message)
{
	zend_execute_data *current = enter_frames(coroutine);
	zend_object *exception = corokit_exception_create(ce, message, 0);

	leave_frames(current);
	return exception;
}
