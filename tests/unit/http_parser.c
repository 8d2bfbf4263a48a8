/*
 * Prints, for each request below, what the parser makes of it; and fails when
 * that changes with the place where the bytes are cut in two. Built and run
 * by http_parser.phpt.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/http/parser.h"

typedef struct {
	const char *name;
	const char *bytes;
	size_t      length;
} sample_t;

#define SAMPLE(name, bytes) {name, bytes, sizeof(bytes) - 1}
#define POST "POST / HTTP/1.1\r\nHost: a\r\n"
#define CHUNKED POST "Transfer-Encoding: chunked\r\n\r\n"

static const sample_t samples[] = {
	SAMPLE("get", "GET /p?q=1 HTTP/1.1\r\nHost: a\r\n\r\n"),
	SAMPLE("one empty line before", "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"),
	SAMPLE("two empty lines before", "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"),
	SAMPLE("pipelined", "GET /1 HTTP/1.1\r\nHost: a\r\n\r\n" POST "Content-Length: 3\r\n\r\nabcGET /3 HTTP/1.0\r\n\r\n"),
	SAMPLE("absolute", "GET http://a:80/x HTTP/1.1\r\nHost: a:80\r\n\r\n"),
	SAMPLE("absolute, other host", "GET http://b/x HTTP/1.1\r\nHost: a\r\n\r\n"),
	SAMPLE("asterisk", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n"),
	SAMPLE("asterisk, not OPTIONS", "GET * HTTP/1.1\r\nHost: a\r\n\r\n"),
	SAMPLE("no leading slash", "GET x HTTP/1.1\r\nHost: a\r\n\r\n"),
	SAMPLE("upgrade is ignored", "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n"),
	SAMPLE("HTTP/1.0 keep-alive", "GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n"),
	SAMPLE("close", "GET / HTTP/1.1\r\nHost: a\r\nConnection: x, close\r\n\r\n"),
	SAMPLE("empty value", "GET / HTTP/1.1\r\nHost: a\r\nX:\r\nY: \t \r\n\r\n"),

	SAMPLE("HTTP/0.9", "GET /\r\n"),
	SAMPLE("HTTP/0.9, bare LF", "GET /\nHost: a\n\n"),
	SAMPLE("HTTP/2.0", "GET / HTTP/2.0\r\nHost: a\r\n\r\n"),
	SAMPLE("HTTP/1.2", "GET / HTTP/1.2\r\nHost: a\r\n\r\n"),
	SAMPLE("h2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
	SAMPLE("lower-case http", "GET / http/1.1\r\nHost: a\r\n\r\n"),
	SAMPLE("two spaces", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n"),
	SAMPLE("space after version", "GET / HTTP/1.1 \r\nHost: a\r\n\r\n"),
	SAMPLE("tab as space", "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n"),
	SAMPLE("fragment", "GET /#x HTTP/1.1\r\nHost: a\r\n\r\n"),
	SAMPLE("high byte in target", "GET /\xff HTTP/1.1\r\nHost: a\r\n\r\n"),
	SAMPLE("NUL in target", "GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n"),
	SAMPLE("unknown method", "FROBNICATE / HTTP/1.1\r\nHost: a\r\n\r\n"),
	SAMPLE("CONNECT", "CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n"),
	SAMPLE("method of 33", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA / HTTP/1.1\r\nHost: a\r\n\r\n"),

	SAMPLE("no Host", "GET / HTTP/1.1\r\n\r\n"),
	SAMPLE("two Hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"),
	SAMPLE("Host with a slash", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"),
	SAMPLE("Host with user", "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n"),
	SAMPLE("bare LF after a field", "GET / HTTP/1.1\r\nHost: a\nX: y\r\n\r\n"),
	SAMPLE("bare CR in a value", "GET / HTTP/1.1\r\nHost: a\rX: y\r\n\r\n"),
	SAMPLE("bare LF ends the head", "GET / HTTP/1.1\r\nHost: a\r\n\n"),
	SAMPLE("obs-fold", "GET / HTTP/1.1\r\nHost: a\r\nX: y\r\n z\r\n\r\n"),
	SAMPLE("space before the first field", "GET / HTTP/1.1\r\n Host: a\r\n\r\n"),
	SAMPLE("space before the colon", POST "Content-Length : 3\r\n\r\nabc"),
	SAMPLE("no colon", "GET / HTTP/1.1\r\nHost: a\r\nX\r\n\r\n"),
	SAMPLE("empty name", "GET / HTTP/1.1\r\nHost: a\r\n: x\r\n\r\n"),
	SAMPLE("NUL in a value", "GET / HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n"),
	SAMPLE("high byte in a name", "GET / HTTP/1.1\r\nHost: a\r\nX\xe9: a\r\n\r\n"),

	SAMPLE("length and chunked", POST "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
	SAMPLE("chunked and length", POST "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n"),
	SAMPLE("two lengths", POST "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc"),
	SAMPLE("list of lengths", POST "Content-Length: 3, 3\r\n\r\nabc"),
	SAMPLE("signed length", POST "Content-Length: +3\r\n\r\nabc"),
	SAMPLE("empty length", POST "Content-Length: \r\n\r\nabc"),
	SAMPLE("length overflow", POST "Content-Length: 18446744073709551619\r\n\r\nabc"),
	SAMPLE("length over the limit", POST "Content-Length: 65\r\n\r\n"),
	SAMPLE("unknown coding", POST "Transfer-Encoding: gzip\r\n\r\n"),
	SAMPLE("codings", POST "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
	SAMPLE("chunked twice", POST "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n"),
	SAMPLE("chunked is not last", POST "Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n"),
	SAMPLE("two codings", POST "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
	SAMPLE("quoted coding", POST "Transfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n"),
	SAMPLE("coding with VT", POST "Transfer-Encoding: \x0b" "chunked\r\n\r\n0\r\n\r\n"),
	SAMPLE("chunked in HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
	SAMPLE("expectation", POST "Expect: 100-continue\r\nContent-Length: 1\r\n\r\nx"),
	SAMPLE("unknown expectation", POST "Expect: magic\r\nContent-Length: 1\r\n\r\nx"),

	SAMPLE("chunks", CHUNKED "3\r\nabc\r\n00A\r\n0123456789\r\n0\r\n\r\n"),
	SAMPLE("trailers", CHUNKED "1\r\nx\r\n0\r\nX: y\r\n\r\nGET / HTTP/1.0\r\n\r\n"),
	SAMPLE("folded trailer", CHUNKED "0\r\nX: y\r\n z\r\n\r\n"),
	SAMPLE("bare LF in trailers", CHUNKED "0\r\nX: y\n\r\n"),
	SAMPLE("extension", CHUNKED "1;a=b\r\nx\r\n0\r\n\r\n"),
	SAMPLE("bare LF in an extension", CHUNKED "1;a\nx\r\n0\r\n\r\n"),
	SAMPLE("bare CR in an extension", CHUNKED "1;a\rb\r\nx\r\n0\r\n\r\n"),
	SAMPLE("bare LF after a size", CHUNKED "1\nx\r\n0\r\n\r\n"),
	SAMPLE("space after a size", CHUNKED "1 \r\nx\r\n0\r\n\r\n"),
	SAMPLE("no size", CHUNKED "\r\n\r\n"),
	SAMPLE("0x", CHUNKED "0x1\r\nx\r\n0\r\n\r\n"),
	SAMPLE("negative size", CHUNKED "-1\r\nx\r\n0\r\n\r\n"),
	SAMPLE("size over 64 bits", CHUNKED "10000000000000001\r\nx\r\n0\r\n\r\n"),
	SAMPLE("size of 64 bits", CHUNKED "ffffffffffffffff\r\nx\r\n"),
	SAMPLE("size 2^63 after a byte", CHUNKED "1\r\nx\r\n8000000000000000\r\n"),
	SAMPLE("body over the limit", CHUNKED "20\r\n01234567890123456789012345678901\r\n21\r\n"),
	SAMPLE("data longer than its size", CHUNKED "1\r\nxy\r\n0\r\n\r\n"),
	SAMPLE("bare LF after data", CHUNKED "1\r\nx\n0\r\n\r\n"),

	SAMPLE("long target", "GET /0123456789012345678901234567890123456789 HTTP/1.1\r\nHost: a\r\n\r\n"),
	SAMPLE("many fields", "GET / HTTP/1.1\r\nHost: a\r\nA:\r\nB:\r\nC:\r\nD:\r\nE:\r\n\r\n"),
	SAMPLE("long head", "GET / HTTP/1.1\r\nHost: a\r\nX: "
		"0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789\r\n\r\n"),
};

static const corokit_http_limits_t limits = {.head_bytes = 128, .target_bytes = 32, .body_bytes = 64, .fields = 5};

/* A line for each message, then the verdict on the rest. */
static void describe(const corokit_http_message_t *message, char *out)
{
	sprintf(out + strlen(out), "%.*s %.*s?%.*s %u fields, body \"%.*s\"%s%s; ",
		(int) message->method.length, corokit_http_message_at(message, message->method),
		(int) message->path.length, corokit_http_message_at(message, message->path),
		(int) message->query.length, corokit_http_message_at(message, message->query),
		message->field_count, (int) message->body_length, message->body ? message->body : "",
		message->keep_alive ? "" : ", close", message->expects_continue ? ", continue" : "");
}

