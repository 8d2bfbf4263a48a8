/*
 * zend_execute_ex is ours from the end of the compilation of the main script
 * to its first instruction, and not a moment longer: the compiler and the JIT
 * generate other code while it is replaced.
 */
#include "run_main.h"

#include "SAPI.h"
#include "zend_exceptions.h"

#include "../core/scheduler.h"

static const zend_op *armed_for; /* the first instruction of the main script */
static void (*original_execute_ex)(zend_execute_data *frame);

static void run_script(corokit_coroutine_t *self, void *arg)
{
	zend_execute_data *frame = arg;
	zend_execute_data *bottom = EG(current_execute_data);

	(void) self;
	/* The script's frame has nothing above it, or traces would show us. */
	EG(current_execute_data) = frame;
	zend_execute_ex(frame);
	EG(current_execute_data) = bottom;
	if (EG(exception) && zend_is_graceful_exit(EG(exception))) {
		/* Ended because another coroutine ended the script. {main} knows exit() only. */
		zend_clear_exception();
		zend_throw_unwind_exit();
	}
	if (EG(exception)) {
		/* Uncaught, or exit(): the others end first, then {main} reports it. */
		corokit_scheduler_exit();
	} else {
		corokit_scheduler_stop();
	}
}

/* The others, if any, go on when the shutdown functions have run, as those of a script that is no coroutine. */
static void execute_in_coroutine(zend_execute_data *frame)
{
	corokit_coroutine_t *script = corokit_coroutine_create(run_script, frame);

	if (!script) {
		zend_execute_ex(frame);
		return;
	}
	script->is_script = true;
	EG(current_execute_data) = frame->prev_execute_data;
	corokit_coroutine_spawn(script);
	corokit_scheduler_run();
}

static void execute_armed(zend_execute_data *frame)
{
	bool is_main = ZEND_USER_CODE(frame->func->type) && frame->func->op_array.opcodes == armed_for;

	corokit_run_main_disarm();
	if (is_main && !frame->prev_execute_data) {
		execute_in_coroutine(frame);
	} else {
		zend_execute_ex(frame);
	}
}

void corokit_run_main_arm(const zend_op_array *code)
{
	/* With an exception pending zend_execute() does nothing. */
	if (!code || EG(exception) || EG(current_execute_data) || armed_for) {
		return;
	}
	armed_for = code->opcodes;
	original_execute_ex = zend_execute_ex;
	zend_execute_ex = execute_armed;
}

void corokit_run_main_disarm(void)
{
	if (armed_for) {
		zend_execute_ex = original_execute_ex;
		armed_for = NULL;
	}
}

/* php-cgi opens the file itself, and then it is not marked. */
bool corokit_run_main_is_script(const zend_file_handle *file)
{
	const char *asked = SG(request_info).path_translated;

	return file->primary_script
		|| (!EG(current_execute_data) && asked && file->filename && strcmp(ZSTR_VAL(file->filename), asked) == 0);
}

bool corokit_run_main_is_command_line(const char *name)
{
	return !EG(current_execute_data) && sapi_module.phpinfo_as_text && strcmp(name, "Command line code") == 0;
}
