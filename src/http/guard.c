/*
 * The state machine of the guard. One table says which byte may stand where;
 * the states are the lines of RFC 9112's grammar, in its order. Stateless
 * but for its struct; any thread.
 */
#include "guard.h"

#include <string.h>

enum {
	TOKEN = 1,  /* tchar */
	TARGET = 2, /* of the request target: visible ASCII, no fragment */
	VALUE = 4   /* of a field value: everything but control bytes */
};

static const uint8_t classes[256] = {
	['\t'] = VALUE, [' '] = VALUE,
	['!'] = 7, ['"'] = TARGET | VALUE, ['#'] = TOKEN | VALUE, ['$'] = 7, ['%'] = 7, ['&'] = 7, ['\''] = 7,
	['('] = TARGET | VALUE, [')'] = TARGET | VALUE, ['*'] = 7, ['+'] = 7, [','] = TARGET | VALUE,
	['-'] = 7, ['.'] = 7, ['/'] = TARGET | VALUE,
	['0' ... '9'] = 7, [':'] = TARGET | VALUE, [';'] = TARGET | VALUE, ['<'] = TARGET | VALUE, ['='] = TARGET | VALUE,
	['>'] = TARGET | VALUE, ['?'] = TARGET | VALUE, ['@'] = TARGET | VALUE,
	['A' ... 'Z'] = 7, ['['] = TARGET | VALUE, ['\\'] = TARGET | VALUE, [']'] = TARGET | VALUE, ['^'] = 7, ['_'] = 7,
	['`'] = 7, ['a' ... 'z'] = 7, ['{'] = TARGET | VALUE, ['|'] = 7, ['}'] = TARGET | VALUE, ['~'] = 7,
	[0x80 ... 0xff] = VALUE
};

/* Of a chunk size, leading zeros included. */
#define CHUNK_DIGITS_MAX 16

enum {
	START,
	START_LF,
	METHOD,
	REQUEST_TARGET,
	VERSION,
	REQUEST_LF,
	FIELD_START,
	FIELD_NAME,
	FIELD_VALUE,
	FIELD_LF,
	HEAD_LF,
	BODY,
	CHUNK_SIZE_FIRST,
	CHUNK_SIZE,
	CHUNK_EXTENSION,
	CHUNK_SIZE_LF,
	CHUNK_DATA,
	CHUNK_DATA_CR,
	CHUNK_DATA_LF,
	TRAILER_START,
	TRAILER_NAME,
	TRAILER_VALUE,
	TRAILER_LF,
	LAST_LF
};

static inline bool has(char c, int class)
{
	return classes[(unsigned char) c] & class;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9') {
		return c - '0';
	}
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool in_head(const corokit_http_guard_t *guard)
{
	return guard->state < BODY || guard->state >= TRAILER_START;
}

void corokit_http_guard_init(corokit_http_guard_t *guard, const corokit_http_limits_t *limits)
{
	*guard = (corokit_http_guard_t) {.limits = limits, .state = START};
}

bool corokit_http_is_token(const char *data, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (!has(data[i], TOKEN)) {
			return false;
		}
	}
	return length > 0;
}

void corokit_http_guard_expect_length(corokit_http_guard_t *guard, uint64_t length)
{
	guard->state = BODY;
	guard->remaining = length;
}

void corokit_http_guard_expect_chunks(corokit_http_guard_t *guard)
{
	guard->state = CHUNK_SIZE_FIRST;
	guard->body = 0;
	guard->extension = 0;
}

static int feed_version(corokit_http_guard_t *guard, char c)
{
	static const char word[] = "HTTP/";

	if (guard->position < 5) {
		return c == word[guard->position++] ? 0 : -400;
	}
	switch (guard->position++) {
		case 5:
			guard->major = c - '0';
			return c >= '0' && c <= '9' ? 0 : -400;
		case 6:
			return c == '.' ? 0 : -400;
		case 7:
			guard->minor = c - '0';
			return c >= '0' && c <= '9' ? 0 : -400;
		default:
			guard->state = REQUEST_LF;
			return c == '\r' ? 0 : -400;
	}
}

