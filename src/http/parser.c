/*
 * The parser of one connection; its struct is embedded there. To add a rule
 * about a header: a line in known_fields and its function.
 */
#include "parser.h"

#include <string.h>
#include <strings.h>

/* What the rules collect over the lines of a head. */
typedef struct {
	corokit_http_message_t *message;
	uint32_t hosts;
	uint32_t lengths;
	uint32_t codings;
	bool     chunked;
	bool     close;
	bool     keep_alive;
} head_t;

typedef struct {
	const char *name;
	size_t      length;
	/* 0 or minus a status */
	int       (*check)(head_t *head, corokit_http_slice_t value);
} known_field_t;

/* ---- rules of the head ---- */

static bool equals(const char *data, size_t length, const char *word)
{
	return strlen(word) == length && strncasecmp(data, word, length) == 0;
}

static void trim(const corokit_http_message_t *message, corokit_http_slice_t *value)
{
	const char *at = message->head + value->offset;

	while (value->length > 0 && (at[value->length - 1] == ' ' || at[value->length - 1] == '\t')) {
		value->length--;
	}
	while (value->length > 0 && (*at == ' ' || *at == '\t')) {
		at++;
		value->offset++;
		value->length--;
	}
}

/* Takes the next element of a comma-separated list, trimmed. */
static bool next_element(const char **at, const char *end, const char **element, size_t *length)
{
	const char *comma;

	if (*at >= end) {
		return false;
	}
	comma = memchr(*at, ',', (size_t) (end - *at));
	comma = comma ? comma : end;
	*element = *at;
	*at = comma + 1;
	while (*element < comma && (**element == ' ' || **element == '\t')) {
		(*element)++;
	}
	while (comma > *element && (comma[-1] == ' ' || comma[-1] == '\t')) {
		comma--;
	}
	*length = (size_t) (comma - *element);
	return true;
}

/* host[:port] of RFC 3986, without user info: what a name, an address or [v6] can be made of. */
static bool is_authority(const char *at, size_t length)
{
	const char *end = at + length;
	const char *p = at;

	if (p < end && *p == '[') {
		for (p++; p < end && *p != ']'; p++) {
			if (!strchr("0123456789abcdefABCDEFvV.:", *p)) {
				return false;
			}
		}
		if (p == end) {
			return false;
		}
		p++;
	} else {
		while (p < end && *p != ':') {
			if (!(*p >= '0' && *p <= '9') && !((*p | 0x20) >= 'a' && (*p | 0x20) <= 'z') && *p != '.' && !strchr("!$%&'()*+,;=-_~", *p)) {
				return false;
			}
			p++;
		}
	}
	if (p < end && *p++ != ':') {
		return false;
	}
	while (p < end && *p >= '0' && *p <= '9') {
		p++;
	}
	return p == end;
}

static int check_host(head_t *head, corokit_http_slice_t value)
{
	head->message->host = value;
	return ++head->hosts == 1 && is_authority(corokit_http_message_at(head->message, value), value.length) ? 0 : -400;
}

static int check_length(head_t *head, corokit_http_slice_t value)
{
	const char *at = corokit_http_message_at(head->message, value);
	uint64_t number = 0;

	if (++head->lengths > 1 || value.length == 0) {
		return -400;
	}
	for (uint32_t i = 0; i < value.length; i++) {
		if (at[i] < '0' || at[i] > '9' || number > (UINT64_MAX - 9) / 10) {
			return -400;
		}
		number = number * 10 + (uint64_t) (at[i] - '0');
	}
	head->message->has_length = true;
	head->message->content_length = number;
	return 0;
}

static int check_coding(head_t *head, corokit_http_slice_t value)
{
	const char *at = corokit_http_message_at(head->message, value);
	const char *end;
	const char *element;
	size_t length;
	bool last = false;

	if (++head->codings > 1) {
		return -400;
	}
	if (equals(at, value.length, "chunked")) {
		head->chunked = true;
		return 0;
	}
	/* Honest codings that we lack; anything else is an attempt at something. */
	end = at + value.length;
	while (next_element(&at, end, &element, &length)) {
		if (last || !corokit_http_is_token(element, length)) {
			return -400;
		}
		last = equals(element, length, "chunked");
	}
	return value.length > 0 ? -501 : -400;
}

static int check_expect(head_t *head, corokit_http_slice_t value)
{
	if (!equals(corokit_http_message_at(head->message, value), value.length, "100-continue")) {
		return -417;
	}
	head->message->expects_continue = head->message->minor > 0;
	return 0;
}

