/*
 * A check of the raw bytes of requests, before any parser sees them: the
 * grammar of RFC 9112 without any of its leniencies, because each leniency
 * is where two parsers disagree about where a request ends. Line ends are
 * CRLF and nothing else; no folding, no space before a colon, no HTTP/0.9,
 * no control bytes, chunk sizes that cannot overflow.
 *
 * Bytes in, verdict out: it allocates nothing, and how the bytes are cut
 * into pieces never changes the verdict.
 */
#ifndef COROKIT_HTTP_GUARD_H
#define COROKIT_HTTP_GUARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define COROKIT_HTTP_METHOD_MAX 32
/* Bytes of chunk extensions in one body: nobody uses them, attackers do. */
#define COROKIT_HTTP_CHUNK_EXTENSION_MAX 1024

typedef struct {
	size_t   head_bytes;
	size_t   target_bytes;
	size_t   body_bytes;
	uint32_t fields;
} corokit_http_limits_t;

typedef enum {
	COROKIT_HTTP_MORE,     /* all bytes taken, the message goes on */
	COROKIT_HTTP_HEAD,     /* the blank line was taken; a body may follow */
	COROKIT_HTTP_COMPLETE  /* the last byte of the message was taken */
} corokit_http_event_t;

typedef struct {
	const corokit_http_limits_t *limits; /* borrowed */
	uint64_t remaining;  /* of a body or chunk; a chunk's size while it is read */
	size_t   head;       /* bytes of the head, or of the trailers */
	size_t   body;       /* decoded bytes announced by chunks */
	uint32_t fields;
	uint16_t extension;
	uint8_t  state;
	uint8_t  position;   /* within a word of the grammar */
	uint8_t  major;
	uint8_t  minor;
} corokit_http_guard_t;

void corokit_http_guard_init(corokit_http_guard_t *guard, const corokit_http_limits_t *limits);

/*
 * Takes bytes up to the next event; *taken says how many. Returns the event,
 * or minus the status that the bytes deserve; then nothing more may be fed.
 */
int corokit_http_guard_feed(corokit_http_guard_t *guard, const char *data, size_t length, size_t *taken);

/* After HEAD: what follows. */
void corokit_http_guard_expect_length(corokit_http_guard_t *guard, uint64_t length);
void corokit_http_guard_expect_chunks(corokit_http_guard_t *guard);

/* tchar of RFC 9110: what names and methods are made of. */
bool corokit_http_is_token(const char *data, size_t length);

#endif
