/*
 * A deadlock: nothing is ready and nothing outside can wake anyone. The
 * scheduler finds it; this file says who waits for what.
 */
#include "deadlock.h"

#include "php.h"
#include "zend_exceptions.h"
#include "zend_smart_str.h"

#include "backtrace.h"
#include "callable.h"
#include "exceptions.h"
#include "scheduler.h"

/* Beyond these the report helps nobody, and would itself exhaust memory. */
#define REPORTED_COROUTINES 256
#define REPORTED_FRAMES 32

typedef struct {
	smart_str text;
	uint32_t  waiting;
} report_t;

static bool enabled = true;

static void report_coroutine(corokit_coroutine_t *coroutine, void *arg)
{
	report_t *report = arg;
	zend_string *trace;

	if (coroutine->is_main || report->waiting++ >= REPORTED_COROUTINES) {
		return;
	}
	smart_str_append_printf(&report->text, "\n\n[coroutine " ZEND_LONG_FMT "] waits for %s, created by ",
		coroutine->cid, coroutine->wait ? coroutine->wait->reason : "its turn");
	if (coroutine->parent_cid > 0) {
		smart_str_append_printf(&report->text, "coroutine " ZEND_LONG_FMT, coroutine->parent_cid);
	} else {
		smart_str_appends(&report->text, "{main}");
	}
	if (coroutine->spawn_file) {
		smart_str_append_printf(&report->text, " at %s:%" PRIu32, ZSTR_VAL(coroutine->spawn_file), coroutine->spawn_line);
	}
	trace = corokit_backtrace_format(coroutine, DEBUG_BACKTRACE_IGNORE_ARGS, REPORTED_FRAMES);
	smart_str_appendc(&report->text, '\n');
	smart_str_append(&report->text, trace);
	/* zend_trace_to_string() ends its last frame with a line break */
	while (ZSTR_LEN(report->text.s) && ZSTR_VAL(report->text.s)[ZSTR_LEN(report->text.s) - 1] == '\n') {
		ZSTR_LEN(report->text.s)--;
	}
	zend_string_release(trace);
}

static void find_script(corokit_coroutine_t *coroutine, void *arg)
{
	if (coroutine->is_script && coroutine->status == COROKIT_COROUTINE_WAITING) {
		*(corokit_coroutine_t **) arg = coroutine;
	}
}

void corokit_deadlock_throw(void)
{
	report_t report = {0};
	corokit_coroutine_t *script = NULL;
	zend_object *error;
	zend_string *message;

	corokit_scheduler_each(find_script, &script);
	if (!enabled) {
		if (script) {
			corokit_cancel(script, NULL);
		}
		return;
	}
	corokit_scheduler_each(report_coroutine, &report);
	if (report.waiting > REPORTED_COROUTINES) {
		smart_str_append_printf(&report.text, "\n\nand %" PRIu32 " more", report.waiting - REPORTED_COROUTINES);
	}
	smart_str_0(&report.text);
	message = zend_strpprintf(0, "Deadlock: %" PRIu32 " coroutine%s wait%s and nothing is left that could wake one%s",
		report.waiting, report.waiting == 1 ? "" : "s", report.waiting == 1 ? "s" : "",
		report.text.s ? ZSTR_VAL(report.text.s) : "");
	smart_str_free(&report.text);
	error = corokit_backtrace_exception(script ? script : corokit_scheduler_main(), corokit_error_ce, ZSTR_VAL(message));
	zend_string_release(message);

	if (script) {
		corokit_cancel(script, error);
	} else if (EG(current_execute_data)) {
		zval exception;

		ZVAL_OBJ(&exception, error);
		zend_throw_exception_object(&exception);
	} else {
		EG(exception) = error;
		corokit_report_uncaught();
	}
}

void corokit_deadlock_enable(bool enable)
{
	enabled = enable;
}
