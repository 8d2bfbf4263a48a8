/*
 * Record locks. To the kernel a process owns them, so two coroutines would both be given
 * the same one; the table here says which coroutine has it. One that
 * waits for another is parked; a circle of waiters is refused with EDEADLK, as the kernel does it for
 * processes. Other processes are asked with F_SETLK, again after 1 to 16 ms.
 *
 * Not in the php binary's slots: there opcache, which may be part of it, is the only one that locks so.
 */
#include "hook_record_lock.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "hook_io.h"

typedef struct {
	dev_t  device;
	ino_t  inode;
	off_t  start, end; /* the last byte of it */
	bool   exclusive;
} range_t;

typedef struct {
	corokit_list_t link;
	range_t        range;
	zend_long      cid;
} lock_t;

typedef struct {
	corokit_wait_t wait;
	corokit_list_t link;
	zend_long      cid;
	zend_long      waits_for; /* cid; 0: another process */
} waiter_t;

#define LAST_BYTE INT64_MAX

static corokit_list_t locks = {&locks, &locks};
static corokit_list_t waiters = {&waiters, &waiters};
size_t corokit_record_locks;

/* ---- ranges ---- */

/* False: the kernel shall say what is wrong with it. */
static bool to_range(int fd, const struct flock *request, range_t *range)
{
	struct stat info;
	off_t from = 0;

	if (fstat(fd, &info) < 0) {
		return false;
	}
	if (request->l_whence == SEEK_CUR) {
		from = lseek(fd, 0, SEEK_CUR);
	} else if (request->l_whence == SEEK_END) {
		from = info.st_size;
	}
	from += request->l_start;
	range->device = info.st_dev;
	range->inode = info.st_ino;
	range->exclusive = request->l_type == F_WRLCK;
	range->start = request->l_len < 0 ? from + request->l_len : from;
	range->end = request->l_len > 0 ? from + request->l_len - 1 : request->l_len < 0 ? from - 1 : LAST_BYTE;
	return range->start >= 0 && range->end >= range->start;
}

static bool overlap(const range_t *a, const range_t *b)
{
	return a->device == b->device && a->inode == b->inode && a->start <= b->end && b->start <= a->end;
}

static bool add_lock(const range_t *range, off_t start, off_t end, zend_long cid)
{
	lock_t *lock = malloc(sizeof(*lock));

	if (!lock) {
		return false;
	}
	lock->range = *range;
	lock->range.start = start;
	lock->range.end = end;
	lock->cid = cid;
	corokit_list_push_back(&locks, &lock->link);
	corokit_record_locks++;
	return true;
}

static void remove_lock(lock_t *lock)
{
	corokit_list_unlink(&lock->link);
	corokit_record_locks--;
	free(lock);
}

/* What the coroutine has in the range is cut out of its locks. */
static void cut_out(const range_t *range, zend_long cid)
{
	corokit_list_t *next;

	for (corokit_list_t *at = locks.next; at != &locks; at = next) {
		lock_t *lock = corokit_list_entry(at, lock_t, link);

		next = at->next;
		if (lock->cid != cid || !overlap(&lock->range, range)) {
			continue;
		}
		if (lock->range.start < range->start) {
			add_lock(&lock->range, lock->range.start, range->start - 1, cid);
		}
		if (lock->range.end > range->end) {
			add_lock(&lock->range, range->end + 1, lock->range.end, cid);
		}
		remove_lock(lock);
	}
}

/* The coroutine whose lock is in the way; 0: none of this process. Who has ended is in nobody's way. */
static zend_long find_holder(const range_t *range, zend_long cid)
{
	for (corokit_list_t *at = locks.next; at != &locks; at = at->next) {
		const lock_t *lock = corokit_list_entry(at, lock_t, link);

		if (lock->cid != cid && overlap(&lock->range, range) && (range->exclusive || lock->range.exclusive) && corokit_coroutine_find(lock->cid)) {
			return lock->cid;
		}
	}
	return 0;
}

