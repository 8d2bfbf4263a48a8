/*
 * accept(2). A listening socket is often shared with other processes, so
 * O_NONBLOCK is never set on it: they would see it too. poll(2) tells whether somebody
 * is there to accept. Another process may take that one before our call, and
 * then the kernel would wait: a timer that fires every millisecond brings us
 * back. Its signal, SIGSTKFLT, means nothing on Linux and goes to this thread alone.
 *
 * The timer runs for the time of the call only. Owned by the scheduler's thread; a child of
 * fork() makes its own.
 */
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "hook_io.h"

#ifndef sigev_notify_thread_id
# define sigev_notify_thread_id _sigev_un._tid
#endif

static struct {
	pid_t   owner; /* 0: not made yet */
	bool    works;
	timer_t timer;
} bell;

static void on_bell(int signo)
{
	(void) signo; /* accept() returns: EINTR */
}

static bool make_bell(void)
{
	struct sigaction action, before;
	struct sigevent event;

	memset(&action, 0, sizeof(action));
	action.sa_handler = on_bell; /* and no SA_RESTART */
	sigemptyset(&action.sa_mask);
	/* Somebody uses that signal: it is theirs. */
	if (sigaction(SIGSTKFLT, NULL, &before) < 0 || (before.sa_handler != SIG_DFL && before.sa_handler != on_bell)
		|| sigaction(SIGSTKFLT, &action, NULL) < 0) {
		return false;
	}
	memset(&event, 0, sizeof(event));
	event.sigev_notify = SIGEV_THREAD_ID;
	event.sigev_signo = SIGSTKFLT;
	event.sigev_notify_thread_id = (pid_t) syscall(SYS_gettid);
	return timer_create(CLOCK_MONOTONIC, &event, &bell.timer) == 0;
}

static bool have_bell(void)
{
	pid_t self = getpid();

	if (UNEXPECTED(bell.owner != self)) {
		bell.owner = self;
		bell.works = make_bell();
	}
	return bell.works;
}

static void ring_every(long ns)
{
	struct itimerspec time = {.it_value.tv_nsec = ns, .it_interval.tv_nsec = ns};

	timer_settime(bell.timer, 0, &time, NULL);
}

static bool somebody_waits(int fd)
{
	struct pollfd poll_fd = {.fd = fd, .events = POLLIN};

	return poll(&poll_fd, 1, 0) != 0;
}

/* Anything else fails at once, and says why. */
static bool is_listening(int fd)
{
	int listening = 0;
	socklen_t size = sizeof(listening);

	return getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listening, &size) == 0 && listening;
}

/* The connection, or a negative errno. */
static int accept_without_waiting(int fd, struct sockaddr *address, socklen_t *size, int flags)
{
	bool guarded;
	int result, err;

	if (!somebody_waits(fd) && is_listening(fd)) {
		return -EAGAIN;
	}
	guarded = have_bell();
	if (guarded) {
		ring_every((long) COROKIT_NS_PER_MS);
	}
	result = accept4(fd, address, size, flags);
	err = errno;
	if (guarded) {
		ring_every(0);
	}
	if (result >= 0) {
		return result;
	}
	return err == EINTR ? -EAGAIN : -err;
}

static int accept_in_coroutine(corokit_hook_call_t *call, corokit_caller_t caller, int fd, struct sockaddr *address, socklen_t *size, int flags)
{
	corokit_hook_retry_t retry = {.caller = caller, .fd = fd, .events = POLLIN, .timeout_option = SO_RCVTIMEO, .reason = "accept"};
	socklen_t room = size ? *size : 0;

	for (;;) {
		int result = accept_without_waiting(fd, address, size, flags);

		if (result == -EAGAIN) {
			result = corokit_hook_wait_to_retry(&retry);
			if (result == 0) {
				if (size) {
					*size = room;
				}
				continue;
			}
		}
		return (int) (result < 0 ? corokit_hook_fail(result) : corokit_hook_return(call, result));
	}
}

static int hook_accept(corokit_caller_t caller, int fd, struct sockaddr *address, socklen_t *size)
{
	corokit_hook_call_t call;

	if (!corokit_hook_enter_fd(&call, caller, fd)) {
		return accept(fd, address, size);
	}
	return accept_in_coroutine(&call, caller, fd, address, size, 0);
}

static int hook_accept4(corokit_caller_t caller, int fd, struct sockaddr *address, socklen_t *size, int flags)
{
	corokit_hook_call_t call;

	if (!corokit_hook_enter_fd(&call, caller, fd)) {
		return accept4(fd, address, size, flags);
	}
	return accept_in_coroutine(&call, caller, fd, address, size, flags);
}

COROKIT_HOOK_VARIANTS(int, accept, (int fd, struct sockaddr *address, socklen_t *size), (fd, address, size))
COROKIT_HOOK_VARIANTS(int, accept4, (int fd, struct sockaddr *address, socklen_t *size, int flags), (fd, address, size, flags))

const corokit_hook_entry_t corokit_hook_accept_table[] = {
	COROKIT_HOOK_ENTRY(accept),
	COROKIT_HOOK_ENTRY(accept4),
	COROKIT_HOOK_END
};
