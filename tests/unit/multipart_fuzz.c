/*
 * Two trials of the multipart parser: forms that are well made come back as
 * they were, whatever is in them; and forms that were damaged at random (the
 * same way in each run) never make it read outside of them. Built with a
 * sanitizer and run by multipart_fuzz.phpt.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/http/multipart.h"

#define TYPE "multipart/form-data; boundary=XX"
#define FORM "Content-Disposition: form-data; "
#define CAPACITY 4096

typedef struct {
	char   data[CAPACITY];
	size_t length;
} buffer_t;

static uint64_t state;
static int failed;

static uint32_t random_below(uint32_t limit)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (uint32_t) (state >> 32) % limit;
}

static void expect(int truth, const char *what)
{
	if (!truth) {
		printf("not so: %s\n", what);
		failed = 1;
	}
}

static void append(buffer_t *buffer, const char *data, size_t length)
{
	if (length <= CAPACITY - buffer->length) {
		memcpy(buffer->data + buffer->length, data, length);
		buffer->length += length;
	}
}

static void append_text(buffer_t *buffer, const char *text)
{
	append(buffer, text, strlen(text));
}

/* What parsers trip over. */
static const char *const words[] = {
	"\r\n", "\r", "\n", "--", "--XX", "\r\n--XX", "\r\n--XX--", "\r\n--X", "--XX\r\n", ";", "=", "\"", "\\", "\\\"", ":", " ", "\t",
	"name=", "filename=\"", "boundary=", "form-data", FORM "name=\"a\"\r\n", FORM "name=a; filename=\"b\"\r\n\r\n", "Content-Type: a/b\r\n",
	"multipart/form-data", "\r\n\r\n", "XX", "\xff", "a"
};
#define WORDS (sizeof(words) / sizeof(*words))

static const char *random_word(void)
{
	return words[random_below(WORDS)];
}

/* ---- what goes in comes out ---- */

typedef struct {
	buffer_t name;
	buffer_t content;
	int      is_file;
} field_t;

static void random_content(buffer_t *content)
{
	content->length = 0;
	for (uint32_t n = random_below(12); n > 0; n--) {
		append_text(content, random_word());
		if (random_below(4) == 0) {
			append(content, "\0", 1);
		}
	}
}

/* The one thing that content may not hold. */
static int holds_delimiter(const buffer_t *content)
{
	buffer_t framed = {.length = 0};

	append_text(&framed, "\r\n");
	append(&framed, content->data, content->length);
	append_text(&framed, "\r\n--XX");
	return memmem(framed.data, framed.length - 1, "\r\n--XX", 6) != NULL;
}

static void write_field(buffer_t *body, const field_t *field)
{
	append_text(body, "--XX\r\n" FORM "name=\"");
	for (size_t i = 0; i < field->name.length; i++) {
		if (field->name.data[i] == '"' || field->name.data[i] == '\\') {
			append_text(body, "\\");
		}
		append(body, field->name.data + i, 1);
	}
	append_text(body, field->is_file ? "\"; filename=\"f\"\r\nContent-Type: text/plain; x=y\r\n\r\n" : "\"\r\n\r\n");
	append(body, field->content.data, field->content.length);
	append_text(body, "\r\n");
}

static void random_field(field_t *field)
{
	static const char letters[] = "ab\"\\;=[]. ";

	field->name.length = 0;
	for (uint32_t n = random_below(6); n > 0; n--) {
		append(&field->name, &letters[random_below(sizeof(letters) - 1)], 1);
	}
	field->is_file = random_below(3) == 0;
	do {
		random_content(&field->content);
	} while (holds_delimiter(&field->content));
}

static void check_field(const field_t *field, const corokit_http_part_t *part)
{
	char name[CAPACITY];
	size_t length = corokit_http_text_unquote(part->name, name);

	expect(part->is_form_data && part->complete, "a part is complete");
	expect(length == field->name.length && memcmp(name, field->name.data, length) == 0, "the name is that which was written");
	expect(part->content.length == field->content.length
		&& memcmp(part->content.data, field->content.data, part->content.length) == 0, "the content is that which was written");
	expect((part->filename.data != NULL) == field->is_file, "a file is a file");
	expect(!field->is_file || part->content_type.length == 10, "the type has no parameters");
}

static void round_trip(void)
{
	static field_t fields[4];
	static buffer_t body;
	corokit_http_multipart_t multipart;
	corokit_http_part_t part;
	uint32_t count = 1 + random_below(4);

	body.length = 0;
	for (uint32_t i = 0; i < count; i++) {
		random_field(&fields[i]);
		write_field(&body, &fields[i]);
	}
	append_text(&body, "--XX--\r\n");
	expect(corokit_http_multipart_init(&multipart, TYPE, strlen(TYPE), body.data, body.length), "the boundary is read");
	for (uint32_t i = 0; i < count; i++) {
		int got = corokit_http_multipart_next(&multipart, &part);

		expect(got == 1, "there is a part for each field");
		if (got == 1) {
			check_field(&fields[i], &part);
		}
	}
	expect(corokit_http_multipart_next(&multipart, &part) == 0, "there are no more parts");
}

