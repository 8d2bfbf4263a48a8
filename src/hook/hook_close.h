/* Descriptors that go away while coroutines wait for them: close, dup2, dup3. */
#ifndef COROKIT_HOOK_CLOSE_H
#define COROKIT_HOOK_CLOSE_H

#include "hook.h"

extern const corokit_hook_entry_t corokit_hook_close_table[];

/* The thread that runs this is the scheduler's: descriptors that others close are not our business. */
void corokit_hook_close_activate(void);
bool corokit_hook_on_scheduler_thread(void);

#endif