static int feed_chunk_digit(corokit_http_guard_t *guard, int digit)
{
	/* Before the multiplication: afterwards an overflow could not be told. */
	if (guard->remaining > (UINT64_MAX >> 4)) {
		return -400;
	}
	guard->remaining = guard->remaining << 4 | (uint64_t) digit;
	if (guard->remaining > guard->limits->body_bytes - guard->body) {
		return -413;
	}
	guard->state = CHUNK_SIZE;
	return 0;
}

/* One byte of any state that is not a run of equal bytes. Returns an event or minus a status. */
static int feed_byte(corokit_http_guard_t *guard, char c)
{
	int digit;

	switch (guard->state) {
		case START:
			/* One empty line may precede a request: old clients end a body with it. */
			if (c == '\r' && guard->head == 1) {
				guard->state = START_LF;
				return 0;
			}
			if (!has(c, TOKEN)) {
				return -400;
			}
			guard->state = METHOD;
			guard->position = 1;
			return 0;
		case START_LF:
			guard->state = START;
			return c == '\n' ? 0 : -400;
		case METHOD:
			if (c == ' ') {
				guard->state = REQUEST_TARGET;
				guard->remaining = 0;
				return 0;
			}
			return has(c, TOKEN) && guard->position++ < COROKIT_HTTP_METHOD_MAX ? 0 : -400;
		case REQUEST_TARGET:
			if (c == ' ' && guard->remaining > 0) {
				guard->state = VERSION;
				guard->position = 0;
				return 0;
			}
			return -400;
		case VERSION:
			return feed_version(guard, c);
		case REQUEST_LF:
			guard->state = FIELD_START;
			if (c != '\n') {
				return -400;
			}
			return guard->major == 1 && guard->minor <= 1 ? 0 : -505;
		case FIELD_START:
		case TRAILER_START:
			if (c == '\r') {
				guard->state = guard->state == FIELD_START ? HEAD_LF : LAST_LF;
				return 0;
			}
			if (!has(c, TOKEN)) {
				return -400;
			}
			if (guard->fields++ >= guard->limits->fields) {
				return -431;
			}
			guard->state++;
			return 0;
		case FIELD_NAME:
		case TRAILER_NAME:
			guard->state++;
			return c == ':' ? 0 : -400;
		case FIELD_VALUE:
		case TRAILER_VALUE:
			guard->state++;
			return c == '\r' ? 0 : -400;
		case FIELD_LF:
			guard->state = FIELD_START;
			return c == '\n' ? 0 : -400;
		case TRAILER_LF:
			guard->state = TRAILER_START;
			return c == '\n' ? 0 : -400;
		case HEAD_LF:
			return c == '\n' ? COROKIT_HTTP_HEAD : -400;
		case LAST_LF:
			return c == '\n' ? COROKIT_HTTP_COMPLETE : -400;
		case CHUNK_SIZE_FIRST:
			guard->remaining = 0;
			guard->position = 1;
			digit = hex_digit(c);
			return digit < 0 ? -400 : feed_chunk_digit(guard, digit);
		case CHUNK_SIZE:
			digit = hex_digit(c);
			if (digit >= 0) {
				return guard->position++ < CHUNK_DIGITS_MAX ? feed_chunk_digit(guard, digit) : -400;
			}
			guard->state = c == ';' ? CHUNK_EXTENSION : CHUNK_SIZE_LF;
			return c == ';' || c == '\r' ? 0 : -400;
		case CHUNK_EXTENSION:
			if (c == '\r') {
				guard->state = CHUNK_SIZE_LF;
				return 0;
			}
			return has(c, VALUE) && ++guard->extension <= COROKIT_HTTP_CHUNK_EXTENSION_MAX ? 0 : -400;
		case CHUNK_SIZE_LF:
			if (c != '\n') {
				return -400;
			}
			guard->body += guard->remaining;
			if (guard->remaining > 0) {
				guard->state = CHUNK_DATA;
			} else {
				guard->state = TRAILER_START;
				guard->head = 0;
				guard->fields = 0;
			}
			return 0;
		case CHUNK_DATA_CR:
			guard->state = CHUNK_DATA_LF;
			return c == '\r' ? 0 : -400;
		case CHUNK_DATA_LF:
			guard->state = CHUNK_SIZE_FIRST;
			return c == '\n' ? 0 : -400;
	}
	return -400;
}

