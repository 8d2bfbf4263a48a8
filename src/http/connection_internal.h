/* Shared by the files of http/ that serve a connection; nobody else includes it. */
#ifndef COROKIT_HTTP_CONNECTION_INTERNAL_H
#define COROKIT_HTTP_CONNECTION_INTERNAL_H

#include "connection.h"
#include "parser.h"
#include "request_class.h"

#include "../core/coroutine.h"
#include "../core/timer.h"

typedef struct corokit_http_connection corokit_http_connection_t;

/* One read takes this much at most. */
#define COROKIT_HTTP_INPUT_SIZE (64 * 1024)

/* A growing piece of memory, used again and again; malloc. */
typedef struct {
	char  *data;
	size_t length;
	size_t capacity;
} corokit_http_buffer_t;

struct corokit_http_service {
	uint32_t                refs;        /* the server's, one for each connection */
	bool                    destroyed;   /* events are over */
	bool                    draining;
	bool                    ending;      /* drained() is due once no connection is left */
	uv_loop_t              *loop;        /* borrowed */
	void                   *arg;
	corokit_http_events_t   events;
	corokit_http_options_t  options;
	corokit_http_limits_t   limits;
	corokit_http_stats_t    stats;
	corokit_list_t          link;        /* all services of the process */
	corokit_list_t          connections;
	int64_t                 next_fd;
	time_t                  preamble_at; /* the second it was made in */
	size_t                  status_line; /* length of its first line */
	size_t                  server_line; /* and its second */
	corokit_http_buffer_t   preamble;    /* status line of 200, Server, Date */
	corokit_http_buffer_t   scratch;     /* an answer while it is put together: no suspension in between */
	char                   *input;       /* what a read brings, until it is parsed or put by */
};

typedef enum {
	COROKIT_HTTP_READING,   /* a request, or waiting for one */
	COROKIT_HTTP_ANSWERING, /* a handler has it */
	COROKIT_HTTP_FLUSHING,  /* answered; bytes are still going out */
	COROKIT_HTTP_LINGERING, /* no request any more: our side is shut, what comes is dropped */
	COROKIT_HTTP_CLOSED     /* uv_close() was called */
} corokit_http_state_t;

typedef enum {
	COROKIT_HTTP_NO_DEADLINE,
	COROKIT_HTTP_DEADLINE_IDLE,
	COROKIT_HTTP_DEADLINE_HEAD,
	COROKIT_HTTP_DEADLINE_BODY,
	COROKIT_HTTP_DEADLINE_WRITE,
	COROKIT_HTTP_DEADLINE_LINGER
} corokit_http_deadline_t;

/* How far the answer of the exchange that is out has come, whichever Response object gave it. */
typedef struct {
	bool     served;   /* a handler was called: before, nobody else may answer */
	bool     sent;     /* its head */
	bool     bodyless; /* HEAD, 204, 304 */
	bool     chunked;
	bool     measured; /* `declared` bytes are promised */
	bool     keep;
	uint64_t declared;
	uint64_t written;  /* of the body */
} corokit_http_answer_t;

/*
 * One connection and, embedded, the one exchange it can have at a time; `serial`
 * tells a Response of an earlier exchange that it is over. libuv, the exchange
 * that is out and every Response hold a reference.
 */
struct corokit_http_connection {
	corokit_http_exchange_t  exchange;   /* first */
	corokit_list_t           link;       /* service->connections */
	corokit_http_service_t  *service;    /* counted */
	union {
		uv_handle_t handle;
		uv_stream_t stream;
		uv_tcp_t    tcp;
		uv_pipe_t   pipe;
	} socket;
	uint32_t                 refs;
	uint8_t                  state;
	uint8_t                  deadline_kind;
	bool                     out;        /* the exchange is given out and not finished */
	bool                     fresh;      /* no request has begun yet */
	bool                     prepared;   /* message and parser are ready for a request */
	bool                     feeding;
	bool                     reading;    /* uv_read_start() is in force */
	bool                     keep;       /* after the answer that is going out */
	bool                     eof;        /* the peer sends no more */
	bool                     shut;       /* our side is shut */
	uint64_t                 serial;     /* of the exchange */
	corokit_http_parser_t    parser;
	corokit_http_message_t  *message;    /* counted */
	corokit_http_answer_t    answer;
	corokit_http_peer_t      peer;
	corokit_timer_t          timer;      /* fires at or before `deadline`, and is armed again then */
	uint64_t                 deadline;
	size_t                   pending;    /* output at the last look of the write deadline */
	size_t                   lingered;   /* bytes dropped */
	corokit_http_buffer_t    ahead;      /* bytes that came behind the request */
	size_t                   ahead_done; /* of them */
	corokit_list_t           writers;    /* coroutines that wait for room */
	uv_shutdown_t            shutdown;
};

