/*
 * poll(2) and select(2). Asked once without waiting; only where nothing is
 * ready the coroutine parks. One descriptor, the usual case, is not asked again
 * after the wait: epoll told what it would say.
 */
#include <signal.h>
#include <string.h>
#include <sys/select.h>

#include "../base/libc.h"
#include "../loop/fd_wait.h"
#include "hook_io.h"
#include "stream_guard.h"

/* ---- poll ---- */

static uint64_t poll_deadline(int timeout_ms)
{
	return timeout_ms < 0 ? COROKIT_NEVER : corokit_clock_after((uint64_t) timeout_ms * COROKIT_NS_PER_MS);
}

static int wait_for_one(corokit_caller_t caller, struct pollfd *fd, uint64_t deadline)
{
	int result = corokit_hook_wait_io(caller, fd->fd, fd->events, deadline, "poll");

	switch (result) {
		case -ETIMEDOUT:
			fd->revents = 0;
			return 0;
		case -EBADF:
			fd->revents = POLLNVAL;
			return 1;
		default:
			if (result < 0) {
				return result;
			}
			fd->revents = (short) (result & (fd->events | POLLERR | POLLHUP));
			return 1;
	}
}

static int wait_for_many(struct pollfd *fds, nfds_t count, uint64_t deadline)
{
	int result;

	do {
		result = corokit_hook_wait_fds(fds, count, deadline, "poll");
	} while (result == 0 && corokit_clock_now() < deadline);
	return result;
}

static int poll_in_coroutine(corokit_hook_call_t *call, corokit_caller_t caller, struct pollfd *fds, nfds_t count, uint64_t deadline)
{
	bool in_vain = count == 1 && (fds[0].events & ~(POLLERR | POLLHUP)) == POLLIN && corokit_stream_drained(caller, fds[0].fd);
	int result = in_vain ? 0 : poll(fds, count, 0);

	if (result == 0) {
		result = count == 1 && fds[0].fd >= 0 ? wait_for_one(caller, fds, deadline) : wait_for_many(fds, count, deadline);
		if (result < 0) {
			return (int) corokit_hook_fail(result);
		}
	}
	return (int) corokit_hook_return(call, result);
}

static int hook_poll(corokit_caller_t caller, struct pollfd *fds, nfds_t count, int timeout_ms)
{
	corokit_hook_call_t call;
	bool hooked;

	if (timeout_ms == 0) {
		return poll(fds, count, timeout_ms);
	}
	hooked = count == 1 ? corokit_hook_enter_fd(&call, caller, fds[0].fd) : corokit_hook_enter(&call, caller, COROKIT_HOOK_DESCRIPTORS);
	if (!hooked) {
		return poll(fds, count, timeout_ms);
	}
	/* Before asking: what is there to read belongs to the one who waited first. */
	if (count == 1 && UNEXPECTED(corokit_stream_busy(caller, fds[0].fd, fds[0].events))) {
		return (int) corokit_hook_fail(-EBUSY);
	}
	return poll_in_coroutine(&call, caller, fds, count, poll_deadline(timeout_ms));
}

extern COROKIT_MAY_LACK int __poll_chk(struct pollfd *fds, nfds_t count, int timeout_ms, size_t size);

static int hook___poll_chk(corokit_caller_t caller, struct pollfd *fds, nfds_t count, int timeout_ms, size_t size)
{
	if (size / sizeof(*fds) < count) {
		return __poll_chk(fds, count, timeout_ms, size); /* aborts */
	}
	return hook_poll(caller, fds, count, timeout_ms);
}

static bool is_valid_timeout(const struct timespec *timeout)
{
	return timeout->tv_sec >= 0 && timeout->tv_nsec >= 0 && timeout->tv_nsec < 1000000000L;
}

static int hook_ppoll(corokit_caller_t caller, struct pollfd *fds, nfds_t count, const struct timespec *timeout, const sigset_t *mask)
{
	corokit_hook_call_t call;
	uint64_t deadline = COROKIT_NEVER;

	if (mask || (timeout && !is_valid_timeout(timeout))
		|| !corokit_hook_enter(&call, caller, COROKIT_HOOK_DESCRIPTORS)) {
		return ppoll(fds, count, timeout, mask);
	}
	if (timeout) {
		deadline = corokit_clock_after((uint64_t) timeout->tv_sec * COROKIT_NS_PER_SEC + (uint64_t) timeout->tv_nsec);
	}
	return poll_in_coroutine(&call, caller, fds, count, deadline);
}

/* ---- select ---- */

typedef struct {
	fd_set *sets[3];  /* of the caller; NULL: not given */
	fd_set  asked[3]; /* what they held */
	int     count;
} select_t;

static void give_sets(select_t *select, bool nothing)
{
	for (int i = 0; i < 3; i++) {
		if (select->sets[i]) {
			if (nothing) {
				FD_ZERO(select->sets[i]);
			} else {
				*select->sets[i] = select->asked[i];
			}
		}
	}
}

static int select_now(select_t *s)
{
	struct timeval zero = {0, 0};

	give_sets(s, false);
	return select(s->count, s->sets[0], s->sets[1], s->sets[2], &zero);
}

static nfds_t sets_to_pollfds(const select_t *select, struct pollfd *fds)
{
	static const short events[3] = {POLLIN, POLLOUT, POLLPRI};
	nfds_t count = 0;

	for (int fd = 0; fd < select->count; fd++) {
		short wanted = 0;

		for (int i = 0; i < 3; i++) {
			if (select->sets[i] && FD_ISSET(fd, &select->asked[i])) {
				wanted |= events[i];
			}
		}
		if (wanted) {
			fds[count++] = (struct pollfd) {.fd = fd, .events = wanted};
		}
	}
	return count;
}

