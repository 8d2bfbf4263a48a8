/* Files that coroutines hold and wait for with flock(2). */
#ifndef COROKIT_HOOK_FLOCK_H
#define COROKIT_HOOK_FLOCK_H

#include <stdbool.h>
#include <stddef.h>

/* Coroutines that wait for a lock. While there is none, nothing below needs to be called. */
extern size_t corokit_flock_waiting;

/*
 * A descriptor goes away, and with it maybe a lock. Before the close: notes
 * the file and fails those who wait with this descriptor. After it: who is next gets the lock.
 */
typedef struct {
	unsigned long long device, inode;
	bool               known;
} corokit_flock_file_t;

corokit_flock_file_t corokit_flock_before_close(int fd);
void corokit_flock_after_close(const corokit_flock_file_t *file);

void corokit_flock_after_fork(void);

#endif
