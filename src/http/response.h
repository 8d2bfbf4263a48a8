/*
 * An answer: its status and header lines until they are sent, and the body
 * behind them. It belongs to one exchange; when that is over, everything here says so with
 * -EALREADY. It knows no PHP classes; response_class.c is the PHP face.
 */
#ifndef COROKIT_HTTP_RESPONSE_H
#define COROKIT_HTTP_RESPONSE_H

#include "connection_internal.h"

#define COROKIT_HTTP_FIELDS_EMBEDDED 6

typedef struct {
	zend_string *name;  /* counted, both */
	zend_string *value;
	uint8_t      kind;
} corokit_http_response_field_t;

typedef struct {
	corokit_http_response_field_t *entries;
	uint32_t                       count;
	uint32_t                       capacity;
} corokit_http_response_fields_t;

typedef struct {
	corokit_http_connection_t     *connection;  /* counted; NULL: no exchange */
	uint64_t                       serial;
	int                            status;
	int                            sent_status; /* 0: no head was sent from here */
	zend_string                   *reason;      /* counted; NULL: the usual one */
	corokit_http_response_fields_t fields;
	corokit_http_response_fields_t trailers;
	corokit_http_response_field_t  embedded[COROKIT_HTTP_FIELDS_EMBEDDED];
} corokit_http_response_t;

void corokit_http_response_init(corokit_http_response_t *response);
/* To the exchange that is out. */
void corokit_http_response_bind(corokit_http_response_t *response, corokit_http_connection_t *connection);
/* Gives up the exchange without an answer: someone else gives it. */
void corokit_http_response_unbind(corokit_http_response_t *response);
void corokit_http_response_deinit(corokit_http_response_t *response);

/* Is its exchange still to be answered? */
static inline bool corokit_http_response_is_open(const corokit_http_response_t *response)
{
	return response->connection && response->connection->serial == response->serial && response->connection->out;
}

/* ---- before the head is sent ---- */

/* No CR, LF or NUL: the one gate against injected lines. */
bool corokit_http_is_field_value(const char *data, size_t length);

/* reason NULL: the usual one. It gets a reference. */
void corokit_http_response_set_status(corokit_http_response_t *response, int status, zend_string *reason);
/* Takes every line of that name away. */
void corokit_http_response_remove_field(corokit_http_response_t *response, const zend_string *name);
/* Adds a line; name and value were checked, and get a reference. */
void corokit_http_response_add_field(corokit_http_response_t *response, zend_string *name, zend_string *value);
/* A Set-Cookie line, which remove_field() leaves alone. */
void corokit_http_response_add_cookie(corokit_http_response_t *response, zend_string *cookie);
void corokit_http_response_add_trailer(corokit_http_response_t *response, zend_string *name, zend_string *value);
/* As new. */
void corokit_http_response_clear(corokit_http_response_t *response);

/* ---- sending: 0 or a negative code; -EALREADY: the exchange is over, -EPIPE: the peer is gone ---- */

/*
 * Sends head and a piece of the body, then waits while more than the high-water mark is
 * queued, where waiting is possible. -EMSGSIZE: more than the Content-Length that was set. -ECANCELED
 * ends the wait, not the sending. May suspend.
 */
int corokit_http_response_write(corokit_http_response_t *response, zend_string *data);
/* Sends what is left and ends the exchange; does not wait. data may be NULL. */
int corokit_http_response_end(corokit_http_response_t *response, zend_string *data);
/* A piece of a file as the body, and the end of the exchange. -EINPROGRESS: write() has begun another. May suspend. */
int corokit_http_response_sendfile(corokit_http_response_t *response, int fd, uint64_t offset, uint64_t length);
/* The handler failed: an answer of that status if none has begun, else the connection is cut, so that nobody takes the half for the whole. */
void corokit_http_response_fail(corokit_http_response_t *response, int status);

#endif
