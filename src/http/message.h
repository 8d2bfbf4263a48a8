/*
 * One request as it came: its bytes, and where in them things are. Counted,
 * because a Request object may outlive the connection's interest in it; a
 * connection that holds the only reference uses it again for the next request.
 */
#ifndef COROKIT_HTTP_MESSAGE_H
#define COROKIT_HTTP_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A piece of the head, by offset: the head moves while it grows. */
typedef struct {
	uint32_t offset;
	uint32_t length;
} corokit_http_slice_t;

typedef struct {
	corokit_http_slice_t name;
	corokit_http_slice_t value;
} corokit_http_field_t;

typedef struct {
	uint32_t refs;
	uint32_t field_count;
	uint32_t field_capacity;
	size_t   head_length;
	size_t   head_capacity;
	size_t   body_length;
	size_t   body_capacity;
	char    *head;   /* owned, malloc */
	char    *body;   /* owned, malloc; decoded */
	corokit_http_field_t *fields; /* owned */

	corokit_http_slice_t method;
	corokit_http_slice_t target;       /* as sent */
	corokit_http_slice_t path;         /* of the target, without scheme, host and query */
	corokit_http_slice_t query;        /* after '?'; length 0: none or empty */
	corokit_http_slice_t host;
	corokit_http_slice_t content_type; /* length 0: none */
	uint64_t content_length;
	uint8_t  minor;          /* HTTP/1.x */
	bool     has_length;
	bool     chunked;
	bool     keep_alive;     /* what the request asks for */
	bool     says_keep_alive; /* it said so in a Connection field */
	bool     expects_continue;
	bool     is_head;
} corokit_http_message_t;

/* NULL: no memory. One reference. */
corokit_http_message_t *corokit_http_message_create(void);
void corokit_http_message_addref(corokit_http_message_t *message);
void corokit_http_message_release(corokit_http_message_t *message);

/* Ready for the next request; large buffers are given back. */
void corokit_http_message_reset(corokit_http_message_t *message);

/* False: no memory. */
bool corokit_http_message_append_head(corokit_http_message_t *message, const char *data, size_t length);
bool corokit_http_message_append_body(corokit_http_message_t *message, const char *data, size_t length);
corokit_http_field_t *corokit_http_message_add_field(corokit_http_message_t *message);

static inline const char *corokit_http_message_at(const corokit_http_message_t *message, corokit_http_slice_t slice)
{
	return message->head + slice.offset;
}

#endif