/* The locks of others that lie in the range stay: the kernel is asked to unlock what is between them. */
static int unlock_between(int fd, const range_t *range, zend_long cid)
{
	off_t at = range->start;

	for (;;) {
		const range_t *first = NULL;
		struct flock request = {.l_type = F_UNLCK, .l_whence = SEEK_SET, .l_start = at};

		for (corokit_list_t *node = locks.next; node != &locks; node = node->next) {
			const lock_t *lock = corokit_list_entry(node, lock_t, link);
			range_t rest = *range;

			rest.start = at;
			if (lock->cid != cid && overlap(&lock->range, &rest) && corokit_coroutine_find(lock->cid) && (!first || lock->range.start < first->start)) {
				first = &lock->range;
			}
		}
		if (!first || first->start > at) {
			off_t end = first ? first->start - 1 : range->end;

			request.l_len = end == LAST_BYTE ? 0 : end - at + 1;
			if (fcntl(fd, F_SETLK, &request) < 0) {
				return -errno;
			}
		}
		if (!first || first->end >= range->end) {
			return 0;
		}
		at = first->end + 1;
	}
}

/* ---- waiting ---- */

static void on_interrupted(corokit_wait_t *wait)
{
	corokit_list_unlink(&corokit_list_entry(wait, waiter_t, wait)->link);
}

static void wake_all(void)
{
	while (!corokit_list_empty(&waiters)) {
		waiter_t *waiter = corokit_list_entry(corokit_list_pop_front(&waiters), waiter_t, link);

		corokit_wake(waiter->wait.coroutine, 0);
	}
}

static zend_long awaited_by(zend_long cid)
{
	for (corokit_list_t *at = waiters.next; at != &waiters; at = at->next) {
		const waiter_t *waiter = corokit_list_entry(at, waiter_t, link);

		if (waiter->cid == cid) {
			return waiter->waits_for;
		}
	}
	return 0;
}

static bool closes_circle(zend_long cid, zend_long holder)
{
	while (holder && holder != cid) {
		holder = awaited_by(holder);
	}
	return holder == cid;
}

/* 0: try again, or a negative code. May suspend. */
static int wait_for_change(zend_long cid, zend_long holder, uint64_t *pause)
{
	waiter_t waiter = {.wait = {.reason = "record lock", .unlink = on_interrupted}, .cid = cid, .waits_for = holder};
	int result;

	if (closes_circle(cid, holder)) {
		return -EDEADLK;
	}
	*pause = *pause ? MIN(*pause * 2, 16 * COROKIT_NS_PER_MS) : COROKIT_NS_PER_MS;
	corokit_list_push_back(&waiters, &waiter.link);
	/* A holder of ours wakes us; one that ends without unlocking does not. */
	result = corokit_hook_park(&waiter.wait, corokit_clock_after(*pause));
	if (result == -EINTR && corokit_hook_restarts()) {
		return 0;
	}
	return result == -ETIMEDOUT ? 0 : result;
}

/* ---- the calls ---- */

/* 0 or a negative errno. May suspend when `waits`. */
static int lock_record(int fd, const struct flock *original, const range_t *range, bool waits)
{
	zend_long cid = corokit_current->cid;
	struct flock request = *original;
	uint64_t pause = 0;
	int err;

	request.l_whence = SEEK_SET;
	request.l_start = range->start;
	request.l_len = range->end == LAST_BYTE ? 0 : range->end - range->start + 1;
	for (;;) {
		zend_long holder = find_holder(range, cid);

		if (!holder && fcntl(fd, F_SETLK, &request) == 0) {
			cut_out(range, cid);
			return add_lock(range, range->start, range->end, cid) ? 0 : -ENOLCK;
		}
		err = holder ? -EAGAIN : -errno;
		if ((err != -EAGAIN && err != -EACCES) || !waits) {
			return err;
		}
		err = wait_for_change(cid, holder, &pause);
		if (err < 0) {
			return err;
		}
	}
}

static int unlock_record(int fd, const range_t *range)
{
	int err = unlock_between(fd, range, corokit_current->cid);

	if (err == 0) {
		cut_out(range, corokit_current->cid);
		wake_all();
	}
	return err;
}