/* Each piece is a heap block of its own length, so that a sanitizer sees every read past it. */
static int feed(corokit_http_parser_t *parser, const char *bytes, size_t length, char *out)
{
	char *piece = malloc(length ? length : 1);
	size_t done = 0;
	int event = COROKIT_HTTP_MORE;

	memcpy(piece, bytes, length);
	while (done < length && event >= 0) {
		size_t taken;

		event = corokit_http_parser_feed(parser, piece + done, length - done, &taken);
		done += taken;
		if (event == COROKIT_HTTP_COMPLETE) {
			describe(parser->message, out);
			corokit_http_message_reset(parser->message);
			corokit_http_parser_begin(parser, parser->message);
		}
	}
	free(piece);
	return event;
}

/* step 0: cut in two at `at`; otherwise pieces of `step` bytes. */
static void run(const sample_t *sample, size_t at, size_t step, char *out)
{
	corokit_http_message_t *message = corokit_http_message_create();
	corokit_http_parser_t parser;
	int event = COROKIT_HTTP_MORE;

	*out = '\0';
	corokit_http_parser_init(&parser, &limits);
	corokit_http_parser_begin(&parser, message);
	if (step > 0) {
		for (size_t i = 0; i < sample->length && event >= 0; i += step) {
			event = feed(&parser, sample->bytes + i, sample->length - i < step ? sample->length - i : step, out);
		}
	} else {
		event = feed(&parser, sample->bytes, at, out);
		if (event >= 0) {
			event = feed(&parser, sample->bytes + at, sample->length - at, out);
		}
	}
	if (event < 0) {
		sprintf(out + strlen(out), "%d", -event);
	} else {
		strcat(out, corokit_http_parser_started(&parser) ? "more" : "end");
	}
	corokit_http_message_release(message);
}

int main(void)
{
	int failed = 0;

	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		const sample_t *sample = &samples[i];
		char whole[1024];
		char cut[1024];

		run(sample, sample->length, 0, whole);
		printf("%s: %s\n", sample->name, whole);
		for (size_t at = 0; at <= sample->length; at++) {
			run(sample, at, 0, cut);
			if (strcmp(whole, cut) != 0) {
				printf("  cut at %zu: %s\n", at, cut);
				failed = 1;
			}
		}
		run(sample, 0, 1, cut);
		if (strcmp(whole, cut) != 0) {
			printf("  byte by byte: %s\n", cut);
			failed = 1;
		}
	}
	return failed;
}
