/*
 * multipart/form-data (RFC 7578) over a body that is complete. It knows no PHP,
 * allocates nothing and copies nothing: a part is where in the body things are.
 *
 * Stricter than PHP's own parser: line ends are CRLF, header lines are not
 * folded, a parameter comes once, a delimiter is a whole line.
 */
#ifndef COROKIT_HTTP_MULTIPART_H
#define COROKIT_HTTP_MULTIPART_H

#include <stdbool.h>
#include <stddef.h>

/* RFC 2046 says 70. */
#define COROKIT_HTTP_BOUNDARY_MAX 200
/* Bytes of the headers of one part. */
#define COROKIT_HTTP_PART_HEAD_MAX 8192

typedef struct {
	const char *data; /* NULL: it was not there */
	size_t      length;
	bool        quoted; /* may hold escapes: see unquote() */
} corokit_http_text_t;

typedef struct {
	bool                is_form_data; /* Content-Disposition says so */
	bool                complete;     /* a delimiter ends it, not the end of the body */
	corokit_http_text_t name;
	corokit_http_text_t filename;
	corokit_http_text_t content_type; /* without its parameters */
	corokit_http_text_t content;
} corokit_http_part_t;

typedef struct {
	const char *at;  /* borrowed, as is the body; NULL: no part is left */
	const char *end;
	size_t      delimiter_length;
	char        delimiter[4 + COROKIT_HTTP_BOUNDARY_MAX]; /* CRLF, two dashes, the boundary */
} corokit_http_multipart_t;

/* Is it the type, whatever its parameters? */
bool corokit_http_is_type(const char *content_type, size_t length, const char *type);

/* False: the content type is another, or names no usable boundary. */
bool corokit_http_multipart_init(corokit_http_multipart_t *multipart, const char *content_type, size_t type_length,
	const char *body, size_t body_length);
/* The next part: 1. None is left: 0. What follows is no part: -1, and from then on 0. */
int corokit_http_multipart_next(corokit_http_multipart_t *multipart, corokit_http_part_t *part);

/* Copies a text without its escapes to `out`, which has room for its length. Returns how many bytes there are. */
size_t corokit_http_text_unquote(corokit_http_text_t text, char *out);

#endif
