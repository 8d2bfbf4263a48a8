/* Backtraces of coroutines, the running one and those that wait. */
#ifndef COROKIT_BACKTRACE_H
#define COROKIT_BACKTRACE_H

#include "coroutine.h"

/* debug_backtrace() of a coroutine; `limit` 0: all frames. The caller owns the array. */
void corokit_backtrace_fetch(const corokit_coroutine_t *coroutine, zend_long options, zend_long limit, zval *result);
/* The same as text, one "#0 file(line): function()" per line. The caller owns the string. */
zend_string *corokit_backtrace_format(const corokit_coroutine_t *coroutine, zend_long options, zend_long limit);

/* An exception whose file, line and trace are those of the place where a coroutine waits. */
zend_object *corokit_backtrace_exception(const corokit_coroutine_t *coroutine, zend_class_entry *ce, const char *message);

#endif
