/* The report of coroutines that only wait for each other. */
#ifndef COROKIT_DEADLOCK_H
#define COROKIT_DEADLOCK_H

#include <stdbool.h>

/*
 * Throws an Error that lists every coroutine alive: its wait reason, its
 * parent, where it was made, its backtrace; with the check off, none. A main script that is a
 * coroutine itself gets the Error where it waits, or with the check off its wait fails. If there is
 * nobody to throw it to, it is reported as uncaught.
 */
void corokit_deadlock_throw(void);

/* The option enable_deadlock_check; on at the start of every request. */
void corokit_deadlock_enable(bool enable);

#endif