static inline corokit_http_connection_t *corokit_http_connection_of(corokit_http_exchange_t *exchange)
{
	return (corokit_http_connection_t *) exchange;
}

/* ---- service.c ---- */

void corokit_http_service_release(corokit_http_service_t *service);
/* A connection is gone from libuv. */
void corokit_http_service_closed(corokit_http_service_t *service);
/* By Request::$fd; NULL when there is none. */
corokit_http_connection_t *corokit_http_service_find(int64_t fd);
/* The status line of 200, Server and Date of this second; the two lengths are in the service. */
const corokit_http_buffer_t *corokit_http_service_preamble(corokit_http_service_t *service);

/* Room for `length` more bytes. */
void corokit_http_buffer_reserve(corokit_http_buffer_t *buffer, size_t length);
void corokit_http_buffer_free(corokit_http_buffer_t *buffer);

static inline void corokit_http_buffer_append(corokit_http_buffer_t *buffer, const char *data, size_t length)
{
	if (UNEXPECTED(buffer->capacity - buffer->length < length)) {
		corokit_http_buffer_reserve(buffer, length);
	}
	memcpy(buffer->data + buffer->length, data, length);
	buffer->length += length;
}

/* ---- connection.c ---- */

/* 0 or a negative code; the socket is closed then. */
int  corokit_http_connection_adopt(corokit_http_service_t *service, int fd);
void corokit_http_connection_release(corokit_http_connection_t *connection);
/* Nothing more is sent or read: closes now. */
void corokit_http_connection_abort(corokit_http_connection_t *connection);
/* Closes gracefully: our side when all is sent, the rest when the peer has read it. */
void corokit_http_connection_end(corokit_http_connection_t *connection);
/* Closes if no request is under way; else its answer will be the last. */
void corokit_http_connection_drain(corokit_http_connection_t *connection);
/* The exchange is answered as far as we are concerned, its bytes are with output.c. keep: another may follow. */
void corokit_http_connection_finish(corokit_http_connection_t *connection, bool keep);
/* All bytes went out: for output.c. */
void corokit_http_connection_flushed(corokit_http_connection_t *connection);
void corokit_http_connection_set_deadline(corokit_http_connection_t *connection, corokit_http_deadline_t kind, uint64_t ns);

/* ---- output.c ---- */

/*
 * Sends head, body, tail: as much as the socket takes now; the rest is queued, head and tail as
 * copies, the body by reference. body and tail may be NULL. 0 or a negative code: the connection is gone.
 */
int corokit_http_output(corokit_http_connection_t *connection, const char *head, size_t head_length, zend_string *body, const char *tail, size_t tail_length);
static inline size_t corokit_http_output_queued(const corokit_http_connection_t *connection)
{
	return uv_stream_get_write_queue_size(&connection->socket.stream);
}
/* The same with what is in the kernel and not acknowledged: it changes when the peer takes something. */
size_t corokit_http_output_pending(const corokit_http_connection_t *connection);
/* Waits until at most `limit` bytes are queued. 0 or a negative code. May suspend. */
int  corokit_http_output_wait(corokit_http_connection_t *connection, size_t limit);
/* The connection is gone: wakes who waits. */
void corokit_http_output_abort(corokit_http_connection_t *connection);

/* ---- exchange.c ---- */

/* Answers bytes that are no request; the connection closes after it. */
void corokit_http_refuse_bytes(corokit_http_connection_t *connection, int status);

#endif
