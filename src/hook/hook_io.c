/* See hook_io.h. Runs in coroutines only. */
#include "hook_io.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/time.h>

#include "zend_exceptions.h"

#include "../core/exceptions.h"
#include "../loop/fd_wait.h"

bool corokit_hook_is_nonblocking(int fd)
{
	int flags = fcntl(fd, F_GETFL);

	return flags >= 0 && (flags & O_NONBLOCK);
}

uint64_t corokit_hook_socket_deadline(int fd, int option)
{
	struct timeval timeout;
	socklen_t size = sizeof(timeout);

	if (getsockopt(fd, SOL_SOCKET, option, &timeout, &size) < 0 || (timeout.tv_sec == 0 && timeout.tv_usec == 0)) {
		return COROKIT_NEVER;
	}
	return corokit_clock_after((uint64_t) timeout.tv_sec * COROKIT_NS_PER_SEC + (uint64_t) timeout.tv_usec * 1000);
}

static bool is_listening(int fd)
{
	int value = 0;
	socklen_t size = sizeof(value);

	return getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &value, &size) == 0 && value;
}

static const char *spawn_file(const corokit_coroutine_t *coroutine)
{
	return coroutine->spawn_file ? ZSTR_VAL(coroutine->spawn_file) : "the module";
}

static void throw_in_use(int fd, short events, const corokit_coroutine_t *other)
{
	const corokit_coroutine_t *self = corokit_current;

	zend_throw_error(corokit_error_ce,
		"stream (descriptor %d) is being %s by coroutine " ZEND_LONG_FMT " (created at %s:%u), coroutine " ZEND_LONG_FMT " (created at %s:%u) cannot %s it at the same time",
		fd, events & POLLOUT ? "written" : "read", other->cid, spawn_file(other), other->spawn_line,
		self->cid, spawn_file(self), self->spawn_line, events & POLLOUT ? "write" : "read");
}

int corokit_hook_wait_io(corokit_caller_t caller, int fd, short events, uint64_t deadline, const char *reason)
{
	if (caller == COROKIT_CALLER_PHP) {
		corokit_coroutine_t *other = corokit_fd_waiter(fd, events);

		/* Several may accept from one socket; nothing is buffered there. */
		if (UNEXPECTED(other) && !is_listening(fd)) {
			throw_in_use(fd, events, other);
			return -EBUSY;
		}
	}
	return corokit_hook_wait_fd(fd, events, deadline, reason);
}

int corokit_hook_wait_to_retry(corokit_hook_retry_t *retry)
{
	int result;

	if (!retry->started) {
		if (corokit_hook_is_nonblocking(retry->fd)) {
			return -EAGAIN;
		}
		retry->started = true;
		retry->deadline = corokit_hook_socket_deadline(retry->fd, retry->timeout_option);
	}
	do {
		result = corokit_hook_wait_io(retry->caller, retry->fd, retry->events, retry->deadline, retry->reason);
	} while (result == -EINTR && corokit_hook_restarts());
	if (result >= 0) {
		return 0;
	}
	return result == -ETIMEDOUT ? -EAGAIN : result;
}
