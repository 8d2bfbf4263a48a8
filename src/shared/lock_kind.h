/*
 * The kinds of CoroKit\Lock as processes see them: taken by a process, shared or alone,
 * and let go. Which coroutine of the process has it is the business of process_lock.c.
 *
 * To add a kind: its functions here in lock_kind.c, a line in its table.
 */
#ifndef COROKIT_SHARED_LOCK_KIND_H
#define COROKIT_SHARED_LOCK_KIND_H

#include "php.h"

#include "../base/list.h"
#include "../shm/memory.h"
#include "../shm/word_lock.h"

/* Swoole's numbers, those of its past included. */
enum {
	COROKIT_LOCK_RWLOCK = 1,
	COROKIT_LOCK_FILELOCK = 2,
	COROKIT_LOCK_MUTEX = 3,
	COROKIT_LOCK_SEM = 4,
	COROKIT_LOCK_SPINLOCK = 5
};

typedef struct corokit_process_lock corokit_process_lock_t;

typedef struct {
	/* 0 or a negative code. */
	int  (*open)(corokit_process_lock_t *lock);
	void (*close)(corokit_process_lock_t *lock);
	/* COROKIT_WORD_TAKEN, COROKIT_WORD_TAKEN_OVER from a dead one that had it alone (those that share
	 * it are told until one has it alone), -EBUSY, or another error. */
	int  (*take)(corokit_process_lock_t *lock, bool shared);
	/* The same, blocking the process: also -ETIMEDOUT. NULL: look again and again. */
	int  (*block)(corokit_process_lock_t *lock, bool shared, uint64_t deadline);
	void (*release)(corokit_process_lock_t *lock, bool shared);
	/* Lets go of having it alone, and the next one is told. */
	void (*abandon)(corokit_process_lock_t *lock);
	/* Someone waits to have it alone: who comes now shall not share it. May be NULL. */
	bool (*is_wished)(corokit_process_lock_t *lock);
	bool sharing; /* otherwise whoever wants to share has it alone */
} corokit_lock_kind_t;

/* NULL: there is no such kind. */
const corokit_lock_kind_t *corokit_lock_kind(zend_long number);

/* In the child of a fork(): closes the files of file locks, whose locks are the parent's. */
void corokit_lock_kinds_after_fork(void);

#endif
