/*
 * Signals and waits. A handler that PHP code installs (pcntl) interrupts a
 * blocking call of the process; here it interrupts the wait of one coroutine,
 * the one that installed it. See hook.h for the waits that can be interrupted.
 */
#ifndef COROKIT_HOOK_SIGNAL_H
#define COROKIT_HOOK_SIGNAL_H

#include "hook.h"

extern const corokit_hook_entry_t corokit_hook_signal_table[];

void corokit_hook_signal_startup(void);  /* MINIT */
void corokit_hook_signal_activate(void); /* RINIT */
void corokit_hook_signal_after_fork(void);

#endif
