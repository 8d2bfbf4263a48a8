/*
 * One connection: bytes in, requests out, in order; deadlines; the ways to
 * close. Runs on the loop, and at the end of an answer in the coroutine that
 * gave it; nothing in here suspends or runs PHP code.
 *
 * reading -> answering -> flushing -> reading ... -> lingering -> closed
 */
#include "connection_internal.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "../base/clock.h"

/* What may come behind a request that is being answered before we stop reading. */
#define AHEAD_MAX COROKIT_HTTP_INPUT_SIZE
/* The end of a connection: how long, and for how many bytes, the peer may go on talking. */
#define LINGER_NS (2 * COROKIT_NS_PER_SEC)
#define LINGER_BYTES (1024 * 1024)
/* At the end of a worker: how long a connection that has said nothing yet may still begin. */
#define FRESH_NS COROKIT_NS_PER_SEC

static void feed_ahead(corokit_http_connection_t *connection);

/* ---- references ---- */

void corokit_http_connection_release(corokit_http_connection_t *connection)
{
	if (--connection->refs == 0) {
		if (connection->message) {
			corokit_http_message_release(connection->message);
		}
		corokit_http_buffer_free(&connection->ahead);
		corokit_http_service_release(connection->service);
		free(connection);
	}
}

/* ---- closing ---- */

static void on_closed(uv_handle_t *handle)
{
	corokit_http_connection_t *connection = handle->data;

	corokit_list_unlink(&connection->link);
	corokit_http_service_closed(connection->service);
	corokit_http_connection_release(connection);
}

void corokit_http_connection_abort(corokit_http_connection_t *connection)
{
	if (connection->state == COROKIT_HTTP_CLOSED) {
		return;
	}
	connection->state = COROKIT_HTTP_CLOSED;
	connection->deadline = COROKIT_NEVER;
	corokit_timer_stop(&connection->timer);
	corokit_http_output_abort(connection);
	uv_close(&connection->socket.handle, on_closed);
}

static void on_shut(uv_shutdown_t *request, int status)
{
	corokit_http_connection_t *connection = request->data;

	if (connection->state == COROKIT_HTTP_CLOSED) {
		return;
	}
	connection->shut = true;
	if (status < 0 || connection->eof) {
		corokit_http_connection_abort(connection);
	} else {
		corokit_http_connection_set_deadline(connection, COROKIT_HTTP_DEADLINE_LINGER, LINGER_NS);
	}
}

static void start_reading(corokit_http_connection_t *connection);

/*
 * Ends our side once all is sent, and waits for the peer to end his: bytes that
 * nobody read would make the kernel take the answer back.
 */
void corokit_http_connection_end(corokit_http_connection_t *connection)
{
	if (connection->state == COROKIT_HTTP_CLOSED) {
		return;
	}
	connection->state = COROKIT_HTTP_LINGERING;
	corokit_http_buffer_free(&connection->ahead);
	connection->ahead_done = 0;
	connection->shutdown.data = connection;
	start_reading(connection);
	if (corokit_http_output_queued(connection) > 0) {
		connection->pending = corokit_http_output_pending(connection);
		corokit_http_connection_set_deadline(connection, COROKIT_HTTP_DEADLINE_WRITE, connection->service->options.write_timeout);
	} else {
		corokit_http_connection_set_deadline(connection, COROKIT_HTTP_DEADLINE_LINGER, LINGER_NS);
	}
	if (uv_shutdown(&connection->shutdown, &connection->socket.stream, on_shut) < 0) {
		corokit_http_connection_abort(connection);
	}
}

/* ---- deadlines ---- */

void corokit_http_connection_set_deadline(corokit_http_connection_t *connection, corokit_http_deadline_t kind, uint64_t ns)
{
	connection->deadline_kind = kind;
	connection->deadline = ns ? corokit_clock_coarse() + ns : COROKIT_NEVER;
	if (!corokit_timer_armed(&connection->timer) || connection->timer.deadline > connection->deadline) {
		corokit_timer_start(&connection->timer, connection->deadline);
	}
}

static void clear_deadline(corokit_http_connection_t *connection)
{
	connection->deadline_kind = COROKIT_HTTP_NO_DEADLINE;
	connection->deadline = COROKIT_NEVER;
}