static int check_connection(head_t *head, corokit_http_slice_t value)
{
	const char *at = corokit_http_message_at(head->message, value);
	const char *end = at + value.length;
	const char *element;
	size_t length;

	while (next_element(&at, end, &element, &length)) {
		head->close |= equals(element, length, "close");
		head->keep_alive |= equals(element, length, "keep-alive");
	}
	return 0;
}

static int check_content_type(head_t *head, corokit_http_slice_t value)
{
	/* Two types are two ways to read one body. */
	if (head->message->content_type.length > 0) {
		return -400;
	}
	head->message->content_type = value;
	return 0;
}

static const known_field_t known_fields[] = {
	{"host", 4, check_host},
	{"expect", 6, check_expect},
	{"connection", 10, check_connection},
	{"content-type", 12, check_content_type},
	{"content-length", 14, check_length},
	{"transfer-encoding", 17, check_coding},
};

static int check_fields(head_t *head)
{
	corokit_http_message_t *message = head->message;

	for (uint32_t i = 0; i < message->field_count; i++) {
		corokit_http_field_t *field = &message->fields[i];
		const char *name = corokit_http_message_at(message, field->name);

		trim(message, &field->value);
		for (size_t k = 0; k < sizeof(known_fields) / sizeof(*known_fields); k++) {
			const known_field_t *known = &known_fields[k];

			if (field->name.length == known->length && strncasecmp(name, known->name, known->length) == 0) {
				int err = known->check(head, field->value);

				if (err < 0) {
					return err;
				}
			}
		}
	}
	return 0;
}

/* Finds path and query in the target, and holds an absolute target against Host. */
static int check_target(head_t *head)
{
	corokit_http_message_t *message = head->message;
	corokit_http_slice_t target = message->target;
	const char *at = corokit_http_message_at(message, target);
	const char *query;
	size_t scheme = 0;

	if (target.length == 1 && *at == '*') {
		bool options = equals(corokit_http_message_at(message, message->method), message->method.length, "OPTIONS");

		message->path = target;
		return options ? 0 : -400;
	}
	if (target.length > 7 && strncasecmp(at, "http://", 7) == 0) {
		scheme = 7;
	} else if (target.length > 8 && strncasecmp(at, "https://", 8) == 0) {
		scheme = 8;
	}
	if (scheme > 0) {
		size_t authority = strcspn(at + scheme, "/? ");
		const char *host = corokit_http_message_at(message, message->host);

		if (!is_authority(at + scheme, authority) || authority == 0) {
			return -400;
		}
		if (head->hosts > 0 && (authority != message->host.length || strncasecmp(at + scheme, host, authority) != 0)) {
			return -400;
		}
		target.offset += (uint32_t) (scheme + authority);
		target.length -= (uint32_t) (scheme + authority);
		at = corokit_http_message_at(message, target);
	} else if (*at != '/') {
		return -400;
	}
	query = memchr(at, '?', target.length);
	message->path = target;
	if (query) {
		message->path.length = (uint32_t) (query - at);
		message->query.offset = message->path.offset + message->path.length + 1;
		message->query.length = target.length - message->path.length - 1;
	}
	return 0;
}

static int check_head(corokit_http_parser_t *parser)
{
	corokit_http_message_t *message = parser->message;
	head_t head = {.message = message};
	int err;

	message->minor = parser->guard.minor;
	message->method.offset = message->head[0] == '\r' ? 2 : 0;
	message->method.length = (uint32_t) strcspn(message->head + message->method.offset, " ");
	message->is_head = parser->llhttp.method == HTTP_HEAD;

	err = check_fields(&head);
	if (err < 0) {
		return err;
	}
	if (parser->llhttp.method == HTTP_CONNECT) {
		return -501;
	}
	if (head.hosts == 0 && message->minor > 0) {
		return -400;
	}
	if (head.codings > 0 && (message->has_length || message->minor == 0)) {
		return -400;
	}
	err = check_target(&head);
	if (err < 0) {
		return err;
	}
	if (message->content_length > parser->guard.limits->body_bytes) {
		return -413;
	}
	message->chunked = head.chunked;
	message->says_keep_alive = head.keep_alive;
	message->keep_alive = !head.close && (message->minor > 0 || head.keep_alive);
	return 0;
}

/* ---- llhttp ---- */

static corokit_http_parser_t *parser_of(llhttp_t *llhttp)
{
	return llhttp->data;
}

static corokit_http_slice_t slice_at(const corokit_http_message_t *message, const char *at, size_t length)
{
	return (corokit_http_slice_t) {(uint32_t) (at - message->head), (uint32_t) length};
}

static int on_url(llhttp_t *llhttp, const char *at, size_t length)
{
	corokit_http_message_t *message = parser_of(llhttp)->message;

	message->target = slice_at(message, at, length);
	return 0;
}

