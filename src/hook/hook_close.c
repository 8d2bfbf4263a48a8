/*
 * A blocked read() does not notice that another thread closes its
 * descriptor; a parked coroutine would sleep for ever. So close() wakes it
 * with EBADF, and then lets it run before returning: its C frames still hold
 * the stream that the caller of close() is about to free.
 *
 * {main} closes descriptors too, so these hooks have thunks of their own.
 */
#include "hook_close.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "../loop/fd_wait.h"
#include "hook_flock.h"
#include "hook_record_lock.h"
#include "hook_rw.h"

/* Against a reader that parks again before it leaves; without chaos 1 is enough. */
#define MAX_YIELDS 1000

static __thread bool on_scheduler_thread;

void corokit_hook_close_activate(void)
{
	on_scheduler_thread = true;
}

bool corokit_hook_on_scheduler_thread(void)
{
	return on_scheduler_thread;
}

/* A coroutine that had to leave the stream layer, known by how often it has run. */
typedef struct {
	zend_long cid;
	uint64_t  switches;
} witness_t;

static witness_t witness_of(int fd, short events)
{
	corokit_coroutine_t *waiter = corokit_fd_waiter(fd, events);

	return waiter ? (witness_t) {waiter->cid, waiter->switches} : (witness_t) {0};
}

static bool has_left(const witness_t *witness)
{
	corokit_coroutine_t *coroutine = witness->cid ? corokit_coroutine_find(witness->cid) : NULL;

	return !coroutine || coroutine->switches != witness->switches;
}

/* The waiters are ready, with -EBADF. May suspend. */
static void let_leave(const witness_t *reader, const witness_t *writer)
{
	for (int i = 0; i < MAX_YIELDS && !(has_left(reader) && has_left(writer)); i++) {
		if (corokit_reschedule("close") < 0) {
			return;
		}
	}
}

/* `replace` makes the descriptor go away. May suspend. */
static int replace_descriptor(int fd, int (*replace)(int from, int fd, int flags), int from, int flags)
{
	corokit_flock_file_t file = {0};
	witness_t reader, writer;
	int result, saved_errno, woken;

	if (!on_scheduler_thread) {
		return replace(from, fd, flags);
	}
	corokit_rw_forget_file(fd);
	reader = witness_of(fd, POLLIN | POLLPRI);
	writer = witness_of(fd, POLLOUT);
	/* Before the call: after it another thread may own the number. */
	woken = corokit_fd_closed(fd);
	if (UNEXPECTED(corokit_flock_waiting)) {
		file = corokit_flock_before_close(fd);
	}
	if (UNEXPECTED(corokit_record_locks)) {
		corokit_record_lock_close(fd);
	}
	result = replace(from, fd, flags);
	if (UNEXPECTED(file.known)) {
		saved_errno = errno;
		corokit_flock_after_close(&file);
		errno = saved_errno;
	}
	if (UNEXPECTED(woken > 0) && corokit_may_park()) {
		saved_errno = errno;
		let_leave(&reader, &writer);
		errno = saved_errno;
	}
	return result;
}

static int do_close(int from, int fd, int flags)
{
	(void) from;
	(void) flags;
	return close(fd);
}

static int do_dup2(int from, int fd, int flags)
{
	(void) flags;
	return dup2(from, fd);
}

static int do_dup3(int from, int fd, int flags)
{
	return dup3(from, fd, flags);
}

static int hook_close(int fd)
{
	return replace_descriptor(fd, do_close, -1, 0);
}

/* libc closes the descriptor itself, unseen. */
static int hook_fclose(FILE *file)
{
	if (on_scheduler_thread && file) {
		corokit_rw_forget_file(fileno(file));
	}
	return fclose(file);
}

static int hook_dup2(int from, int fd)
{
	return from == fd ? dup2(from, fd) : replace_descriptor(fd, do_dup2, from, 0);
}

static int hook_dup3(int from, int fd, int flags)
{
	return from == fd ? dup3(from, fd, flags) : replace_descriptor(fd, do_dup3, from, flags);
}

const corokit_hook_entry_t corokit_hook_close_table[] = {
	COROKIT_HOOK_ENTRY_SAME(close),
	COROKIT_HOOK_ENTRY_SAME(fclose),
	COROKIT_HOOK_ENTRY_SAME(dup2),
	COROKIT_HOOK_ENTRY_SAME(dup3),
	COROKIT_HOOK_END
};
