/*
 * PHP's own handler of a fatal error marks every object of the process as
 * destructed before it bails out, so no destructor of anyone would run any
 * more. In a coroutine that contains its fatal errors the handler is told
 * not to bail out, and we do it.
 */
#include "fatal.h"

#include "coroutine.h"

#define FATAL_ERRORS (E_ERROR | E_CORE_ERROR | E_COMPILE_ERROR | E_RECOVERABLE_ERROR | E_USER_ERROR | E_PARSE)

static void (*original_error_cb)(int type, zend_string *file, const uint32_t line, zend_string *message);

static void error_cb(int type, zend_string *file, const uint32_t line, zend_string *message)
{
	corokit_coroutine_t *self = corokit_current;

	if (EXPECTED(!self) || !self->contains_fatal || (type & E_DONT_BAIL) || !(type & FATAL_ERRORS)) {
		original_error_cb(type, file, line, message);
		return;
	}
	/* Newer PHPs catch the bailout of a failed allocation, and end the code that asked for it as exit() does. */
	self->had_fatal = true;
	original_error_cb(type | E_DONT_BAIL, file, line, message);
	zend_set_memory_limit(PG(memory_limit));
	zend_bailout();
}

void corokit_fatal_startup(void)
{
	original_error_cb = zend_error_cb;
	zend_error_cb = error_cb;
}

void corokit_fatal_shutdown(void)
{
	zend_error_cb = original_error_cb;
}
