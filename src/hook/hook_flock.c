/*
 * flock(2). The kernel keeps the locks; here are the queues of coroutines of
 * this process that wait for one, by device and inode. An unlock or a close in this process
 * takes the lock for the first in the queue at once, so it goes from hand to
 * hand in order of arrival. Another process tells nobody: the first in each queue
 * tries again after 1 to 16 ms, the others only wait to become first.
 *
 * A waiter lives on the stack of its coroutine and stays in the queue until
 * that has looked at the outcome: given the lock while it is being cancelled, it passes it on.
 */
#include "hook_flock.h"

#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>

#include "hook_io.h"

typedef struct {
	corokit_wait_t       wait;
	corokit_list_t       link;
	corokit_flock_file_t file;
	int                  fd;
	int                  operation;
	bool                 parked;
	bool                 granted;
	bool                 closed;
} waiter_t;

/* Of all files, in order of arrival: there are few. */
static corokit_list_t waiters = {&waiters, &waiters};
size_t corokit_flock_waiting;

static corokit_flock_file_t file_of(int fd)
{
	corokit_flock_file_t file = {0};
	struct stat info;

	if (fstat(fd, &info) == 0) {
		file.device = info.st_dev;
		file.inode = info.st_ino;
		file.known = true;
	}
	return file;
}

static bool is_same(const corokit_flock_file_t *a, const corokit_flock_file_t *b)
{
	return a->known && b->known && a->device == b->device && a->inode == b->inode;
}

/* The first who waits for the file and has no answer yet. */
static waiter_t *first_waiter(const corokit_flock_file_t *file)
{
	for (corokit_list_t *at = waiters.next; at != &waiters; at = at->next) {
		waiter_t *waiter = corokit_list_entry(at, waiter_t, link);

		if (is_same(&waiter->file, file) && !waiter->granted && !waiter->closed) {
			return waiter;
		}
	}
	return NULL;
}

static void wake(waiter_t *waiter)
{
	if (waiter->parked) {
		waiter->parked = false;
		corokit_wake(waiter->wait.coroutine, 0);
	}
}

/* Its descriptor was closed behind our back, and the number is perhaps another file. */
static bool is_stale(const waiter_t *waiter)
{
	corokit_flock_file_t now = file_of(waiter->fd);

	return !is_same(&now, &waiter->file);
}

/* Gives the lock to the first, and when it is shared to those behind; then the new first is told that it is. */
static void hand_on(const corokit_flock_file_t *file)
{
	waiter_t *waiter;

	while ((waiter = first_waiter(file))) {
		if (is_stale(waiter)) {
			waiter->closed = true;
		} else if (flock(waiter->fd, waiter->operation | LOCK_NB) == 0) {
			waiter->granted = true;
		} else {
			wake(waiter);
			return;
		}
		wake(waiter);
	}
}

static void on_interrupted(corokit_wait_t *wait)
{
	corokit_list_entry(wait, waiter_t, wait)->parked = false;
}

/* 0: look again. Or a negative code. May suspend. */
static int wait_turn(waiter_t *waiter, uint64_t *pause)
{
	bool first = first_waiter(&waiter->file) == waiter;
	int result;

	*pause = *pause ? MIN(*pause * 2, 16 * COROKIT_NS_PER_MS) : COROKIT_NS_PER_MS;
	waiter->parked = true;
	result = corokit_hook_park(&waiter->wait, first ? corokit_clock_after(*pause) : COROKIT_NEVER);
	waiter->parked = false;
	if (result == -ETIMEDOUT || (result == -EINTR && corokit_hook_restarts())) {
		return 0;
	}
	return result;
}

static void leave(waiter_t *waiter)
{
	corokit_list_unlink(&waiter->link);
	corokit_flock_waiting--;
}

/* 0 with the lock, or a negative errno. May suspend. */
static int wait_for_lock(waiter_t *waiter)
{
	uint64_t pause = 0;
	int result = 0;

	corokit_list_push_back(&waiters, &waiter->link);
	corokit_flock_waiting++;
	if (first_waiter(&waiter->file) != waiter) {
		hand_on(&waiter->file);
	}
	while (result == 0 && !waiter->granted && !waiter->closed) {
		if (first_waiter(&waiter->file) == waiter) {
			if (flock(waiter->fd, waiter->operation | LOCK_NB) == 0) {
				waiter->granted = true;
				break;
			}
			if (errno != EWOULDBLOCK) {
				result = -errno;
				break;
			}
		}
		result = wait_turn(waiter, &pause);
	}
	leave(waiter);
	if (waiter->closed) {
		result = -EBADF;
	} else if (result < 0 && waiter->granted) {
		flock(waiter->fd, LOCK_UN);
	}
	hand_on(&waiter->file);
	return result;
}

static int unlock(int fd)
{
	int saved_errno = errno;
	int result = flock(fd, LOCK_UN);

	if (result == 0 && corokit_flock_waiting) {
		corokit_flock_file_t file = file_of(fd);

		hand_on(&file);
		errno = saved_errno;
	}
	return result;
}

static int hook_flock(corokit_caller_t caller, int fd, int operation)
{
	corokit_hook_call_t call;
	waiter_t waiter = {.wait = {.reason = "flock", .unlink = on_interrupted}, .fd = fd, .operation = operation};
	int result;

	if ((operation & ~LOCK_NB) == LOCK_UN) {
		return unlock(fd);
	}
	if ((operation & LOCK_NB) || (caller == COROKIT_CALLER_PHP && !corokit_hook_in_internal_function())
		|| !corokit_hook_enter(&call, caller, COROKIT_HOOK_FILE)) {
		return flock(fd, operation);
	}
	/*
	 * Asked first whoever waits: it may hold the lock already, or hold it shared, which
	 * it then has lost. With a waiter in this process the lock is never just free.
	 */
	if (flock(fd, operation | LOCK_NB) == 0) {
		return (int) corokit_hook_return(&call, 0);
	}
	if (errno != EWOULDBLOCK) {
		return -1;
	}
	waiter.file = file_of(fd);
	result = wait_for_lock(&waiter);
	return (int) (result < 0 ? corokit_hook_fail(result) : corokit_hook_return(&call, 0));
}

/* ---- descriptors that go away ---- */

corokit_flock_file_t corokit_flock_before_close(int fd)
{
	corokit_flock_file_t file = file_of(fd);

	for (corokit_list_t *at = waiters.next; at != &waiters; at = at->next) {
		waiter_t *waiter = corokit_list_entry(at, waiter_t, link);

		if (waiter->fd == fd && is_same(&waiter->file, &file)) {
			waiter->closed = true;
			wake(waiter);
		}
	}
	return file;
}

void corokit_flock_after_close(const corokit_flock_file_t *file)
{
	hand_on(file);
}

/* The coroutines that wait stay with the parent; the caller does not wait. */
void corokit_flock_after_fork(void)
{
	corokit_list_init(&waiters);
	corokit_flock_waiting = 0;
}

COROKIT_HOOK_VARIANTS(int, flock, (int fd, int operation), (fd, operation))

const corokit_hook_entry_t corokit_hook_flock_table[] = {
	COROKIT_HOOK_ENTRY(flock),
	COROKIT_HOOK_END
};
