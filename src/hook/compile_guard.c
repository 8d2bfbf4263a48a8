/* See compile_guard.h. Scheduler's thread. */
#include "compile_guard.h"

#include "php.h"
#include "zend_stream.h"

#include "../base/config.h"
#include "../core/coroutine.h"
#include "run_main.h"

static zend_op_array *(*original_compile_file)(zend_file_handle *file, int type);
static zend_op_array *(*original_compile_string)(zend_string *source, const char *name, zend_compile_position position);
static zend_result (*original_stream_open)(zend_file_handle *file);

/*
 * A compile error leaves by longjmp. The region ends with it: the counter
 * belongs to the coroutine, which may go on after a contained fatal error.
 */
#define UNLESS_PARKED(self, call) \
	do { \
		(self)->no_park++; \
		zend_try { \
			call; \
		} zend_catch { \
			(self)->no_park--; \
			zend_bailout(); \
		} zend_end_try(); \
		(self)->no_park--; \
	} while (0)

static zend_op_array *guard_compile_file(zend_file_handle *file, int type)
{
	corokit_coroutine_t *self = corokit_current;
	zend_op_array *volatile code = NULL;

	if (!self) {
		/* Asked before: opening the file forgets what it is. */
		bool is_main = corokit_config.run_main && corokit_run_main_is_script(file);

		code = original_compile_file(file, type);
		if (is_main) {
			corokit_run_main_arm(code);
		}
		return code;
	}
	UNLESS_PARKED(self, code = original_compile_file(file, type));
	return code;
}

static zend_op_array *guard_compile_string(zend_string *source, const char *name, zend_compile_position position)
{
	corokit_coroutine_t *self = corokit_current;
	zend_op_array *volatile code = NULL;

	if (!self) {
		code = original_compile_string(source, name, position);
		if (UNEXPECTED(corokit_config.run_main) && corokit_run_main_is_command_line(name)) {
			corokit_run_main_arm(code);
		}
		return code;
	}
	UNLESS_PARKED(self, code = original_compile_string(source, name, position));
	return code;
}

static zend_result guard_stream_open(zend_file_handle *file)
{
	corokit_coroutine_t *self = corokit_current;
	volatile zend_result result = FAILURE;

	if (!self) {
		return original_stream_open(file);
	}
	UNLESS_PARKED(self, result = original_stream_open(file));
	return result;
}

void corokit_compile_guard_install(void)
{
	if (original_compile_file) {
		return;
	}
	original_compile_file = zend_compile_file;
	original_compile_string = zend_compile_string;
	original_stream_open = zend_stream_open_function;
	zend_compile_file = guard_compile_file;
	zend_compile_string = guard_compile_string;
	zend_stream_open_function = guard_stream_open;
}

void corokit_compile_guard_remove(void)
{
	if (!original_compile_file) {
		return;
	}
	if (zend_compile_file == guard_compile_file) {
		zend_compile_file = original_compile_file;
	}
	if (zend_compile_string == guard_compile_string) {
		zend_compile_string = original_compile_string;
	}
	if (zend_stream_open_function == guard_stream_open) {
		zend_stream_open_function = original_stream_open;
	}
	original_compile_file = NULL;
}
