/*
 * A lock that one coroutine holds. Those of one process queue in order; a
 * shared lock also excludes other processes that inherited it by fork().
 */
#ifndef COROKIT_SYNC_LOCK_H
#define COROKIT_SYNC_LOCK_H

#include "php.h"

#include "semaphore.h"

typedef struct {
	corokit_semaphore_t queue;  /* one permit: the right to hold it in this process */
	zend_long           owner;  /* cid of the holder, 0: free or just handed over */
	volatile pid_t     *shared; /* owned mapping: the process that holds it, 0: none; NULL: not shared */
	pid_t               pid;    /* of the process that queue and owner belong to */
} corokit_lock_t;

/* 0, or -ENOMEM when a shared one has no memory. */
int  corokit_lock_init(corokit_lock_t *lock, bool shared);
void corokit_lock_deinit(corokit_lock_t *lock);

/* 0, also when the running coroutine has it already; -EBUSY. Requires a running coroutine. */
int corokit_lock_try(corokit_lock_t *lock);
/* The same, waiting: 0, -ETIMEDOUT, -ECANCELED. May suspend; requires corokit_may_park(). */
int corokit_lock_wait(corokit_lock_t *lock, uint64_t deadline);
/* 0, also when it is free; -EPERM: another coroutine has it. */
int corokit_lock_release(corokit_lock_t *lock);

#endif
