#include "multipart.h"

#include <string.h>
#include <strings.h>

#include "guard.h"

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static const char *skip_blanks(const char *at, const char *end)
{
	while (at < end && is_blank(*at)) {
		at++;
	}
	return at;
}

static bool starts_with(const char *at, const char *end, const char *what, size_t length)
{
	return (size_t) (end - at) >= length && memcmp(at, what, length) == 0;
}

static bool text_is(corokit_http_text_t text, const char *name)
{
	return text.length == strlen(name) && strncasecmp(text.data, name, text.length) == 0;
}

static corokit_http_text_t text_between(const char *start, const char *end)
{
	return (corokit_http_text_t) {.data = start, .length = (size_t) (end - start)};
}

/* ---- type; name=value; name="value" ---- */

/* Up to the first parameter; *at is left there. */
static corokit_http_text_t read_type(const char **at, const char *end)
{
	const char *start = *at;
	const char *stop;

	while (*at < end && **at != ';') {
		(*at)++;
	}
	stop = *at;
	while (stop > start && is_blank(stop[-1])) {
		stop--;
	}
	return text_between(start, stop);
}

/* A backslash escapes only what would end the text otherwise: some clients send Windows paths as they are. */
static bool is_escape(const char *at, const char *end)
{
	return *at == '\\' && at + 1 < end && (at[1] == '"' || at[1] == '\\');
}

static bool read_quoted(const char **at, const char *end, corokit_http_text_t *value)
{
	const char *start = ++*at;

	while (*at < end && **at != '"') {
		*at += is_escape(*at, end) ? 2 : 1;
	}
	if (*at >= end) {
		return false;
	}
	*value = text_between(start, *at);
	value->quoted = true;
	++*at;
	return true;
}

static bool read_value(const char **at, const char *end, corokit_http_text_t *value)
{
	const char *start = *at;

	if (*at < end && **at == '"') {
		return read_quoted(at, end, value);
	}
	while (*at < end && **at != ';' && !is_blank(**at)) {
		if (**at == '"') {
			return false;
		}
		(*at)++;
	}
	*value = text_between(start, *at);
	return true;
}

/* *at is at a semicolon or at the end. 1: a parameter, 0: none is left, -1: malformed. */
static int next_parameter(const char **at, const char *end, corokit_http_text_t *name, corokit_http_text_t *value)
{
	const char *equals;

	while (*at < end && (**at == ';' || is_blank(**at))) {
		(*at)++;
	}
	if (*at == end) {
		return 0;
	}
	equals = memchr(*at, '=', end - *at);
	if (!equals || !corokit_http_is_token(*at, equals - *at)) {
		return -1;
	}
	*name = text_between(*at, equals);
	*at = equals + 1;
	if (!read_value(at, end, value)) {
		return -1;
	}
	*at = skip_blanks(*at, end);
	return *at == end || **at == ';' ? 1 : -1;
}

bool corokit_http_is_type(const char *content_type, size_t length, const char *type)
{
	return text_is(read_type(&(const char *) {content_type}, content_type + length), type);
}

size_t corokit_http_text_unquote(corokit_http_text_t text, char *out)
{
	const char *end = text.data + text.length;
	size_t length = 0;

	for (const char *at = text.data; at < end; at++) {
		if (text.quoted && is_escape(at, end)) {
			at++;
		}
		out[length++] = *at;
	}
	return length;
}

/* ---- headers of a part ---- */

/* A parameter that came twice is read by everyone as he likes: no part. */
static bool take_once(corokit_http_text_t *place, corokit_http_text_t value)
{
	bool first = !place->data;

	*place = value;
	return first;
}

static bool read_disposition(corokit_http_part_t *part, const char *at, const char *end)
{
	corokit_http_text_t name, value;
	int more;

	part->is_form_data = text_is(read_type(&at, end), "form-data");
	while ((more = next_parameter(&at, end, &name, &value)) > 0) {
		if (text_is(name, "name") && !take_once(&part->name, value)) {
			return false;
		}
		if (text_is(name, "filename") && !take_once(&part->filename, value)) {
			return false;
		}
	}
	return more == 0;
}

static bool read_field(corokit_http_part_t *part, const char *at, const char *end, bool *seen_disposition)
{
	const char *colon = memchr(at, ':', end - at);
	corokit_http_text_t name;

	if (!colon || !corokit_http_is_token(at, colon - at)) {
		return false;
	}
	name = text_between(at, colon);
	at = skip_blanks(colon + 1, end);
	if (text_is(name, "Content-Disposition")) {
		if (*seen_disposition) {
			return false;
		}
		*seen_disposition = true;
		return read_disposition(part, at, end);
	}
	if (text_is(name, "Content-Type")) {
		part->content_type = read_type(&at, end);
	}
	return true;
}

