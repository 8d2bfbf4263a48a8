/* recv(2) and its family: MSG_DONTWAIT first, then wait, then again. */
#include <sys/socket.h>

#include "../base/libc.h"
#include "hook_io.h"
#include "stream_guard.h"

/* The kernel never waits for these, whatever the mode of the socket. */
#define NEVER_WAITS (MSG_DONTWAIT | MSG_OOB | MSG_ERRQUEUE)

/* A glance (feof()) takes nothing away and disturbs nobody. EAGAIN then, because the stream layer takes anything else for the end. */
static bool is_taken(corokit_caller_t caller, int fd, int flags)
{
	return !((flags & MSG_PEEK) && (flags & MSG_DONTWAIT)) && corokit_stream_busy(caller, fd, POLLIN);
}

static corokit_hook_retry_t retry_of(corokit_caller_t caller, int fd)
{
	return (corokit_hook_retry_t) {
		.caller = caller,
		.fd = fd,
		.events = POLLIN,
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
	corokit_hook_retry_t retry = retry_of(caller, fd);
	socklen_t room = address_size ? *address_size : 0;
	bool all = (flags & MSG_WAITALL) && !(flags & MSG_PEEK) && is_stream_socket(fd);
	size_t done = 0;

	if (UNEXPECTED(is_taken(caller, fd, flags))) {
		return corokit_hook_fail(-EAGAIN);
	}
	for (;;) {
		ssize_t result = recvfrom(fd, (char *) buffer + done, size - done, flags | MSG_DONTWAIT, address, address_size);
		int err;

		corokit_stream_received(caller, fd, result > 0 && (size_t) result < size - done && !(flags & MSG_PEEK));
		if (result > 0 && all && (done += (size_t) result) < size) {
			continue;
		}
		if (result >= 0) {
			return corokit_hook_return(call, all ? (long) done : (long) result);
		}
		err = -errno;
		if (err == -EAGAIN && !(flags & NEVER_WAITS)) {
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

extern COROKIT_MAY_LACK ssize_t __recv_chk(int fd, void *buffer, size_t size, size_t room, int flags);
extern COROKIT_MAY_LACK ssize_t __recvfrom_chk(int fd, void *buffer, size_t size, size_t room, int flags, struct sockaddr *address, socklen_t *address_size);

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

/*
 * MSG_WAITALL: fills the caller's buffers behind what came with the name and
 * the control data. What is there at an error or the end is the result.
 */
static size_t receive_rest(corokit_hook_retry_t *retry, const struct msghdr *message, size_t done, int flags)
{
	size_t before = 0;

	for (size_t i = 0; i < message->msg_iovlen; i++) {
		const struct iovec *part = &message->msg_iov[i];

		while (done < before + part->iov_len) {
			size_t offset = done - before;
			ssize_t result = recv(retry->fd, (char *) part->iov_base + offset, part->iov_len - offset, flags | MSG_DONTWAIT);

			if (result > 0) {
				done += (size_t) result;
			} else if (result == 0 || errno != EAGAIN || corokit_hook_wait_to_retry(retry) < 0) {
				return done;
			}
		}
		before += part->iov_len;
	}
	return done;
}

static ssize_t hook_recvmsg(corokit_caller_t caller, int fd, struct msghdr *message, int flags)
{
	corokit_hook_call_t call;
	corokit_hook_retry_t retry = retry_of(caller, fd);
	socklen_t name_room = message->msg_namelen;
	size_t control_room = message->msg_controllen;

	if (!corokit_hook_enter_fd(&call, caller, fd)) {
		return recvmsg(fd, message, flags);
	}
	if (UNEXPECTED(is_taken(caller, fd, flags))) {
		return corokit_hook_fail(-EAGAIN);
	}
	for (;;) {
		ssize_t result = recvmsg(fd, message, flags | MSG_DONTWAIT);
		int err;

		if (result > 0 && (flags & MSG_WAITALL) && !(flags & (MSG_DONTWAIT | MSG_PEEK)) && is_stream_socket(fd)) {
			result = (ssize_t) receive_rest(&retry, message, (size_t) result, flags);
		}
		if (result >= 0) {
			return corokit_hook_return(&call, result);
		}
		err = -errno;
		if (err == -EAGAIN && !(flags & NEVER_WAITS)) {
			err = corokit_hook_wait_to_retry(&retry);
		}
		if (err < 0) {
			return corokit_hook_fail(err);
		}
		message->msg_namelen = name_room;
		message->msg_controllen = control_room;
	}
}

/* ---- recvmmsg ---- */

/* The kernel looks at the timeout after each message only, never while it waits for one. */
static uint64_t messages_deadline(const struct timespec *timeout)
{
	return timeout ? corokit_clock_after((uint64_t) timeout->tv_sec * COROKIT_NS_PER_SEC + (uint64_t) timeout->tv_nsec) : COROKIT_NEVER;
}

static int receive_messages(corokit_hook_retry_t *retry, struct mmsghdr *messages, unsigned count, int flags, uint64_t deadline)
{
	bool one_will_do = (flags & MSG_WAITFORONE) != 0;
	unsigned done = 0;

	flags &= ~MSG_WAITFORONE;
	while (done < count) {
		int result = recvmmsg(retry->fd, messages + done, count - done, flags | MSG_DONTWAIT, NULL);
		int err = result < 0 ? -errno : 0;

		done += result > 0 ? (unsigned) result : 0;
		if (done && (done == count || one_will_do || corokit_clock_now() >= deadline)) {
			break;
		}
		if (err == 0) {
			continue;
		}
		if (err == -EAGAIN && !(flags & NEVER_WAITS)) {
			err = corokit_hook_wait_to_retry(retry);
		}
		if (err < 0) {
			return done ? (int) done : err;
		}
	}
	return (int) done;
}

static int hook_recvmmsg(corokit_caller_t caller, int fd, struct mmsghdr *messages, unsigned count, int flags, struct timespec *timeout)
{
	corokit_hook_call_t call;
	corokit_hook_retry_t retry = retry_of(caller, fd);
	int result;

	if (!count || (timeout && (timeout->tv_sec < 0 || timeout->tv_nsec < 0 || timeout->tv_nsec >= 1000000000L))
		|| !corokit_hook_enter_fd(&call, caller, fd)) {
		return recvmmsg(fd, messages, count, flags, timeout);
	}
	result = receive_messages(&retry, messages, count, flags, messages_deadline(timeout));
	return (int) (result < 0 ? corokit_hook_fail(result) : corokit_hook_return(&call, result));
}

COROKIT_HOOK_VARIANTS(ssize_t, recv, (int fd, void *buffer, size_t size, int flags), (fd, buffer, size, flags))
COROKIT_HOOK_VARIANTS(ssize_t, recvfrom, (int fd, void *buffer, size_t size, int flags, struct sockaddr *address, socklen_t *address_size), (fd, buffer, size, flags, address, address_size))
COROKIT_HOOK_VARIANTS(ssize_t, __recv_chk, (int fd, void *buffer, size_t size, size_t room, int flags), (fd, buffer, size, room, flags))
COROKIT_HOOK_VARIANTS(ssize_t, __recvfrom_chk, (int fd, void *buffer, size_t size, size_t room, int flags, struct sockaddr *address, socklen_t *address_size), (fd, buffer, size, room, flags, address, address_size))
COROKIT_HOOK_VARIANTS(ssize_t, recvmsg, (int fd, struct msghdr *message, int flags), (fd, message, flags))
COROKIT_HOOK_VARIANTS(int, recvmmsg, (int fd, struct mmsghdr *messages, unsigned count, int flags, struct timespec *timeout), (fd, messages, count, flags, timeout))

const corokit_hook_entry_t corokit_hook_recv_table[] = {
	COROKIT_HOOK_ENTRY(recv),
	COROKIT_HOOK_ENTRY(recvfrom),
	COROKIT_HOOK_ENTRY(__recv_chk),
	COROKIT_HOOK_ENTRY(__recvfrom_chk),
	COROKIT_HOOK_ENTRY(recvmsg),
	COROKIT_HOOK_ENTRY(recvmmsg),
	COROKIT_HOOK_END
};
