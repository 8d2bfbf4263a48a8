/*
 * A PHP callable as the body of a coroutine, and where its outcome goes.
 */
#ifndef COROKIT_CALLABLE_H
#define COROKIT_CALLABLE_H

#include "coroutine.h"

/*
 * Receives what the callable returned or threw, inside the coroutine, after
 * its locals ended. Without one the result is dropped, and an exception is
 * uncaught: reported as PHP does, and the script ends with status 255.
 */
typedef struct corokit_outcome {
	/* Takes ownership: exactly one of result (moved, may be null) and exception (an addref'd
	 * Throwable; never exit()) is given. Also called, with neither, when the coroutine was ended by
	 * exit, shutdown or a fatal error. Must not park. */
	void (*deliver)(struct corokit_outcome *outcome, zval *result, zend_object *exception);
} corokit_outcome_t;

/*
 * Makes a coroutine that calls fcc with copies of the arguments; not started.
 * `callable` is kept alive. outcome is borrowed until delivered; may be NULL. NULL as
 * corokit_coroutine_create() has it. Remembers file and line of the calling PHP code.
 */
corokit_coroutine_t *corokit_callable_create(zval *callable, const zend_fcall_info_cache *fcc, uint32_t argc, zval *argv, HashTable *named, corokit_outcome_t *outcome);

/* What becomes of an exception that nobody catches: the exception is taken from EG(exception). */
void corokit_report_uncaught(void);

#endif