/* From the line after a delimiter through the empty line. */
static bool read_head(corokit_http_multipart_t *multipart, corokit_http_part_t *part)
{
	const char *at = multipart->at;
	const char *limit = multipart->end - at > COROKIT_HTTP_PART_HEAD_MAX ? at + COROKIT_HTTP_PART_HEAD_MAX : multipart->end;
	bool seen_disposition = false;

	for (;;) {
		const char *stop = at;

		while (stop < limit && *stop != '\r' && *stop != '\n' && *stop != '\0') {
			stop++;
		}
		if (!starts_with(stop, limit, "\r\n", 2)) {
			return false;
		}
		if (stop == at) {
			multipart->at = stop + 2;
			return true;
		}
		if (!read_field(part, at, stop, &seen_disposition)) {
			return false;
		}
		at = stop + 2;
	}
}

/* ---- delimiters ---- */

/* After the words of a delimiter: does the line end here? Sets where the next part begins, NULL after the last. */
static bool ends_line(const char *at, const char *end, const char **next)
{
	*next = NULL;
	if (at == end || starts_with(at, end, "--", 2)) {
		return true;
	}
	at = skip_blanks(at, end);
	if (!starts_with(at, end, "\r\n", 2)) {
		return false;
	}
	*next = at + 2;
	return true;
}

/* The start of the next delimiter line, its CRLF included; NULL: there is none. */
static const char *find_delimiter(const corokit_http_multipart_t *multipart, const char *from, const char **next)
{
	const char *at = from;

	while ((at = memmem(at, multipart->end - at, multipart->delimiter, multipart->delimiter_length))) {
		if (ends_line(at + multipart->delimiter_length, multipart->end, next)) {
			return at;
		}
		at += multipart->delimiter_length;
	}
	*next = NULL;
	return NULL;
}

static bool set_boundary(corokit_http_multipart_t *multipart, corokit_http_text_t boundary)
{
	if (boundary.length == 0 || boundary.length > COROKIT_HTTP_BOUNDARY_MAX) {
		return false;
	}
	memcpy(multipart->delimiter, "\r\n--", 4);
	multipart->delimiter_length = 4 + corokit_http_text_unquote(boundary, multipart->delimiter + 4);
	return true;
}

static bool read_boundary(corokit_http_multipart_t *multipart, const char *at, const char *end)
{
	corokit_http_text_t name, value, boundary = {0};
	int more;

	if (!text_is(read_type(&at, end), "multipart/form-data")) {
		return false;
	}
	while ((more = next_parameter(&at, end, &name, &value)) > 0) {
		if (text_is(name, "boundary") && !take_once(&boundary, value)) {
			return false;
		}
	}
	return more == 0 && boundary.data && set_boundary(multipart, boundary);
}

bool corokit_http_multipart_init(corokit_http_multipart_t *multipart, const char *content_type, size_t type_length,
	const char *body, size_t body_length)
{
	if (!read_boundary(multipart, content_type, content_type + type_length)) {
		return false;
	}
	multipart->at = NULL;
	multipart->end = body + body_length;
	if (body_length == 0) {
		return true;
	}
	/* The first delimiter may open the body, or follow lines that nobody reads. */
	if (!starts_with(body, multipart->end, multipart->delimiter + 2, multipart->delimiter_length - 2)
			|| !ends_line(body + multipart->delimiter_length - 2, multipart->end, &multipart->at)) {
		find_delimiter(multipart, body, &multipart->at);
	}
	return true;
}

int corokit_http_multipart_next(corokit_http_multipart_t *multipart, corokit_http_part_t *part)
{
	const char *start, *stop;

	memset(part, 0, sizeof(*part));
	if (!multipart->at) {
		return 0;
	}
	if (!read_head(multipart, part)) {
		multipart->at = NULL;
		return -1;
	}
	/* A part without content shares the CRLF of the empty line with the delimiter. */
	start = multipart->at;
	stop = find_delimiter(multipart, start - 2, &multipart->at);
	part->complete = stop != NULL;
	if (!stop) {
		stop = multipart->end;
	}
	part->content = text_between(start, stop < start ? start : stop);
	return 1;
}
