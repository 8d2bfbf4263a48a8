/*
 * Locks. Within the process: a semaphore of one permit, so the oldest waiter
 * is next. Between processes: one word in shared memory with the pid of the
 * holder. Nobody can wake a coroutine of another process through it, so the
 * one that is first in its process's queue looks again, less and less often.
 * A holder that died without unlocking is found by its pid.
 */
#include "lock.h"

#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#define FIRST_LOOK_NS (COROKIT_NS_PER_MS / 4)
#define LONGEST_LOOK_NS (16 * COROKIT_NS_PER_MS)

int corokit_lock_init(corokit_lock_t *lock, bool shared)
{
	corokit_semaphore_init(&lock->queue, 1);
	lock->owner = 0;
	lock->shared = NULL;
	lock->pid = 0;
	if (shared) {
		void *word = mmap(NULL, sizeof(pid_t), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

		if (word == MAP_FAILED) {
			return -ENOMEM;
		}
		lock->shared = word;
		lock->pid = getpid();
	}
	return 0;
}

void corokit_lock_deinit(corokit_lock_t *lock)
{
	if (lock->shared) {
		if (*lock->shared == getpid()) {
			__atomic_store_n(lock->shared, 0, __ATOMIC_RELEASE);
		}
		munmap((void *) lock->shared, sizeof(pid_t));
	}
}

/* In the child of a fork() holder and waiters are those of the parent: forget them. */
static void notice_fork(corokit_lock_t *lock)
{
	if (lock->shared && lock->pid != getpid()) {
		lock->pid = getpid();
		lock->owner = 0;
		corokit_semaphore_init(&lock->queue, 1);
	}
}

static bool take_shared(corokit_lock_t *lock)
{
	pid_t holder = 0;

	if (!lock->shared) {
		return true;
	}
	while (!__atomic_compare_exchange_n(lock->shared, &holder, lock->pid, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) {
		/* In this process the queue decides, so our own pid is a holder that ended with the lock. */
		if (holder && holder != lock->pid && (kill(holder, 0) == 0 || errno != ESRCH)) {
			return false;
		}
	}
	return true;
}

/* The queue was passed; the word is next. */
static int wait_shared(corokit_lock_t *lock, uint64_t deadline)
{
	uint64_t pause = FIRST_LOOK_NS;

	while (!take_shared(lock)) {
		uint64_t look = corokit_clock_after(pause);
		int code;

		if (look >= deadline && corokit_clock_now() >= deadline) {
			return -ETIMEDOUT;
		}
		code = corokit_sleep_until(look < deadline ? look : deadline, "lock held by another process");
		if (code == -ECANCELED) {
			return code;
		}
		pause = pause * 2 > LONGEST_LOOK_NS ? LONGEST_LOOK_NS : pause * 2;
	}
	return 0;
}

int corokit_lock_try(corokit_lock_t *lock)
{
	notice_fork(lock);
	if (lock->owner == corokit_current->cid) {
		return 0;
	}
	if (!corokit_semaphore_try_acquire(&lock->queue, 1)) {
		return -EBUSY;
	}
	if (!take_shared(lock)) {
		corokit_semaphore_release(&lock->queue, 1);
		return -EBUSY;
	}
	lock->owner = corokit_current->cid;
	return 0;
}

int corokit_lock_wait(corokit_lock_t *lock, uint64_t deadline)
{
	int code = corokit_lock_try(lock);

	if (code != -EBUSY) {
		return code;
	}
	if (!corokit_semaphore_try_acquire(&lock->queue, 1)) {
		code = corokit_semaphore_wait_acquire(&lock->queue, 1, deadline, "lock");
		if (code < 0) {
			return code;
		}
	}
	code = wait_shared(lock, deadline);
	if (code < 0) {
		corokit_semaphore_release(&lock->queue, 1);
		return code;
	}
	lock->owner = corokit_current->cid;
	return 0;
}

int corokit_lock_release(corokit_lock_t *lock)
{
	notice_fork(lock);
	if (lock->queue.available) {
		return 0;
	}
	if (lock->owner != corokit_current->cid) {
		return -EPERM;
	}
	lock->owner = 0;
	if (lock->shared) {
		__atomic_store_n(lock->shared, 0, __ATOMIC_RELEASE);
	}
	corokit_semaphore_release(&lock->queue, 1);
	return 0;
}