static int on_header_field(llhttp_t *llhttp, const char *at, size_t length)
{
	corokit_http_parser_t *parser = parser_of(llhttp);
	corokit_http_field_t *field;

	if (parser->in_body) {
		return 0; /* trailers are checked and dropped */
	}
	field = corokit_http_message_add_field(parser->message);
	if (!field) {
		parser->fault = -503;
		return -1;
	}
	field->name = slice_at(parser->message, at, length);
	return 0;
}

static int on_header_value(llhttp_t *llhttp, const char *at, size_t length)
{
	corokit_http_parser_t *parser = parser_of(llhttp);

	if (!parser->in_body && parser->message->field_count > 0) {
		parser->message->fields[parser->message->field_count - 1].value = slice_at(parser->message, at, length);
	}
	return 0;
}

static int on_headers_complete(llhttp_t *llhttp)
{
	corokit_http_parser_t *parser = parser_of(llhttp);

	/* We upgrade to nothing: the request is an ordinary one, with its body. */
	llhttp->upgrade = 0;
	/* Here, not later: our rules name a fault more exactly than llhttp's next step does. */
	parser->fault = check_head(parser);
	return parser->fault < 0 ? -1 : 0;
}

static int on_body(llhttp_t *llhttp, const char *at, size_t length)
{
	corokit_http_parser_t *parser = parser_of(llhttp);

	if (!corokit_http_message_append_body(parser->message, at, length)) {
		parser->fault = -503;
		return -1;
	}
	return 0;
}

static int on_message_complete(llhttp_t *llhttp)
{
	parser_of(llhttp)->llhttp_complete = true;
	return 0;
}

static const llhttp_settings_t callbacks = {
	.on_url = on_url,
	.on_header_field = on_header_field,
	.on_header_value = on_header_value,
	.on_headers_complete = on_headers_complete,
	.on_body = on_body,
	.on_message_complete = on_message_complete
};

/* 0 or minus a status. */
static int feed_llhttp(corokit_http_parser_t *parser, const char *data, size_t length)
{
	switch (llhttp_execute(&parser->llhttp, data, length)) {
		case HPE_OK:
			return 0;
		case HPE_INVALID_METHOD:
			return -501;
		default:
			return parser->fault < 0 ? parser->fault : -400;
	}
}

/* ---- public ---- */

void corokit_http_parser_init(corokit_http_parser_t *parser, const corokit_http_limits_t *limits)
{
	memset(parser, 0, sizeof(*parser));
	parser->guard.limits = limits;
	llhttp_init(&parser->llhttp, HTTP_REQUEST, &callbacks);
	parser->llhttp.data = parser;
}

void corokit_http_parser_begin(corokit_http_parser_t *parser, corokit_http_message_t *message)
{
	parser->message = message;
	parser->in_body = false;
	parser->llhttp_complete = false;
	parser->fault = 0;
	corokit_http_guard_init(&parser->guard, parser->guard.limits);
	llhttp_reset(&parser->llhttp);
}

bool corokit_http_parser_started(const corokit_http_parser_t *parser)
{
	return parser->guard.head > 0 || parser->in_body;
}

static int finish_head(corokit_http_parser_t *parser)
{
	corokit_http_message_t *message = parser->message;
	bool has_body;
	int err = feed_llhttp(parser, message->head, message->head_length);

	if (err < 0) {
		return err;
	}
	has_body = message->chunked || message->content_length > 0;
	if (has_body == parser->llhttp_complete) {
		return -400;
	}
	if (!has_body) {
		return COROKIT_HTTP_COMPLETE;
	}
	parser->in_body = true;
	if (message->chunked) {
		corokit_http_guard_expect_chunks(&parser->guard);
	} else {
		corokit_http_guard_expect_length(&parser->guard, message->content_length);
	}
	return COROKIT_HTTP_HEAD;
}

int corokit_http_parser_feed(corokit_http_parser_t *parser, const char *data, size_t length, size_t *taken)
{
	int event = corokit_http_guard_feed(&parser->guard, data, length, taken);
	int err;

	if (event < 0) {
		return event;
	}
	if (!parser->in_body) {
		if (!corokit_http_message_append_head(parser->message, data, *taken)) {
			return -503;
		}
		return event == COROKIT_HTTP_HEAD ? finish_head(parser) : COROKIT_HTTP_MORE;
	}
	err = feed_llhttp(parser, data, *taken);
	if (err < 0) {
		return err;
	}
	if ((event == COROKIT_HTTP_COMPLETE) != parser->llhttp_complete) {
		return -400;
	}
	return event;
}
