/*
 * A lock between coroutines of all processes. Within the process: whoever
 * came first is next, and a coroutine that ends with the lock loses it. Between processes
 * it is whoever looks first, and a process that died with the lock loses it.
 */
#ifndef COROKIT_PROCESS_LOCK_H
#define COROKIT_PROCESS_LOCK_H

#include "held.h"
#include "lock_kind.h"

/* One coroutine's share in it. */
typedef struct corokit_lock_hold {
	corokit_held_t            held;
	corokit_list_t            link;
	corokit_process_lock_t   *lock;
	uint32_t                  count; /* of times that it shares it */
} corokit_lock_hold_t;

struct corokit_process_lock {
	const corokit_lock_kind_t *kind;       /* NULL: not made, or destroyed */
	uint32_t                  *word;       /* in shared memory; of the kind */
	corokit_shm_chunk_t        chunk;      /* owned; or */
	struct rw_state           *rw;         /* owned mapping */
	zend_string               *path;       /* owned; NULL: no file */
	int                        fd;
	corokit_list_t             fd_link;    /* open files of this process */

	/* of this process: */
	uint32_t                   generation; /* of forks; another one: it is the parent's state */
	bool                       quick;      /* it is `word`, and nothing else */
	bool                       exclusive;  /* `alone` holds it */
	bool                       abandoned;  /* the last one that took it had it from a dead one */
	corokit_lock_hold_t        alone;
	corokit_list_t             readers;    /* holds, allocated */
	corokit_list_t             waiters;
};

/* Module start. */
void corokit_process_locks_startup(void);

/* `path` only for files; copied. 0 or negative errno. */
int  corokit_process_lock_init(corokit_process_lock_t *lock, const corokit_lock_kind_t *kind, zend_string *path);
/* What this process holds of it is let go. Nobody of it may wait. */
void corokit_process_lock_deinit(corokit_process_lock_t *lock);
static inline bool corokit_process_lock_has_waiters(const corokit_process_lock_t *lock)
{
	return !corokit_list_empty(&lock->waiters);
}

/* Has a coroutine of this process it, or waits for it? */
bool corokit_process_lock_is_used(const corokit_process_lock_t *lock);

/* 0; -EBUSY; -EDEADLK: the running coroutine has it already. Sharing again is counted. */
int  corokit_process_lock_try(corokit_process_lock_t *lock, bool shared);
/*
 * The same, waiting: 0, -ETIMEDOUT, -ECANCELED, -EDEADLK: also when a coroutine of this process has
 * it, but the running code cannot suspend. May suspend; otherwise blocks the process.
 */
int  corokit_process_lock_wait(corokit_process_lock_t *lock, bool shared, uint64_t deadline);
/* 0; -EPERM: the running coroutine does not have it. */
int  corokit_process_lock_release(corokit_process_lock_t *lock);

extern uint32_t corokit_process_lock_generation; /* forks between the first process and this one */

/*
 * corokit_process_lock_try() of a lock that is a word, free, and wanted by nobody else here: what is nearly
 * always so, in the time of a method call. False: nothing was done.
 */
static zend_always_inline bool corokit_process_lock_try_quickly(corokit_process_lock_t *lock)
{
	uint32_t free = 0;

	if (UNEXPECTED(!lock->quick || lock->exclusive || lock->generation != corokit_process_lock_generation ||
			!corokit_owner_current || !corokit_list_empty(&lock->waiters)) ||
		!__atomic_compare_exchange_n(lock->word, &free, corokit_owner_current, false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED)) {
		return false;
	}
	lock->exclusive = true;
	lock->abandoned = false;
	corokit_held_add(&lock->alone.held);
	return true;
}

/* corokit_process_lock_release() of one that is a word and has no waiters. False: nothing was done. */
static zend_always_inline bool corokit_process_lock_release_quickly(corokit_process_lock_t *lock, zend_long cid)
{
	if (UNEXPECTED(!lock->quick || !lock->exclusive || lock->generation != corokit_process_lock_generation || lock->alone.held.cid != cid ||
			!corokit_list_empty(&lock->waiters))) {
		return false;
	}
	corokit_held_remove(&lock->alone.held);
	lock->exclusive = false;
	corokit_word_unlock(lock->word);
	return true;
}

/* The processes that hold it, as far as this one knows: the cid of this process's holder, 0: none. */
zend_long corokit_process_lock_holder(const corokit_process_lock_t *lock);

#endif
