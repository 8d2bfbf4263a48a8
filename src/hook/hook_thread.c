/*
 * What client libraries do with threads. Their mutexes belong to the thread,
 * so two coroutines would both get a recursive one, and a plain one that a
 * parked coroutine holds would stop the whole process. Here a mutex that was
 * locked in a coroutine is that coroutine's: others park until it is free.
 *
 * The real mutex is locked as well, because the library's own threads use it.
 * What such a thread holds, or is waited for with, is looked at again after a
 * millisecond: nobody tells us. Scheduler's thread; others are past the
 * guard of the thunks.
 */
#include "hook_thread.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "../core/scheduler.h"
#include "hook_io.h"

#define LOOK_AGAIN_NS COROKIT_NS_PER_MS
#define BUCKETS 64

/* A mutex that a coroutine holds, or that coroutines wait for. */
typedef struct held {
	struct held     *next;    /* same bucket, or spare */
	pthread_mutex_t *mutex;   /* borrowed: the library's */
	zend_long        owner;   /* cid; 0: about to be taken by a waiter */
	uint32_t         depth;   /* recursive ones */
	corokit_list_t   waiters;
} held_t;

typedef struct {
	corokit_wait_t wait;
	corokit_list_t link;
} waiter_t;

static held_t *buckets[BUCKETS];
static held_t *spare;

/* ---- the table ---- */

static held_t **bucket_of(const pthread_mutex_t *mutex)
{
	uintptr_t address = (uintptr_t) mutex;

	return &buckets[(address >> 4 ^ address >> 12) % BUCKETS];
}

static held_t *find(const pthread_mutex_t *mutex)
{
	held_t *at = *bucket_of(mutex);

	while (at && at->mutex != mutex) {
		at = at->next;
	}
	return at;
}

static held_t *add(pthread_mutex_t *mutex)
{
	held_t **bucket = bucket_of(mutex);
	held_t *held = spare;

	if (held) {
		spare = held->next;
	} else if (!(held = malloc(sizeof(*held)))) {
		return NULL;
	}
	held->mutex = mutex;
	held->owner = 0;
	held->depth = 0;
	corokit_list_init(&held->waiters);
	held->next = *bucket;
	*bucket = held;
	return held;
}

static void drop(held_t *held)
{
	held_t **link = bucket_of(held->mutex);

	while (*link != held) {
		link = &(*link)->next;
	}
	*link = held->next;
	held->next = spare;
	spare = held;
}

/* A coroutine that ended by a fatal error left its locks as they were. */
static bool is_foreign(const held_t *held)
{
	return held && held->owner && held->owner != corokit_current->cid && corokit_coroutine_find(held->owner);
}

/* After the real mutex was locked. Without memory it is the thread's, as stock. */
static void note_locked(pthread_mutex_t *mutex)
{
	held_t *held = find(mutex);

	if (!held && !(held = add(mutex))) {
		return;
	}
	held->depth = held->owner == corokit_current->cid ? held->depth + 1 : 1;
	held->owner = corokit_current->cid;
}

/* After it was unlocked. */
static void note_unlocked(held_t *held)
{
	if (!held || held->owner != corokit_current->cid || --held->depth) {
		return;
	}
	held->owner = 0;
	if (corokit_list_empty(&held->waiters)) {
		drop(held);
	} else {
		waiter_t *waiter = corokit_list_entry(corokit_list_pop_front(&held->waiters), waiter_t, link);

		corokit_wake(waiter->wait.coroutine, 0);
	}
}

/* ---- mutexes ---- */

static void unlink_waiter(corokit_wait_t *wait)
{
	corokit_list_unlink(&((waiter_t *) wait)->link);
}

/* False: cannot wait, as the script ends or the engine forbids it here. */
static bool wait_for_owner(held_t *held)
{
	waiter_t waiter = {.wait = {.reason = "mutex of a library", .unlink = unlink_waiter, .uncancelable = true}};

	if (corokit_current->ending || !corokit_may_park()) {
		return false;
	}
	corokit_list_push_back(&held->waiters, &waiter.link);
	return corokit_park(&waiter.wait, COROKIT_NEVER) >= 0;
}

/* Held by a thread of the library. */
static int lock_of_thread(pthread_mutex_t *mutex)
{
	int err;

	while ((err = pthread_mutex_trylock(mutex)) == EBUSY) {
		if (corokit_current->ending || !corokit_may_park()) {
			return pthread_mutex_lock(mutex);
		}
		corokit_sleep_until(corokit_clock_after(LOOK_AGAIN_NS), "mutex of a library");
	}
	return err;
}

static bool was_locked(int err)
{
	return err == 0 || err == EOWNERDEAD;
}

static int lock_mutex(pthread_mutex_t *mutex)
{
	held_t *held;
	int err;

	while (is_foreign(held = find(mutex))) {
		if (!wait_for_owner(held)) {
			/* An error that most ignore is better than a process that stands still. */
			return pthread_mutex_trylock(mutex);
		}
	}
	if (held && held->owner == corokit_current->cid) {
		err = pthread_mutex_lock(mutex);
	} else {
		err = pthread_mutex_trylock(mutex);
		if (err == EBUSY) {
			err = lock_of_thread(mutex);
		}
	}
	if (was_locked(err)) {
		note_locked(mutex);
	}
	return err;
}

