/* Mutexes, condition variables and joins of client libraries. */
#ifndef COROKIT_HOOK_THREAD_H
#define COROKIT_HOOK_THREAD_H

#include "hook.h"

extern const corokit_hook_entry_t corokit_hook_thread_table[];

/* Who waited in the parent does not wait here. */
void corokit_hook_thread_after_fork(void);

#endif