static void time_out(corokit_http_connection_t *connection)
{
	corokit_http_service_t *service = connection->service;
	size_t pending;

	switch (connection->deadline_kind) {
		case COROKIT_HTTP_DEADLINE_HEAD:
		case COROKIT_HTTP_DEADLINE_BODY:
			service->stats.timeouts++;
			corokit_http_refuse_bytes(connection, 408);
			return;
		case COROKIT_HTTP_DEADLINE_WRITE:
			pending = corokit_http_output_pending(connection);
			if (pending != connection->pending) {
				connection->pending = pending;
				corokit_http_connection_set_deadline(connection, COROKIT_HTTP_DEADLINE_WRITE, service->options.write_timeout);
				return;
			}
			service->stats.timeouts++;
			break;
		default:
			break;
	}
	corokit_http_connection_abort(connection);
}

static void on_timer(corokit_timer_t *timer)
{
	corokit_http_connection_t *connection = (corokit_http_connection_t *) ((char *) timer - offsetof(corokit_http_connection_t, timer));

	if (connection->deadline == COROKIT_NEVER) {
		return;
	}
	if (connection->deadline > corokit_clock_now()) {
		corokit_timer_start(timer, connection->deadline);
		return;
	}
	time_out(connection);
}

/* ---- from bytes to requests ---- */

/* False: no memory. */
static bool prepare(corokit_http_connection_t *connection)
{
	if (connection->message && connection->message->refs == 1) {
		corokit_http_message_reset(connection->message);
	} else {
		if (connection->message) {
			/* A Request object has it still. */
			corokit_http_message_release(connection->message);
		}
		connection->message = corokit_http_message_create();
		if (!connection->message) {
			return false;
		}
	}
	corokit_http_parser_begin(&connection->parser, connection->message);
	connection->prepared = true;
	connection->fresh = false;
	return true;
}

static void give_out(corokit_http_connection_t *connection)
{
	corokit_http_service_t *service = connection->service;

	connection->state = COROKIT_HTTP_ANSWERING;
	connection->prepared = false;
	connection->out = true;
	connection->answer = (corokit_http_answer_t) {0};
	connection->refs++;
	clear_deadline(connection);
	service->stats.requests++;
	service->stats.in_flight++;
	if (UNEXPECTED(service->destroyed)) {
		corokit_http_connection_finish(connection, false);
	} else {
		service->events.request(&connection->exchange, service->arg);
	}
}

/* The head is whole and a body follows. */
static void begin_body(corokit_http_connection_t *connection, bool has_more)
{
	static const char interim[] = "HTTP/1.1 100 Continue\r\n\r\n";

	if (connection->message->expects_continue && !has_more) {
		corokit_http_output(connection, interim, sizeof(interim) - 1, NULL, NULL, 0);
	}
}

/* Returns how many bytes were taken; fewer than all when a request is out. */
static size_t feed(corokit_http_connection_t *connection, const char *data, size_t length)
{
	size_t done = 0;

	connection->feeding = true;
	while (done < length && connection->state == COROKIT_HTTP_READING) {
		size_t taken = 0;
		int event;

		if (!connection->prepared && UNEXPECTED(!prepare(connection))) {
			corokit_http_connection_abort(connection);
			break;
		}
		event = corokit_http_parser_feed(&connection->parser, data + done, length - done, &taken);
		done += taken;
		if (event == COROKIT_HTTP_COMPLETE) {
			give_out(connection);
		} else if (event == COROKIT_HTTP_HEAD) {
			begin_body(connection, done < length);
		} else if (event < 0) {
			corokit_http_refuse_bytes(connection, -event);
		}
	}
	connection->feeding = false;
	if (connection->state == COROKIT_HTTP_READING && connection->prepared) {
		/* In the middle of a request: the head has one deadline, the body one for each piece. */
		if (connection->parser.in_body) {
			corokit_http_connection_set_deadline(connection, COROKIT_HTTP_DEADLINE_BODY, connection->service->options.body_idle_timeout);
		} else if (connection->deadline_kind != COROKIT_HTTP_DEADLINE_HEAD) {
			corokit_http_connection_set_deadline(connection, COROKIT_HTTP_DEADLINE_HEAD, connection->service->options.head_timeout);
		}
	}
	return done;
}

/* ---- reading ---- */

static void on_allocate(uv_handle_t *handle, size_t suggested, uv_buf_t *buffer)
{
	corokit_http_connection_t *connection = handle->data;

	(void) suggested;
	*buffer = uv_buf_init(connection->service->input, COROKIT_HTTP_INPUT_SIZE);
}

