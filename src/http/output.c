/*
 * Bytes out: at once where the socket takes them, which is nearly always and
 * allocates nothing; else through libuv's queue. Who writes faster than the peer
 * reads waits here.
 */
#include "connection_internal.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#ifdef __linux__
# include <linux/sockios.h>
#endif

/* A rest on its way; lives until on_written(). */
typedef struct {
	uv_write_t                 request;
	corokit_http_connection_t *connection; /* libuv's reference keeps it */
	zend_string               *body;       /* counted; may be NULL */
	char                       copy[];     /* of head and tail */
} rest_t;

typedef struct {
	corokit_wait_t wait;
	corokit_list_t link;  /* connection->writers */
	size_t         limit;
} writer_t;

static void wake_writers(corokit_http_connection_t *connection, size_t queued, int code)
{
	corokit_list_t *next;

	for (corokit_list_t *node = connection->writers.next; node != &connection->writers; node = next) {
		writer_t *writer = corokit_list_entry(node, writer_t, link);

		next = node->next;
		if (code < 0 || queued <= writer->limit) {
			corokit_list_unlink(node);
			corokit_wake(writer->wait.coroutine, code);
		}
	}
}

void corokit_http_output_abort(corokit_http_connection_t *connection)
{
	wake_writers(connection, 0, -EPIPE);
}

static void on_written(uv_write_t *request, int status)
{
	rest_t *rest = (rest_t *) request;
	corokit_http_connection_t *connection = rest->connection;
	size_t queued = corokit_http_output_queued(connection);

	if (rest->body) {
		zend_string_release(rest->body);
	}
	free(rest);
	if (connection->state == COROKIT_HTTP_CLOSED) {
		return;
	}
	if (status < 0) {
		corokit_http_connection_abort(connection);
		return;
	}
	wake_writers(connection, queued, 0);
	if (queued == 0) {
		corokit_http_connection_flushed(connection);
	}
}

/* What the kernel holds and the peer has not acknowledged; 0 where it does not say. */
static size_t held_by_kernel(int fd)
{
	int held = 0;

#ifdef SIOCOUTQ
	if (ioctl(fd, SIOCOUTQ, &held) < 0) {
		held = 0;
	}
#else
	(void) fd;
#endif
	return (size_t) held;
}

size_t corokit_http_output_pending(const corokit_http_connection_t *connection)
{
	size_t pending = corokit_http_output_queued(connection);
	uv_os_fd_t fd;

	/* The kernel asks for more only when a good part of its buffer is free: what the peer takes shows here first. */
	if (uv_fileno(&connection->socket.handle, &fd) == 0) {
		pending += held_by_kernel(fd);
	}
	return pending;
}

/* Queues what is left behind the first `sent` bytes of the three. */
static int queue_rest(corokit_http_connection_t *connection, const uv_buf_t bufs[3], zend_string *body, size_t sent)
{
	size_t copied = bufs[0].len + bufs[2].len;
	rest_t *rest = malloc(sizeof(*rest) + copied);
	uv_buf_t left[3];
	unsigned count = 0;
	char *copy;
	int err;

	if (!rest) {
		return -ENOMEM;
	}
	rest->connection = connection;
	rest->body = body ? zend_string_copy(body) : NULL;
	copy = rest->copy;
	for (int i = 0; i < 3; i++) {
		size_t skip = sent < bufs[i].len ? sent : bufs[i].len;
		size_t length = bufs[i].len - skip;
		char *at = bufs[i].base + skip;

		sent -= skip;
		if (length == 0) {
			continue;
		}
		if (i != 1) {
			memcpy(copy, at, length);
			at = copy;
			copy += length;
		}
		left[count++] = (uv_buf_t) {.base = at, .len = length};
	}
	err = uv_write(&rest->request, &connection->socket.stream, left, count, on_written);
	if (err < 0) {
		if (rest->body) {
			zend_string_release(rest->body);
		}
		free(rest);
		return err;
	}
	if (connection->deadline_kind != COROKIT_HTTP_DEADLINE_WRITE) {
		connection->pending = corokit_http_output_pending(connection);
		corokit_http_connection_set_deadline(connection, COROKIT_HTTP_DEADLINE_WRITE, connection->service->options.write_timeout);
	}
	return 0;
}

int corokit_http_output(corokit_http_connection_t *connection, const char *head, size_t head_length, zend_string *body, const char *tail, size_t tail_length)
{
	size_t body_length = body ? ZSTR_LEN(body) : 0;
	size_t total = head_length + body_length + tail_length;
	uv_buf_t bufs[3] = {
		{.base = (char *) head, .len = head_length},
		{.base = body ? ZSTR_VAL(body) : NULL, .len = body_length},
		{.base = (char *) tail, .len = tail_length}
	};
	int sent = UV_EAGAIN;
	int err;

	if (UNEXPECTED(connection->state == COROKIT_HTTP_CLOSED)) {
		return -EPIPE;
	}
	connection->service->stats.bytes_sent += total;
	if (EXPECTED(corokit_http_output_queued(connection) == 0)) {
		unsigned count = tail_length > 0 ? 3 : (body_length > 0 ? 2 : 1);

		sent = uv_try_write(&connection->socket.stream, bufs, count);
		if (EXPECTED(sent >= 0 && (size_t) sent == total)) {
			return 0;
		}
	}
	if (sent < 0 && sent != UV_EAGAIN) {
		corokit_http_connection_abort(connection);
		return -EPIPE;
	}
	err = queue_rest(connection, bufs, body, sent > 0 ? (size_t) sent : 0);
	if (err < 0) {
		corokit_http_connection_abort(connection);
	}
	return err;
}

static void unlink_writer(corokit_wait_t *wait)
{
	corokit_list_unlink(&((writer_t *) wait)->link);
}

int corokit_http_output_wait(corokit_http_connection_t *connection, size_t limit)
{
	writer_t writer = {.wait = {.reason = "http write", .unlink = unlink_writer}, .limit = limit};

	if (connection->state == COROKIT_HTTP_CLOSED) {
		return -EPIPE;
	}
	if (corokit_http_output_queued(connection) <= limit || !corokit_may_park()) {
		return 0;
	}
	corokit_list_push_back(&connection->writers, &writer.link);
	return corokit_park(&writer.wait, COROKIT_NEVER);
}
