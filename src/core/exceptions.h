/*
 * The exception classes of the module. Thrown only by class files, and by
 * the scheduler into coroutines that are cancelled or out of time.
 */
#ifndef COROKIT_EXCEPTIONS_H
#define COROKIT_EXCEPTIONS_H

#include "php.h"

#include "../base/layer.h"

extern zend_class_entry *corokit_exception_ce;          /* CoroKit\Exception */
extern zend_class_entry *corokit_error_ce;              /* CoroKit\Error */
extern zend_class_entry *corokit_exit_exception_ce;     /* CoroKit\ExitException: never thrown by exit() */
extern zend_class_entry *corokit_canceled_exception_ce; /* CoroKit\Coroutine\CanceledException */
extern zend_class_entry *corokit_timeout_exception_ce;  /* CoroKit\Coroutine\TimeoutException */

extern const corokit_layer_t corokit_exceptions_layer;

/* A new exception with its message, file and line (those of the running code); not thrown. The caller owns it. */
zend_object *corokit_exception_create(zend_class_entry *ce, const char *message, zend_long code);

/* Throws an Error that says `what` works only inside a coroutine. */
void corokit_throw_outside(const char *what);

#endif