static void put_by(corokit_http_connection_t *connection, const char *data, size_t length)
{
	corokit_http_buffer_t *ahead = &connection->ahead;

	if (connection->ahead_done) {
		ahead->length -= connection->ahead_done;
		memmove(ahead->data, ahead->data + connection->ahead_done, ahead->length);
		connection->ahead_done = 0;
	}
	corokit_http_buffer_append(ahead, data, length);
	if (ahead->length >= AHEAD_MAX) {
		uv_read_stop(&connection->socket.stream);
		connection->reading = false;
	}
}

static void take_input(corokit_http_connection_t *connection, const char *data, size_t length)
{
	size_t done = 0;

	if (connection->state == COROKIT_HTTP_READING) {
		done = feed(connection, data, length);
	}
	if (connection->state == COROKIT_HTTP_LINGERING) {
		connection->lingered += length;
		if (connection->lingered > LINGER_BYTES) {
			corokit_http_connection_abort(connection);
		}
	} else if (done < length && connection->state != COROKIT_HTTP_CLOSED) {
		put_by(connection, data + done, length - done);
	}
}

/* The peer sends no more. It may still listen: what it asked for is answered. */
static void take_eof(corokit_http_connection_t *connection)
{
	connection->eof = true;
	connection->reading = false;
	if (connection->state == COROKIT_HTTP_READING || (connection->state == COROKIT_HTTP_LINGERING && connection->shut)) {
		corokit_http_connection_abort(connection);
	}
}

static void on_read(uv_stream_t *stream, ssize_t count, const uv_buf_t *buffer)
{
	corokit_http_connection_t *connection = stream->data;

	if (EXPECTED(count > 0)) {
		connection->service->stats.bytes_received += (uint64_t) count;
		take_input(connection, buffer->base, (size_t) count);
	} else if (count == UV_EOF) {
		take_eof(connection);
	} else if (count < 0) {
		corokit_http_connection_abort(connection);
	}
}

static void start_reading(corokit_http_connection_t *connection)
{
	if (!connection->reading && !connection->eof) {
		connection->reading = uv_read_start(&connection->socket.stream, on_allocate, on_read) == 0;
	}
}

/* Requests that came behind the one that is answered now. */
static void feed_ahead(corokit_http_connection_t *connection)
{
	corokit_http_buffer_t *ahead = &connection->ahead;

	if (connection->feeding) {
		return; /* who feeds goes on */
	}
	while (connection->ahead_done < ahead->length && connection->state == COROKIT_HTTP_READING) {
		connection->ahead_done += feed(connection, ahead->data + connection->ahead_done, ahead->length - connection->ahead_done);
	}
	if (connection->state == COROKIT_HTTP_READING) {
		corokit_http_buffer_free(ahead);
		connection->ahead_done = 0;
		if (connection->eof) {
			/* All of it was answered, and the rest of a request that began will not come. */
			corokit_http_connection_end(connection);
		} else {
			start_reading(connection);
		}
	}
}

/* ---- after an answer ---- */

static void next_request(corokit_http_connection_t *connection)
{
	if (!connection->keep || connection->service->draining) {
		corokit_http_connection_end(connection);
		return;
	}
	connection->state = COROKIT_HTTP_READING;
	corokit_http_connection_set_deadline(connection, COROKIT_HTTP_DEADLINE_IDLE, connection->service->options.keepalive_timeout);
	if (UNEXPECTED(connection->ahead.length > 0 || connection->eof)) {
		feed_ahead(connection);
	}
}

void corokit_http_connection_finish(corokit_http_connection_t *connection, bool keep)
{
	connection->serial++;
	connection->out = false;
	connection->keep = keep;
	connection->service->stats.in_flight--;
	if (connection->state == COROKIT_HTTP_ANSWERING) {
		if (UNEXPECTED(corokit_http_output_queued(connection) > 0)) {
			/* The next answer waits for this one to leave: else a peer that does not read would fill our memory. */
			connection->state = COROKIT_HTTP_FLUSHING;
		} else {
			next_request(connection);
		}
	}
	corokit_http_connection_release(connection);
}

void corokit_http_connection_flushed(corokit_http_connection_t *connection)
{
	if (connection->deadline_kind == COROKIT_HTTP_DEADLINE_WRITE) {
		clear_deadline(connection);
	}
	if (connection->state == COROKIT_HTTP_FLUSHING) {
		next_request(connection);
	}
}

/* ---- the beginning and the end ---- */

