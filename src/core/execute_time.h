/*
 * How long coroutines have run, not counting their waits. Counting costs
 * every switch some ns, so it begins when someone asks for the first time.
 */
#ifndef COROKIT_EXECUTE_TIME_H
#define COROKIT_EXECUTE_TIME_H

#include "coroutine.h"

extern bool corokit_execute_time_counted;

/* The running coroutine is left. */
void corokit_execute_time_add(corokit_coroutine_t *running);

static zend_always_inline void corokit_execute_time_leave(corokit_coroutine_t *running)
{
	if (UNEXPECTED(corokit_execute_time_counted)) {
		corokit_execute_time_add(running);
	}
}

/* Microseconds since the first call of the request. */
uint64_t corokit_execute_time_get(corokit_coroutine_t *coroutine);

void corokit_execute_time_activate(void);

#endif