static int wait_for_sets(select_t *select, uint64_t deadline)
{
	struct pollfd fds[FD_SETSIZE];
	nfds_t count = sets_to_pollfds(select, fds);
	int result;

	for (;;) {
		result = corokit_hook_wait_fds(fds, count, deadline, "select");
		if (result < 0) {
			return result;
		}
		/* select() counts bits and knows its own idea of ready. */
		result = select_now(select);
		if (result != 0) {
			return result < 0 ? -errno : result;
		}
		if (corokit_clock_now() >= deadline) {
			give_sets(select, true);
			return 0;
		}
	}
}

static void set_remaining(struct timeval *timeout, uint64_t deadline)
{
	uint64_t now = corokit_clock_now();
	uint64_t left = deadline > now ? (deadline - now) / 1000 : 0;

	timeout->tv_sec = (time_t) (left / 1000000);
	timeout->tv_usec = (suseconds_t) (left % 1000000);
}

/* The count of select(), or a negative errno with the sets as they were. May suspend. */
static int select_in_coroutine(int count, fd_set *reads, fd_set *writes, fd_set *excepts, uint64_t deadline)
{
	select_t s = {.sets = {reads, writes, excepts}, .count = count};
	int result;

	for (int i = 0; i < 3; i++) {
		if (s.sets[i]) {
			s.asked[i] = *s.sets[i];
		}
	}
	result = select_now(&s);
	if (result < 0) {
		return -errno;
	}
	if (result == 0) {
		result = wait_for_sets(&s, deadline);
		if (result < 0) {
			give_sets(&s, false);
		}
	}
	return result;
}

static int hook_select(corokit_caller_t caller, int count, fd_set *reads, fd_set *writes, fd_set *excepts, struct timeval *timeout)
{
	corokit_hook_call_t call;
	uint64_t deadline = COROKIT_NEVER;
	int result;

	/* What the kernel would refuse, it refuses. */
	if (count < 0 || count > FD_SETSIZE
		|| (timeout && (timeout->tv_sec < 0 || timeout->tv_usec < 0 || (timeout->tv_sec == 0 && timeout->tv_usec == 0)))
		|| !corokit_hook_enter(&call, caller, COROKIT_HOOK_STREAM_FUNCTION)) {
		return select(count, reads, writes, excepts, timeout);
	}
	if (timeout) {
		deadline = corokit_clock_after((uint64_t) timeout->tv_sec * COROKIT_NS_PER_SEC + (uint64_t) timeout->tv_usec * 1000);
	}
	result = select_in_coroutine(count, reads, writes, excepts, deadline);
	if (timeout && result >= 0) {
		set_remaining(timeout, deadline);
	}
	return (int) (result < 0 ? corokit_hook_fail(result) : corokit_hook_return(&call, result));
}

/* As select(), and the timeout stays as it is. With a mask the kernel does it. */
static int hook_pselect(corokit_caller_t caller, int count, fd_set *reads, fd_set *writes, fd_set *excepts, const struct timespec *timeout, const sigset_t *mask)
{
	corokit_hook_call_t call;
	uint64_t deadline = COROKIT_NEVER;
	int result;

	if (mask || count < 0 || count > FD_SETSIZE || (timeout && !is_valid_timeout(timeout))
		|| (timeout && timeout->tv_sec == 0 && timeout->tv_nsec == 0)
		|| !corokit_hook_enter(&call, caller, COROKIT_HOOK_STREAM_FUNCTION)) {
		return pselect(count, reads, writes, excepts, timeout, mask);
	}
	if (timeout) {
		deadline = corokit_clock_after((uint64_t) timeout->tv_sec * COROKIT_NS_PER_SEC + (uint64_t) timeout->tv_nsec);
	}
	result = select_in_coroutine(count, reads, writes, excepts, deadline);
	return (int) (result < 0 ? corokit_hook_fail(result) : corokit_hook_return(&call, result));
}

COROKIT_HOOK_VARIANTS(int, poll, (struct pollfd *fds, nfds_t count, int timeout_ms), (fds, count, timeout_ms))
COROKIT_HOOK_VARIANTS(int, __poll_chk, (struct pollfd *fds, nfds_t count, int timeout_ms, size_t size), (fds, count, timeout_ms, size))
COROKIT_HOOK_VARIANTS(int, ppoll, (struct pollfd *fds, nfds_t count, const struct timespec *timeout, const sigset_t *mask), (fds, count, timeout, mask))
COROKIT_HOOK_VARIANTS(int, select, (int count, fd_set *reads, fd_set *writes, fd_set *excepts, struct timeval *timeout), (count, reads, writes, excepts, timeout))
COROKIT_HOOK_VARIANTS(int, pselect, (int count, fd_set *reads, fd_set *writes, fd_set *excepts, const struct timespec *timeout, const sigset_t *mask), (count, reads, writes, excepts, timeout, mask))

const corokit_hook_entry_t corokit_hook_poll_table[] = {
	COROKIT_HOOK_ENTRY(poll),
	COROKIT_HOOK_ENTRY(__poll_chk),
	COROKIT_HOOK_ENTRY(ppoll),
	COROKIT_HOOK_ENTRY(select),
	COROKIT_HOOK_ENTRY(pselect),
	COROKIT_HOOK_END
};