static void name_address(const struct sockaddr_storage *address, char *text, uint16_t *port)
{
	if (address->ss_family == AF_INET) {
		const struct sockaddr_in *in = (const struct sockaddr_in *) address;

		inet_ntop(AF_INET, &in->sin_addr, text, COROKIT_HTTP_ADDRESS_SIZE);
		*port = ntohs(in->sin_port);
	} else if (address->ss_family == AF_INET6) {
		const struct sockaddr_in6 *in6 = (const struct sockaddr_in6 *) address;

		inet_ntop(AF_INET6, &in6->sin6_addr, text, COROKIT_HTTP_ADDRESS_SIZE);
		*port = ntohs(in6->sin6_port);
	}
}

static void fill_peer(corokit_http_connection_t *connection, int fd, const struct sockaddr_storage *local)
{
	corokit_http_peer_t *peer = &connection->peer;
	struct sockaddr_storage remote;
	socklen_t length = sizeof(remote);
	struct timeval now;

	gettimeofday(&now, NULL);
	peer->accepted = (double) now.tv_sec + (double) now.tv_usec / 1e6;
	peer->fd = connection->service->next_fd;
	connection->service->next_fd += connection->service->options.fd_step;
	name_address(local, peer->local_address, &peer->local_port);
	if (getpeername(fd, (struct sockaddr *) &remote, &length) == 0) {
		name_address(&remote, peer->remote_address, &peer->remote_port);
	}
}

/* A TCP or UNIX stream in libuv's hands. 0 or a negative code; the socket is the caller's then. */
static int open_socket(corokit_http_connection_t *connection, int fd, bool is_unix)
{
	uv_loop_t *loop = connection->service->loop;
	int err = is_unix ? uv_pipe_init(loop, &connection->socket.pipe, 0) : uv_tcp_init(loop, &connection->socket.tcp);

	if (err < 0) {
		return err;
	}
	/* From here on on_closed() is what gives the connection back. */
	connection->socket.handle.data = connection;
	connection->refs = 1;
	connection->service->refs++;
	connection->service->stats.connections++;
	corokit_list_push_back(&connection->service->connections, &connection->link);
	err = is_unix ? uv_pipe_open(&connection->socket.pipe, fd) : uv_tcp_open(&connection->socket.tcp, fd);
	if (err == 0 && !is_unix) {
		uv_tcp_nodelay(&connection->socket.tcp, 1);
	}
	return err;
}

int corokit_http_connection_adopt(corokit_http_service_t *service, int fd)
{
	corokit_http_connection_t *connection = calloc(1, sizeof(*connection));
	struct sockaddr_storage local = {.ss_family = AF_UNSPEC};
	socklen_t length = sizeof(local);
	int err;

	if (!connection) {
		close(fd);
		return -ENOMEM;
	}
	getsockname(fd, (struct sockaddr *) &local, &length);
	connection->service = service;
	connection->fresh = true;
	connection->deadline = COROKIT_NEVER;
	corokit_timer_init(&connection->timer, on_timer);
	connection->timer.background = true;
	corokit_list_init(&connection->exchange.link);
	corokit_list_init(&connection->link);
	corokit_list_init(&connection->writers);
	corokit_http_parser_init(&connection->parser, &service->limits);

	err = open_socket(connection, fd, local.ss_family == AF_UNIX);
	if (err < 0) {
		close(fd);
		if (connection->refs) {
			corokit_http_connection_abort(connection);
		} else {
			free(connection);
		}
		return err;
	}
	service->stats.accepted++;
	fill_peer(connection, fd, &local);
	start_reading(connection);
	corokit_http_connection_set_deadline(connection, COROKIT_HTTP_DEADLINE_IDLE, service->options.head_timeout);
	return 0;
}

/* Has the kernel bytes of it that we have not seen? Then a request is on its way. */
static bool has_unread(corokit_http_connection_t *connection)
{
	uv_os_fd_t fd;
	char byte;

	return uv_fileno(&connection->socket.handle, &fd) == 0 && recv(fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) > 0;
}

void corokit_http_connection_drain(corokit_http_connection_t *connection)
{
	if (connection->state != COROKIT_HTTP_READING || connection->prepared || has_unread(connection)) {
		return;
	}
	if (connection->fresh) {
		corokit_http_connection_set_deadline(connection, COROKIT_HTTP_DEADLINE_IDLE, FRESH_NS);
	} else {
		corokit_http_connection_end(connection);
	}
}

/* ---- the exchange, as the server sees it ---- */

void *corokit_http_exchange_arg(const corokit_http_exchange_t *exchange)
{
	return ((const corokit_http_connection_t *) exchange)->service->arg;
}

bool corokit_http_exchange_gone(const corokit_http_exchange_t *exchange)
{
	return ((const corokit_http_connection_t *) exchange)->state == COROKIT_HTTP_CLOSED;
}