/* ---- damage ---- */

static const char *const seeds[] = {
	"--XX\r\n" FORM "name=\"a\"\r\n\r\n1\r\n--XX\r\n" FORM "name=\"f[]\"; filename=\"C:\\x\\\"y\"\r\nContent-Type: text/plain\r\n\r\nhello\r\n--XX--\r\n",
	"preamble\r\n--XX \t\r\n\r\nno head\r\n--XX\r\n" FORM "name=b\r\n\r\n--XX--\r\nepilogue",
	"--XX\r\n" FORM "filename=\"\"\r\nX: y\r\n\r\n\r\n--XXX\r\n--XX",
	""
};
static const char *const types[] = {TYPE, "multipart/form-data; charset=\"a;b\"; boundary=\"X\\\\X\"", "multipart/form-data;boundary=\"XX\"", ""};

static void replace(buffer_t *buffer, size_t at, size_t gone, const char *data, size_t length)
{
	static buffer_t rest;

	rest.length = 0;
	append(&rest, buffer->data + at + gone, buffer->length - at - gone);
	buffer->length = at;
	append(buffer, data, length);
	append(buffer, rest.data, rest.length);
}

static void damage(buffer_t *buffer)
{
	size_t at = random_below((uint32_t) buffer->length + 1);
	size_t left = buffer->length - at;
	size_t some = left ? random_below((uint32_t) left + 1) % 40 : 0;
	const char *word = random_word();
	char byte = (char) random_below(256);
	static char copy[40];

	switch (random_below(6)) {
		case 0:
			replace(buffer, at, 0, word, strlen(word));
			break;
		case 1:
			replace(buffer, at, left < strlen(word) ? left : strlen(word), word, strlen(word));
			break;
		case 2:
			replace(buffer, at, some, "", 0);
			break;
		case 3:
			replace(buffer, at, left > 0, &byte, 1);
			break;
		case 4:
			memcpy(copy, buffer->data + at, some);
			replace(buffer, random_below((uint32_t) buffer->length + 1), 0, copy, some);
			break;
		default:
			buffer->length = at;
	}
}

static void check_text(corokit_http_text_t text, const char *start, size_t length)
{
	char out[CAPACITY];

	if (text.data) {
		expect(text.data >= start && text.data + text.length <= start + length, "a text lies in the body");
		expect(corokit_http_text_unquote(text, out) <= text.length, "escapes only shorten");
	}
}

/* Body and type each in a block of its own length, so that the sanitizer sees every read past it. */
static void parse_damaged(const buffer_t *type, const buffer_t *body)
{
	char *type_block = malloc(type->length + 1), *body_block = malloc(body->length + 1);
	char *type_copy = type_block + 1, *body_copy = body_block + 1;
	corokit_http_multipart_t multipart;
	corokit_http_part_t part;
	size_t parts = 0;
	int got = 0;

	memcpy(type_copy, type->data, type->length);
	memcpy(body_copy, body->data, body->length);
	if (corokit_http_multipart_init(&multipart, type_copy, type->length, body_copy, body->length)) {
		while ((got = corokit_http_multipart_next(&multipart, &part)) > 0 && parts++ < CAPACITY) {
			check_text(part.name, body_copy, body->length);
			check_text(part.filename, body_copy, body->length);
			check_text(part.content_type, body_copy, body->length);
			check_text(part.content, body_copy, body->length);
		}
		expect(parts < CAPACITY, "parts come to an end");
		expect(corokit_http_multipart_next(&multipart, &part) == 0, "after the end there is nothing");
	}
	free(type_block);
	free(body_block);
}

static void fuzz(void)
{
	static buffer_t type, body;

	type.length = body.length = 0;
	append_text(&type, types[random_below(4)]);
	append_text(&body, seeds[random_below(4)]);
	for (uint32_t n = random_below(4); n > 0; n--) {
		damage(&type);
	}
	for (uint32_t n = random_below(6); n > 0; n--) {
		damage(&body);
	}
	parse_damaged(&type, &body);
}

int main(int argc, char **argv)
{
	uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
	long trials = argc > 2 ? strtol(argv[2], NULL, 10) : 10000;

	state = seed * UINT64_C(0x9e3779b97f4a7c15) + 1;
	for (long i = 0; i < trials && !failed; i++) {
		round_trip();
		fuzz();
		if (failed) {
			printf("trial %ld of seed %llu\n", i, (unsigned long long) seed);
		}
	}
	printf("seed %llu: %s\n", (unsigned long long) seed, failed ? "failed" : "passed");
	return failed;
}
