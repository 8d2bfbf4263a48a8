/* send(2) and its family: a blocking stream socket takes everything before it returns. */
#include <string.h>
#include <sys/socket.h>

#include "hook_io.h"
#include "stream_guard.h"

static corokit_hook_retry_t retry_of(corokit_caller_t caller, int fd)
{
	return (corokit_hook_retry_t) {
		.caller = caller,
		.fd = fd,
		.events = POLLOUT,
		.timeout_option = SO_SNDTIMEO,
		.reason = "send",
	};
}

/*
 * A unix datagram socket can always be written to, says epoll, whatever the queue
 * of the one who is addressed: that queue is asked again from time to time. 0 or a negative code.
 */
static int wait_for_room(corokit_hook_retry_t *retry, const struct sockaddr *address, uint64_t *pause)
{
	int err;

	if (!address || address->sa_family != AF_UNIX) {
		return corokit_hook_wait_to_retry(retry);
	}
	if (!retry->started) {
		if (corokit_hook_is_nonblocking(retry->fd)) {
			return -EAGAIN;
		}
		retry->started = true;
		retry->deadline = corokit_hook_socket_deadline(retry->fd, retry->timeout_option);
	}
	do {
		err = corokit_hook_back_off(pause, retry->deadline, retry->reason);
	} while (err == -EINTR && corokit_hook_restarts());
	return err == -ETIMEDOUT ? -EAGAIN : err;
}

static ssize_t send_in_coroutine(corokit_hook_call_t *call, corokit_caller_t caller, int fd, const void *buffer, size_t size, int flags, const struct sockaddr *address, socklen_t address_size)
{
	corokit_hook_retry_t retry = retry_of(caller, fd);
	uint64_t pause = 0;
	size_t done = 0;

	if (UNEXPECTED(corokit_stream_busy(caller, fd, POLLOUT))) {
		return corokit_hook_fail(-EBUSY);
	}
	for (;;) {
		ssize_t result = sendto(fd, (const char *) buffer + done, size - done, flags | MSG_DONTWAIT, address, address_size);
		int err = result < 0 ? -errno : 0;

		if (result >= 0) {
			done += (size_t) result;
			/* Less than everything: the buffer is full, and the next try says so. */
			if (done >= size || (flags & MSG_DONTWAIT)) {
				return corokit_hook_return(call, (long) done);
			}
			continue;
		}
		if (err == -EAGAIN && !(flags & MSG_DONTWAIT)) {
			err = wait_for_room(&retry, address, &pause);
		}
		if (err < 0) {
			return done ? corokit_hook_return(call, (long) done) : corokit_hook_fail(err);
		}
	}
}

static ssize_t hook_send(corokit_caller_t caller, int fd, const void *buffer, size_t size, int flags)
{
	corokit_hook_call_t call;

	if (!corokit_hook_enter_fd(&call, caller, fd)) {
		return send(fd, buffer, size, flags);
	}
	return send_in_coroutine(&call, caller, fd, buffer, size, flags, NULL, 0);
}

static ssize_t hook_sendto(corokit_caller_t caller, int fd, const void *buffer, size_t size, int flags, const struct sockaddr *address, socklen_t address_size)
{
	corokit_hook_call_t call;

	if (!corokit_hook_enter_fd(&call, caller, fd)) {
		return sendto(fd, buffer, size, flags, address, address_size);
	}
	return send_in_coroutine(&call, caller, fd, buffer, size, flags, address, address_size);
}

/* The part of a message that is not sent yet, without its ancillary data: that went with the first byte. */
static void skip_sent(struct msghdr *message, size_t sent)
{
	message->msg_control = NULL;
	message->msg_controllen = 0;
	while (message->msg_iovlen && sent >= message->msg_iov->iov_len) {
		sent -= message->msg_iov->iov_len;
		message->msg_iov++;
		message->msg_iovlen--;
	}
	if (sent) {
		message->msg_iov->iov_base = (char *) message->msg_iov->iov_base + sent;
		message->msg_iov->iov_len -= sent;
	}
}

static ssize_t send_message(corokit_hook_retry_t *retry, const struct msghdr *original, int flags)
{
	struct msghdr message = *original;
	struct iovec *parts = safe_emalloc(message.msg_iovlen, sizeof(*parts), 1);
	uint64_t pause = 0;
	ssize_t done = 0;
	int err = 0;

	memcpy(parts, original->msg_iov, message.msg_iovlen * sizeof(*parts));
	message.msg_iov = parts;
	for (;;) {
		ssize_t result = sendmsg(retry->fd, &message, flags | MSG_DONTWAIT);

		if (result >= 0) {
			done += result;
			skip_sent(&message, (size_t) result);
			if (!message.msg_iovlen || result == 0 || (flags & MSG_DONTWAIT)) {
				break;
			}
			continue;
		}
		err = -errno;
		if (err == -EAGAIN && !(flags & MSG_DONTWAIT)) {
			err = wait_for_room(retry, message.msg_name, &pause);
		}
		if (err < 0) {
			break;
		}
	}
	efree(parts);
	return err < 0 && !done ? err : done;
}

static ssize_t hook_sendmsg(corokit_caller_t caller, int fd, const struct msghdr *message, int flags)
{
	corokit_hook_call_t call;
	corokit_hook_retry_t retry = retry_of(caller, fd);
	ssize_t result;

	if (!corokit_hook_enter_fd(&call, caller, fd)) {
		return sendmsg(fd, message, flags);
	}
	result = send_message(&retry, message, flags);
	return result < 0 ? corokit_hook_fail((int) result) : corokit_hook_return(&call, result);
}

static int hook_sendmmsg(corokit_caller_t caller, int fd, struct mmsghdr *messages, unsigned count, int flags)
{
	corokit_hook_call_t call;
	corokit_hook_retry_t retry = retry_of(caller, fd);
	unsigned done;

	if (!count || !corokit_hook_enter_fd(&call, caller, fd)) {
		return sendmmsg(fd, messages, count, flags);
	}
	for (done = 0; done < count; done++) {
		ssize_t result = send_message(&retry, &messages[done].msg_hdr, flags);

		if (result < 0) {
			if (!done) {
				return (int) corokit_hook_fail((int) result);
			}
			break;
		}
		messages[done].msg_len = (unsigned) result;
	}
	return (int) corokit_hook_return(&call, (long) done);
}

COROKIT_HOOK_VARIANTS(ssize_t, send, (int fd, const void *buffer, size_t size, int flags), (fd, buffer, size, flags))
COROKIT_HOOK_VARIANTS(ssize_t, sendto, (int fd, const void *buffer, size_t size, int flags, const struct sockaddr *address, socklen_t address_size), (fd, buffer, size, flags, address, address_size))
COROKIT_HOOK_VARIANTS(ssize_t, sendmsg, (int fd, const struct msghdr *message, int flags), (fd, message, flags))
COROKIT_HOOK_VARIANTS(int, sendmmsg, (int fd, struct mmsghdr *messages, unsigned count, int flags), (fd, messages, count, flags))

const corokit_hook_entry_t corokit_hook_send_table[] = {
	COROKIT_HOOK_ENTRY(send),
	COROKIT_HOOK_ENTRY(sendto),
	COROKIT_HOOK_ENTRY(sendmsg),
	COROKIT_HOOK_ENTRY(sendmmsg),
	COROKIT_HOOK_END
};