/* The end of the run of bytes of a class that starts at p. */
static const char *skip(const char *p, const char *end, int class)
{
	while (p < end && has(*p, class)) {
		p++;
	}
	return p;
}

/* The version that nearly all requests have, in one step when all of it is there. */
static const char *feed_usual_version(corokit_http_guard_t *guard, const char *p, const char *end)
{
	static const char usual[] = "HTTP/1.1\r";
	size_t length = sizeof(usual) - 1;

	if (guard->position != 0 || (size_t) (end - p) < length || memcmp(p, usual, length) != 0) {
		return p;
	}
	guard->major = guard->minor = 1;
	guard->state = REQUEST_LF;
	return p + length;
}

/* Takes the run of bytes that leaves the state as it is, or another known beforehand. */
static const char *feed_run(corokit_http_guard_t *guard, const char *p, const char *end)
{
	const char *start = p;

	switch (guard->state) {
		case METHOD:
			while (p < end && has(*p, TOKEN) && guard->position < COROKIT_HTTP_METHOD_MAX) {
				guard->position++;
				p++;
			}
			return p;
		case VERSION:
			return feed_usual_version(guard, p, end);
		case REQUEST_TARGET:
			p = skip(p, end, TARGET);
			guard->remaining += (uint64_t) (p - start);
			return p;
		case FIELD_NAME:
		case TRAILER_NAME:
			return skip(p, end, TOKEN);
		case FIELD_VALUE:
		case TRAILER_VALUE:
			return skip(p, end, VALUE);
		case BODY:
		case CHUNK_DATA:
			p += (uint64_t) (end - p) < guard->remaining ? (uint64_t) (end - p) : guard->remaining;
			guard->remaining -= (uint64_t) (p - start);
			return p;
	}
	return p;
}

int corokit_http_guard_feed(corokit_http_guard_t *guard, const char *data, size_t length, size_t *taken)
{
	const char *end = data + length;
	const char *p = data;
	int event = COROKIT_HTTP_MORE;

	while (p < end && event == COROKIT_HTTP_MORE) {
		/* Runs stop at the limit of the head, so that the byte after it is what is refused. */
		const char *start = p;
		size_t room = guard->limits->head_bytes - guard->head;
		const char *stop = in_head(guard) && (size_t) (end - p) > room ? p + room : end;

		p = feed_run(guard, p, stop);
		if (guard->state == REQUEST_TARGET && guard->remaining > guard->limits->target_bytes) {
			event = -414;
			break;
		}
		if (in_head(guard)) {
			guard->head += (size_t) (p - start);
			if (p == stop && p < end) {
				event = guard->state == REQUEST_TARGET ? -414 : -431;
				break;
			}
			if (p < end) {
				guard->head++;
				event = feed_byte(guard, *p++);
			}
		} else if ((guard->state == BODY || guard->state == CHUNK_DATA) && guard->remaining == 0) {
			if (guard->state == BODY) {
				event = COROKIT_HTTP_COMPLETE;
			} else {
				guard->state = CHUNK_DATA_CR;
			}
		} else if (p < end) {
			event = feed_byte(guard, *p++);
		}
	}
	*taken = (size_t) (p - data);
	return event;
}
