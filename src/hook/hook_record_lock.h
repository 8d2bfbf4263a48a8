/* Record locks of coroutines: fcntl(2) and lockf(3). */
#ifndef COROKIT_HOOK_RECORD_LOCK_H
#define COROKIT_HOOK_RECORD_LOCK_H

#include "hook.h"

extern const corokit_hook_entry_t corokit_hook_record_lock_table[];

/* Locks that coroutines hold. While there is none, the next function need not be called. */
extern size_t corokit_record_locks;

/* A descriptor is about to be closed: with it go all locks of the process on its file. */
void corokit_record_lock_close(int fd);
void corokit_record_lock_after_fork(void);

#endif
