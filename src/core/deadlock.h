/* The report of coroutines that only wait for each other. */
#ifndef COROKIT_DEADLOCK_H
#define COROKIT_DEADLOCK_H

#include <stdbool.h>

/*
 * Throws an Error that lists every coroutine alive: its wait reason, its
 * parent, where it was made, its backtrace. Does nothing when the check is off.
 * Where no PHP code runs, the Error is left in EG(exception) for the caller to report.
 */
void corokit_deadlock_throw(void);

/* The option enable_deadlock_check; on at the start of every request. */
void corokit_deadlock_enable(bool enable);

#endif