static int hook_pthread_mutex_lock(corokit_caller_t caller, pthread_mutex_t *mutex)
{
	(void) caller;
	return lock_mutex(mutex);
}

static int hook_pthread_mutex_trylock(corokit_caller_t caller, pthread_mutex_t *mutex)
{
	int err;

	(void) caller;
	if (is_foreign(find(mutex))) {
		return EBUSY;
	}
	err = pthread_mutex_trylock(mutex);
	if (was_locked(err)) {
		note_locked(mutex);
	}
	return err;
}

static int unlock_mutex(pthread_mutex_t *mutex)
{
	int err = pthread_mutex_unlock(mutex);

	if (err == 0) {
		note_unlocked(find(mutex));
	}
	return err;
}

static int hook_pthread_mutex_unlock(corokit_caller_t caller, pthread_mutex_t *mutex)
{
	(void) caller;
	return unlock_mutex(mutex);
}

/* ---- condition variables: the wait may end for no reason, and so it does ---- */

/* False: the real call is to be made. */
static bool wait_a_moment(pthread_mutex_t *mutex, uint64_t ns)
{
	if (corokit_current->ending || !corokit_may_park()) {
		return false;
	}
	unlock_mutex(mutex);
	corokit_sleep_until(corokit_clock_after(ns < LOOK_AGAIN_NS ? ns : LOOK_AGAIN_NS), "condition of a library");
	lock_mutex(mutex);
	return true;
}

static int hook_pthread_cond_wait(corokit_caller_t caller, pthread_cond_t *condition, pthread_mutex_t *mutex)
{
	(void) caller;
	return wait_a_moment(mutex, LOOK_AGAIN_NS) ? 0 : pthread_cond_wait(condition, mutex);
}

/* No one can ask a condition variable for its clock; a date in this century is not a time since the start of the machine. */
static clockid_t clock_of(const struct timespec *deadline)
{
	return deadline->tv_sec < 1000000000 ? CLOCK_MONOTONIC : CLOCK_REALTIME;
}

static int hook_pthread_cond_timedwait(corokit_caller_t caller, pthread_cond_t *condition, pthread_mutex_t *mutex, const struct timespec *deadline)
{
	struct timespec now;
	int64_t left;

	(void) caller;
	clock_gettime(clock_of(deadline), &now);
	left = (int64_t) (deadline->tv_sec - now.tv_sec) * (int64_t) COROKIT_NS_PER_SEC + (deadline->tv_nsec - now.tv_nsec);
	if (left <= 0 || !wait_a_moment(mutex, (uint64_t) left)) {
		return pthread_cond_timedwait(condition, mutex, deadline);
	}
	return 0;
}

/* ---- threads ---- */

#ifdef __linux__
static int hook_pthread_join(corokit_caller_t caller, pthread_t thread, void **result)
{
	uint64_t pause = LOOK_AGAIN_NS / 4;
	int err;

	(void) caller;
	while ((err = pthread_tryjoin_np(thread, result)) == EBUSY) {
		if (corokit_current->ending || !corokit_may_park()) {
			return pthread_join(thread, result);
		}
		corokit_sleep_until(corokit_clock_after(pause), "thread of a library");
		pause = pause < 8 * LOOK_AGAIN_NS ? pause * 2 : pause;
	}
	return err;
}

COROKIT_HOOK_VARIANTS(int, pthread_join, (pthread_t thread, void **result), (thread, result))
#endif
COROKIT_HOOK_VARIANTS(int, pthread_mutex_lock, (pthread_mutex_t *mutex), (mutex))
COROKIT_HOOK_VARIANTS(int, pthread_mutex_trylock, (pthread_mutex_t *mutex), (mutex))
COROKIT_HOOK_VARIANTS(int, pthread_mutex_unlock, (pthread_mutex_t *mutex), (mutex))
COROKIT_HOOK_VARIANTS(int, pthread_cond_wait, (pthread_cond_t *condition, pthread_mutex_t *mutex), (condition, mutex))
COROKIT_HOOK_VARIANTS(int, pthread_cond_timedwait, (pthread_cond_t *condition, pthread_mutex_t *mutex, const struct timespec *deadline), (condition, mutex, deadline))

const corokit_hook_entry_t corokit_hook_thread_table[] = {
#ifdef __linux__
	COROKIT_HOOK_ENTRY_FOR(pthread_join, COROKIT_CALLERS_LIBRARIES),
#endif
	COROKIT_HOOK_ENTRY_FOR(pthread_mutex_lock, COROKIT_CALLERS_LIBRARIES),
	COROKIT_HOOK_ENTRY_FOR(pthread_mutex_trylock, COROKIT_CALLERS_LIBRARIES),
	COROKIT_HOOK_ENTRY_FOR(pthread_mutex_unlock, COROKIT_CALLERS_LIBRARIES),
	COROKIT_HOOK_ENTRY_FOR(pthread_cond_wait, COROKIT_CALLERS_LIBRARIES),
	COROKIT_HOOK_ENTRY_FOR(pthread_cond_timedwait, COROKIT_CALLERS_LIBRARIES),
	COROKIT_HOOK_END
};

/* ---- fork ---- */

void corokit_hook_thread_after_fork(void)
{
	for (int i = 0; i < BUCKETS; i++) {
		for (held_t *held = buckets[i]; held; held = held->next) {
			corokit_list_init(&held->waiters);
		}
	}
}
