/*
 * The user's error handler, while it runs: the engine takes it out of its
 * place for that time, so that it does not call itself. When a coroutine
 * waits inside the handler, it is put back for the others.
 */
#ifndef COROKIT_ERROR_HANDLER_H
#define COROKIT_ERROR_HANDLER_H

#include "php.h"

/* The handler that the engine called last, as long as the running coroutine may be inside it; NULL: no. */
extern const zend_function *corokit_error_handler_called;

typedef struct {
	const zend_function *function; /* borrowed: the engine's frame on the stack of the coroutine holds it. NULL: not inside */
	zval                 handler;  /* counted only while it is back in its place */
} corokit_error_handler_t;

static zend_always_inline bool corokit_error_handler_busy(void)
{
	return corokit_error_handler_called && Z_TYPE(EG(user_error_handler)) == IS_UNDEF;
}

/* Leaving a coroutine: is it inside the handler? Then the others get it. */
void corokit_error_handler_leave(corokit_error_handler_t *state);
/* Entering it again. */
void corokit_error_handler_enter(const corokit_error_handler_t *state);

void corokit_error_handler_startup(void);
void corokit_error_handler_activate(void);

#endif
