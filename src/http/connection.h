/*
 * HTTP/1.1 connections of one worker: what the server sees of src/http.
 *
 * A service holds the limits and the connections; the server gives it
 * accepted sockets and gets back complete requests, each as an exchange.
 * Everything here runs on the thread of the loop; what may run PHP code or
 * suspend says so.
 *
 * Life of a request, for the server:
 *   on accept:      corokit_http_service_adopt(service, fd)
 *   request():      count it; start a coroutine, or queue the exchange by its `link`
 *   in coroutine:   corokit_http_serve(exchange, ...), then report what it says
 */
#ifndef COROKIT_HTTP_CONNECTION_H
#define COROKIT_HTTP_CONNECTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uv.h>

#include "php.h"

#include "../base/list.h"

typedef struct corokit_http_service corokit_http_service_t;
typedef struct corokit_http_exchange corokit_http_exchange_t;

/* Times are nanoseconds; 0 means no such limit. Strings are borrowed and outlive the service. */
typedef struct {
	size_t      max_head_bytes;    /* request line and headers: 431 */
	uint32_t    max_fields;        /* header lines: 431 */
	size_t      max_target_bytes;  /* 414 */
	size_t      max_body_bytes;    /* package_max_length: 413 */
	size_t      output_high_water; /* bytes queued before write() waits */
	uint32_t    max_connections;   /* adopt() answers -EMFILE above it; 0: none */
	uint64_t    head_timeout;      /* from the first byte of a request to its blank line: 408 */
	uint64_t    body_idle_timeout; /* without a byte of the body: 408 */
	uint64_t    write_timeout;     /* without the peer taking a byte: closed */
	uint64_t    keepalive_timeout; /* between requests: closed */
	bool        parse_cookie;
	bool        parse_post;
	bool        parse_files;
	const char *upload_dir;        /* NULL: upload_tmp_dir of php.ini */
	const char *server_name;       /* the Server header; NULL or "": none */
	int64_t     fd_first;          /* ids of connections, Request::$fd: first, first + step, ... */
	int64_t     fd_step;
} corokit_http_options_t;

/* Swoole's defaults where it has them. */
void corokit_http_options_init(corokit_http_options_t *options);

typedef struct {
	/*
	 * A request is complete. On the loop, or in the coroutine that answered the one before it on its
	 * connection: no PHP code, no parking. The exchange is the receiver's until it calls serve() or
	 * refuse(), once.
	 */
	void (*request)(corokit_http_exchange_t *exchange, void *arg);
	/* A connection is gone; accepting may go on. May be NULL. */
	void (*closed)(void *arg);
	/* After drain() or close(): no connection is left; perhaps before they return. May be NULL. */
	void (*drained)(void *arg);
} corokit_http_events_t;

typedef struct {
	uint32_t connections;      /* open now */
	uint32_t in_flight;        /* requests given out and not answered */
	uint64_t accepted;         /* connections, ever */
	uint64_t closed;
	uint64_t requests;         /* given out, ever */
	uint64_t responses;        /* answered by a handler */
	uint64_t refused;          /* answered with a 4xx or 5xx without a handler */
	uint64_t timeouts;         /* connections cut by a deadline */
	uint64_t bytes_received;
	uint64_t bytes_sent;
} corokit_http_stats_t;

/* ---- service ---- */

/* options are copied; events are borrowed. NULL: no memory. */
corokit_http_service_t *corokit_http_service_create(uv_loop_t *loop, const corokit_http_options_t *options, const corokit_http_events_t *events, void *arg);
/*
 * Takes a connected, non-blocking stream socket that the caller accepted: the server accepts by
 * itself, to share the connections among its workers. The service closes it, also on failure.
 * 0 or a negative code; -EMFILE above max_connections.
 */
int corokit_http_service_adopt(corokit_http_service_t *service, int fd);
/* Graceful: idle connections close now, the others after their answer; then drained(). */
void corokit_http_service_drain(corokit_http_service_t *service);
/* Cuts every connection; handlers that write wake with an error. drained() follows when libuv let go. */
void corokit_http_service_close(corokit_http_service_t *service);
/*
 * Closes what is open and gives the memory back when the last connection and the last
 * Response object let go of it. No event is delivered any more.
 */
void corokit_http_service_destroy(corokit_http_service_t *service);
const corokit_http_stats_t *corokit_http_service_stats(const corokit_http_service_t *service);

/* ---- exchange ---- */

struct corokit_http_exchange {
	corokit_list_t link; /* the receiver's, for a queue; initialised */
};

void *corokit_http_exchange_arg(const corokit_http_exchange_t *exchange);
/* The peer closed both ways or broke off: no use to start the handler. */
bool corokit_http_exchange_gone(const corokit_http_exchange_t *exchange);
/* Answers without a handler: 503 when overloaded. */
void corokit_http_exchange_refuse(corokit_http_exchange_t *exchange, int status);

/* What became of a handler, for the log. Strings are owned by the caller after serve(). */
typedef struct {
	zend_string *method;
	zend_string *target;
	zend_long    fd;
	int          status;    /* that was sent; 0: nothing was */
	zend_object *exception; /* owned; NULL: none, or exit() */
	bool         exited;    /* by exit(): an ordinary end of the request */
} corokit_http_outcome_t;

/*
 * Builds the Request and the Response, calls handler(Request, Response) and completes
 * the answer: ends it when the handler did not, 500 when it threw. Inside a coroutine, with no
 * exception pending; leaves none pending, unless the coroutine itself is being ended (shutdown).
 * `outcome` may be NULL; it is filled only when something is worth a log line, and returns true then. A fatal
 * error is answered by 500, fills it too and bails out: `outcome` must not lie in the frame of the caller.
 * May suspend. May run PHP code.
 */
bool corokit_http_serve(corokit_http_exchange_t *exchange, zend_fcall_info *fci, zend_fcall_info_cache *fcc, corokit_http_outcome_t *outcome);
void corokit_http_outcome_release(corokit_http_outcome_t *outcome);

#endif
