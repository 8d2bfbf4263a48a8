/* See hook_io.h. Runs in coroutines only. */
#include "hook_io.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/time.h>

#include "stream_guard.h"

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

int corokit_hook_wait_io(corokit_caller_t caller, int fd, short events, uint64_t deadline, const char *reason)
{
	int result;

	if (UNEXPECTED(corokit_stream_busy(caller, fd, events))) {
		return -EBUSY;
	}
	corokit_stream_enter(caller, fd, events);
	result = corokit_hook_wait_fd(fd, events, deadline, reason);
	corokit_stream_leave(caller, fd, events);
	return result;
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

#define PAUSE_FIRST_NS COROKIT_NS_PER_MS
#define PAUSE_MAX_NS   (16 * COROKIT_NS_PER_MS)

int corokit_hook_back_off(uint64_t *pause, uint64_t deadline, const char *reason)
{
	if (deadline != COROKIT_NEVER && corokit_clock_now() >= deadline) {
		return -ETIMEDOUT;
	}
	*pause = *pause ? MIN(*pause * 2, PAUSE_MAX_NS) : PAUSE_FIRST_NS;
	return corokit_hook_sleep_until(MIN(corokit_clock_after(*pause), deadline), reason);
}
