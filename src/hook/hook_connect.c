/*
 * connect(2). The descriptor is made non-blocking only around the one call.
 * A socket that is being connected is rarely shared; see hook_accept.c for one that is.
 */
#include <fcntl.h>
#include <sys/socket.h>

#include "hook_io.h"

static int connect_without_waiting(int fd, int flags, const struct sockaddr *address, socklen_t size)
{
	int result, err;

	fcntl(fd, F_SETFL, flags | O_NONBLOCK);
	result = connect(fd, address, size);
	err = errno;
	fcntl(fd, F_SETFL, flags);
	return result < 0 ? -err : 0;
}

/* The connection is under way: its end, and how it ended. */
static int await_connection(corokit_caller_t caller, int fd, uint64_t deadline)
{
	int result, error = 0;
	socklen_t size = sizeof(error);

	result = corokit_hook_wait_io(caller, fd, POLLOUT, deadline, "connect");
	if (result < 0) {
		return result == -ETIMEDOUT ? -EINPROGRESS : result;
	}
	if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) < 0) {
		return -errno;
	}
	return -error;
}

static int hook_connect(corokit_caller_t caller, int fd, const struct sockaddr *address, socklen_t size)
{
	corokit_hook_call_t call;
	uint64_t deadline, pause = 0;
	int flags, result, err;

	if (!corokit_hook_enter_fd(&call, caller, fd)) {
		return connect(fd, address, size);
	}
	flags = fcntl(fd, F_GETFL);
	if (flags < 0 || (flags & O_NONBLOCK)) {
		return connect(fd, address, size);
	}
	result = connect_without_waiting(fd, flags, address, size);
	if (result == -EINPROGRESS || result == -EAGAIN) {
		deadline = corokit_hook_socket_deadline(fd, SO_SNDTIMEO);
		/* A full backlog of a unix socket cannot be watched. */
		while (result == -EAGAIN && (err = corokit_hook_back_off(&pause, deadline, "connect")) != -ETIMEDOUT) {
			if (err < 0) {
				return (int) corokit_hook_fail(err);
			}
			result = connect_without_waiting(fd, flags, address, size);
		}
		if (result == -EINPROGRESS) {
			result = await_connection(caller, fd, deadline);
		}
	}
	return (int) (result < 0 ? corokit_hook_fail(result) : corokit_hook_return(&call, 0));
}

COROKIT_HOOK_VARIANTS(int, connect, (int fd, const struct sockaddr *address, socklen_t size), (fd, address, size))

const corokit_hook_entry_t corokit_hook_connect_table[] = {
	COROKIT_HOOK_ENTRY(connect),
	COROKIT_HOOK_END
};
