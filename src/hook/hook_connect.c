/*
 * connect(2) and accept(2). The descriptor is made non-blocking only around
 * the one call: a descriptor shared with another process stays as it is.
 */
#include <fcntl.h>
#include <sys/socket.h>

#include "hook_io.h"

#define RETRY_FIRST_NS COROKIT_NS_PER_MS
#define RETRY_MAX_NS   (16 * COROKIT_NS_PER_MS)

/* ---- connect ---- */

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
	uint64_t deadline, pause = RETRY_FIRST_NS;
	int flags, result;

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
		while (result == -EAGAIN && corokit_clock_now() < deadline) {
			result = corokit_hook_sleep_until(MIN(corokit_clock_after(pause), deadline), "connect");
			if (result < 0) {
				return (int) corokit_hook_fail(result);
			}
			pause = MIN(pause * 2, RETRY_MAX_NS);
			result = connect_without_waiting(fd, flags, address, size);
		}
		if (result == -EINPROGRESS) {
			result = await_connection(caller, fd, deadline);
		}
	}
	return (int) (result < 0 ? corokit_hook_fail(result) : corokit_hook_return(&call, 0));
}

/* ---- accept ---- */

static int accept_without_waiting(int fd, struct sockaddr *address, socklen_t *size, int accept_flags)
{
	int flags = fcntl(fd, F_GETFL);
	int result, err;

	if (flags < 0) {
		return -errno;
	}
	if (!(flags & O_NONBLOCK)) {
		fcntl(fd, F_SETFL, flags | O_NONBLOCK);
	}
	result = accept4(fd, address, size, accept_flags);
	err = errno;
	if (!(flags & O_NONBLOCK)) {
		fcntl(fd, F_SETFL, flags);
	}
	return result < 0 ? -err : result;
}

static int accept_in_coroutine(corokit_hook_call_t *call, corokit_caller_t caller, int fd, struct sockaddr *address, socklen_t *size, int accept_flags)
{
	corokit_hook_retry_t retry = {.caller = caller, .fd = fd, .events = POLLIN, .timeout_option = SO_RCVTIMEO, .reason = "accept"};
	socklen_t room = size ? *size : 0;

	for (;;) {
		int result = accept_without_waiting(fd, address, size, accept_flags);

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

COROKIT_HOOK_VARIANTS(int, connect, (int fd, const struct sockaddr *address, socklen_t size), (fd, address, size))
COROKIT_HOOK_VARIANTS(int, accept, (int fd, struct sockaddr *address, socklen_t *size), (fd, address, size))
COROKIT_HOOK_VARIANTS(int, accept4, (int fd, struct sockaddr *address, socklen_t *size, int flags), (fd, address, size, flags))

const corokit_hook_entry_t corokit_hook_connect_table[] = {
	COROKIT_HOOK_ENTRY(connect),
	COROKIT_HOOK_ENTRY(accept),
	COROKIT_HOOK_ENTRY(accept4),
	COROKIT_HOOK_END
};