static int set_record(int fd, const struct flock *request, bool waits)
{
	range_t range;

	if (!to_range(fd, request, &range)) {
		return fcntl(fd, F_SETLK, request) < 0 ? -errno : 0;
	}
	return request->l_type == F_UNLCK ? unlock_record(fd, &range) : lock_record(fd, request, &range, waits);
}

/* The kernel knows who holds these: open files. */
static int set_open_file(int fd, const struct flock *request)
{
	uint64_t pause = 0;
	int err;

	while (fcntl(fd, F_OFD_SETLK, request) < 0) {
		if (errno != EAGAIN && errno != EACCES) {
			return -errno;
		}
		err = corokit_hook_back_off(&pause, COROKIT_NEVER, "record lock");
		if (err < 0 && !(err == -EINTR && corokit_hook_restarts())) {
			return err;
		}
	}
	return 0;
}

static int hook_fcntl(corokit_caller_t caller, int fd, int command, void *argument)
{
	corokit_hook_call_t call;
	int err;

	if ((command != F_SETLK && command != F_SETLKW && command != F_OFD_SETLKW) || !argument
		|| !corokit_hook_enter(&call, caller, COROKIT_HOOK_FILE)) {
		return fcntl(fd, command, argument);
	}
	err = command == F_OFD_SETLKW ? set_open_file(fd, argument) : set_record(fd, argument, command == F_SETLKW);
	return (int) (err < 0 ? corokit_hook_fail(err) : corokit_hook_return(&call, 0));
}

static int hook_lockf(corokit_caller_t caller, int fd, int command, off_t size)
{
	corokit_hook_call_t call;
	struct flock request = {.l_type = command == F_ULOCK ? F_UNLCK : F_WRLCK, .l_whence = SEEK_CUR, .l_len = size};
	int err;

	if ((command != F_LOCK && command != F_TLOCK && command != F_ULOCK) || !corokit_hook_enter(&call, caller, COROKIT_HOOK_FILE)) {
		return lockf(fd, command, size);
	}
	err = set_record(fd, &request, command == F_LOCK);
	return (int) (err < 0 ? corokit_hook_fail(err) : corokit_hook_return(&call, 0));
}

/* ---- descriptors that go away, processes that divide ---- */

void corokit_record_lock_close(int fd)
{
	struct stat info;
	corokit_list_t *next;

	if (fstat(fd, &info) < 0) {
		return;
	}
	for (corokit_list_t *at = locks.next; at != &locks; at = next) {
		lock_t *lock = corokit_list_entry(at, lock_t, link);

		next = at->next;
		if (lock->range.device == info.st_dev && lock->range.inode == info.st_ino) {
			remove_lock(lock);
		}
	}
	wake_all();
}

/* A child inherits none. */
void corokit_record_lock_after_fork(void)
{
	while (!corokit_list_empty(&locks)) {
		remove_lock(corokit_list_entry(locks.next, lock_t, link));
	}
	corokit_list_init(&waiters);
}

COROKIT_HOOK_VARIANTS(int, fcntl, (int fd, int command, void *argument), (fd, command, argument))
COROKIT_HOOK_VARIANTS(int, lockf, (int fd, int command, off_t size), (fd, command, size))

#define NOT_PHP_NOR_SQLITE (COROKIT_CALLERS_ALL & COROKIT_CALLERS_NOT_PHP)

const corokit_hook_entry_t corokit_hook_record_lock_table[] = {
	COROKIT_HOOK_ENTRY_FOR(fcntl, NOT_PHP_NOR_SQLITE),
	COROKIT_HOOK_ALIAS_FOR("fcntl64", fcntl, NOT_PHP_NOR_SQLITE),
	COROKIT_HOOK_ENTRY_FOR(lockf, NOT_PHP_NOR_SQLITE),
	COROKIT_HOOK_ALIAS_FOR("lockf64", lockf, NOT_PHP_NOR_SQLITE),
	COROKIT_HOOK_END
};
