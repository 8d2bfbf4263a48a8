/* recv(2) and its family: MSG_DONTWAIT first, then wait, then again. */
#include <sys/socket.h>

#include "hook_io.h"

static corokit_hook_retry_t retry_of(corokit_caller_t caller, int fd, int flags)
{
	return (corokit_hook_retry_t) {
		.caller = caller,
		.fd = fd,
		.events = flags & MSG_OOB ? POLLPRI : POLLIN,
		.timeout_option = SO_RCVTIMEO,
		.reason = "recv",
	};
}

static bool is_stream_socket(int fd)
{
	int type = 0;
	socklen_t size = sizeof(type);

	return getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) == 0 && type == SOCK_STREAM;
}

static ssize_t recv_in_coroutine(corokit_hook_call_t *call, corokit_caller_t caller, int fd, void *buffer, size_t size, int flags, struct sockaddr *address, socklen_t *address_size)
{
	corokit_hook_retry_t retry = retry_of(caller, fd, flags);
	socklen_t room = address_size ? *address_size : 0;
	bool all = (flags & MSG_WAITALL) && !(flags & MSG_PEEK) && is_stream_socket(fd);
	size_t done = 0;

	for (;;) {
		ssize_t result = recvfrom(fd, (char *) buffer + done, size - done, flags | MSG_DONTWAIT, address, address_size);
		int err;

		if (result > 0 && all && (done += (size_t) result) < size) {
			continue;
		}
		if (result >= 0) {
			return corokit_hook_return(call, all && result == 0 ? (long) done : all ? (long) done : (long) result);
		}
		err = -errno;
		if (err == -EAGAIN && !(flags & MSG_DONTWAIT)) {
			err = corokit_hook_wait_to_retry(&retry);
		}
		if (err < 0) {
			return done ? corokit_hook_return(call, (long) done) : corokit_hook_fail(err);
		}
		if (address_size) {
			*address_size = room;
		}
	}
}

static ssize_t hook_recv(corokit_caller_t caller, int fd, void *buffer, size_t size, int flags)
{
	corokit_hook_call_t call;

	if (!corokit_hook_enter_fd(&call, caller, fd)) {
		return recv(fd, buffer, size, flags);
	}
	return recv_in_coroutine(&call, caller, fd, buffer, size, flags, NULL, NULL);
}

static ssize_t hook_recvfrom(corokit_caller_t caller, int fd, void *buffer, size_t size, int flags, struct sockaddr *address, socklen_t *address_size)
{
	corokit_hook_call_t call;

	if (!corokit_hook_enter_fd(&call, caller, fd)) {
		return recvfrom(fd, buffer, size, flags, address, address_size);
	}
	return recv_in_coroutine(&call, caller, fd, buffer, size, flags, address, address_size);
}

extern ssize_t __recv_chk(int fd, void *buffer, size_t size, size_t room, int flags);
extern ssize_t __recvfrom_chk(int fd, void *buffer, size_t size, size_t room, int flags, struct sockaddr *address, socklen_t *address_size);

static ssize_t hook___recv_chk(corokit_caller_t caller, int fd, void *buffer, size_t size, size_t room, int flags)
{
	if (room < size) {
		return __recv_chk(fd, buffer, size, room, flags); /* aborts */
	}
	return hook_recv(caller, fd, buffer, size, flags);
}

static ssize_t hook___recvfrom_chk(corokit_caller_t caller, int fd, void *buffer, size_t size, size_t room, int flags, struct sockaddr *address, socklen_t *address_size)
{
	if (room < size) {
		return __recvfrom_chk(fd, buffer, size, room, flags, address, address_size); /* aborts */
	}
	return hook_recvfrom(caller, fd, buffer, size, flags, address, address_size);
}

static ssize_t hook_recvmsg(corokit_caller_t caller, int fd, struct msghdr *message, int flags)
{
	corokit_hook_call_t call;
	corokit_hook_retry_t retry = retry_of(caller, fd, flags);
	socklen_t name_room = message->msg_namelen;
	size_t control_room = message->msg_controllen;

	/* Filling several buffers in several steps is not worth having: MSG_WAITALL really waits. */
	if ((flags & MSG_WAITALL) || !corokit_hook_enter_fd(&call, caller, fd)) {
		return recvmsg(fd, message, flags);
	}
	for (;;) {
		ssize_t result = recvmsg(fd, message, flags | MSG_DONTWAIT);
		int err;

		if (result >= 0) {
			return corokit_hook_return(&call, result);
		}
		err = -errno;
		if (err == -EAGAIN && !(flags & MSG_DONTWAIT)) {
			err = corokit_hook_wait_to_retry(&retry);
		}
		if (err < 0) {
			return corokit_hook_fail(err);
		}
		message->msg_namelen = name_room;
		message->msg_controllen = control_room;
	}
}

COROKIT_HOOK_VARIANTS(ssize_t, recv, (int fd, void *buffer, size_t size, int flags), (fd, buffer, size, flags))
COROKIT_HOOK_VARIANTS(ssize_t, recvfrom, (int fd, void *buffer, size_t size, int flags, struct sockaddr *address, socklen_t *address_size), (fd, buffer, size, flags, address, address_size))
COROKIT_HOOK_VARIANTS(ssize_t, __recv_chk, (int fd, void *buffer, size_t size, size_t room, int flags), (fd, buffer, size, room, flags))
COROKIT_HOOK_VARIANTS(ssize_t, __recvfrom_chk, (int fd, void *buffer, size_t size, size_t room, int flags, struct sockaddr *address, socklen_t *address_size), (fd, buffer, size, room, flags, address, address_size))
COROKIT_HOOK_VARIANTS(ssize_t, recvmsg, (int fd, struct msghdr *message, int flags), (fd, message, flags))

const corokit_hook_entry_t corokit_hook_recv_table[] = {
	COROKIT_HOOK_ENTRY(recv),
	COROKIT_HOOK_ENTRY(recvfrom),
	COROKIT_HOOK_ENTRY(__recv_chk),
	COROKIT_HOOK_ENTRY(__recvfrom_chk),
	COROKIT_HOOK_ENTRY(recvmsg),
	COROKIT_HOOK_END
};
