/*
 * Locks by name between coroutines of all processes: CoroKit\Table::lock() and sessions.
 * Two keys of one hash of 64 bits have one lock.
 */
#ifndef COROKIT_KEY_LOCKS_H
#define COROKIT_KEY_LOCKS_H

#include "process_lock.h"

typedef struct {
	struct key_space *space; /* owned mapping: who has which */
	HashTable        *locks; /* owned; by key, what this process knows: corokit_process_lock_t */
} corokit_key_locks_t;

/* 0 or -ENOMEM. */
int  corokit_key_locks_init(corokit_key_locks_t *locks);
/* Lets go of all of them. No coroutine of this process may wait. */
void corokit_key_locks_deinit(corokit_key_locks_t *locks);
bool corokit_key_locks_have_waiters(const corokit_key_locks_t *locks);

/* As corokit_process_lock_wait(). May suspend. */
int  corokit_key_lock(corokit_key_locks_t *locks, zend_string *key, uint64_t deadline);
/* As corokit_process_lock_release(). */
int  corokit_key_unlock(corokit_key_locks_t *locks, zend_string *key);

#endif
