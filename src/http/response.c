/*
 * See response.h. The head is put together in the service's scratch buffer and
 * leaves with the first piece of the body in one system call.
 */
#include "response.h"

#include <errno.h>
#include <strings.h>
#include <unistd.h>

#include "status.h"

/* Bodies up to this length are copied behind the head: cheaper than a second vector. */
#define COPIED_BODY_MAX 8192
#define FILE_PIECE (256 * 1024)

/* Fields that the server looks at; the others are the application's own. */
enum {
	FIELD_PLAIN,
	FIELD_COOKIE,
	FIELD_DATE,
	FIELD_SERVER,
	FIELD_TYPE,
	FIELD_LENGTH,
	FIELD_CODING,
	FIELD_CONNECTION
};

/* ---- life ---- */

void corokit_http_response_init(corokit_http_response_t *response)
{
	response->connection = NULL;
	response->serial = 0;
	response->status = 200;
	response->sent_status = 0;
	response->reason = NULL;
	response->fields = (corokit_http_response_fields_t) {response->embedded, 0, COROKIT_HTTP_FIELDS_EMBEDDED};
	response->trailers = (corokit_http_response_fields_t) {0};
}

void corokit_http_response_bind(corokit_http_response_t *response, corokit_http_connection_t *connection)
{
	connection->refs++;
	response->connection = connection;
	response->serial = connection->serial;
}

void corokit_http_response_unbind(corokit_http_response_t *response)
{
	if (response->connection) {
		corokit_http_connection_release(response->connection);
		response->connection = NULL;
	}
}

static void clear_fields(corokit_http_response_fields_t *fields)
{
	for (uint32_t i = 0; i < fields->count; i++) {
		zend_string_release(fields->entries[i].name);
		zend_string_release(fields->entries[i].value);
	}
	fields->count = 0;
}

static void free_fields(corokit_http_response_t *response, corokit_http_response_fields_t *fields)
{
	clear_fields(fields);
	if (fields->entries && fields->entries != response->embedded) {
		efree(fields->entries);
	}
}

static void set_reason(corokit_http_response_t *response, zend_string *reason)
{
	if (response->reason) {
		zend_string_release(response->reason);
	}
	response->reason = reason;
}

void corokit_http_response_set_status(corokit_http_response_t *response, int status, zend_string *reason)
{
	set_reason(response, reason ? zend_string_copy(reason) : NULL);
	response->status = status;
}

void corokit_http_response_clear(corokit_http_response_t *response)
{
	clear_fields(&response->fields);
	clear_fields(&response->trailers);
	set_reason(response, NULL);
	response->status = 200;
}

void corokit_http_response_deinit(corokit_http_response_t *response)
{
	corokit_http_response_unbind(response);
	free_fields(response, &response->fields);
	free_fields(response, &response->trailers);
	set_reason(response, NULL);
}

/* ---- fields ---- */

bool corokit_http_is_field_value(const char *data, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (data[i] == '\r' || data[i] == '\n' || data[i] == '\0') {
			return false;
		}
	}
	return true;
}

static bool equals(const zend_string *name, const char *word, size_t length)
{
	return ZSTR_LEN(name) == length && strncasecmp(ZSTR_VAL(name), word, length) == 0;
}

static uint8_t kind_of(const zend_string *name)
{
	static const struct {
		const char *name;
		uint8_t length;
		uint8_t kind;
	} known[] = {
		{"content-type", 12, FIELD_TYPE},
		{"content-length", 14, FIELD_LENGTH},
		{"date", 4, FIELD_DATE},
		{"server", 6, FIELD_SERVER},
		{"connection", 10, FIELD_CONNECTION},
		{"transfer-encoding", 17, FIELD_CODING}
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		if (equals(name, known[i].name, known[i].length)) {
			return known[i].kind;
		}
	}
	return FIELD_PLAIN;
}

void corokit_http_response_remove_field(corokit_http_response_t *response, const zend_string *name)
{
	corokit_http_response_fields_t *fields = &response->fields;
	uint32_t kept = 0;

	for (uint32_t i = 0; i < fields->count; i++) {
		corokit_http_response_field_t *field = &fields->entries[i];

		if (field->kind != FIELD_COOKIE && equals(field->name, ZSTR_VAL(name), ZSTR_LEN(name))) {
			zend_string_release(field->name);
			zend_string_release(field->value);
		} else {
			fields->entries[kept++] = *field;
		}
	}
	fields->count = kept;
}

static void add(corokit_http_response_t *response, corokit_http_response_fields_t *fields, zend_string *name, zend_string *value, uint8_t kind)
{
	if (fields->count == fields->capacity) {
		uint32_t capacity = fields->capacity ? fields->capacity * 2 : 4;

		if (fields->entries == response->embedded) {
			fields->entries = safe_emalloc(capacity, sizeof(*fields->entries), 0);
			memcpy(fields->entries, response->embedded, sizeof(response->embedded));
		} else {
			fields->entries = safe_erealloc(fields->entries, capacity, sizeof(*fields->entries), 0);
		}
		fields->capacity = capacity;
	}
	fields->entries[fields->count++] = (corokit_http_response_field_t) {zend_string_copy(name), zend_string_copy(value), kind};
}

void corokit_http_response_add_field(corokit_http_response_t *response, zend_string *name, zend_string *value)
{
	add(response, &response->fields, name, value, kind_of(name));
}

void corokit_http_response_add_cookie(corokit_http_response_t *response, zend_string *cookie)
{
	zend_string *name = zend_string_init("Set-Cookie", sizeof("Set-Cookie") - 1, 0);

	add(response, &response->fields, name, cookie, FIELD_COOKIE);
	zend_string_release(name);
}

void corokit_http_response_add_trailer(corokit_http_response_t *response, zend_string *name, zend_string *value)
{
	add(response, &response->trailers, name, value, FIELD_PLAIN);
}

/* ---- the head ---- */

/* What the fields that the server looks at say. */
typedef struct {
	bool     has_date;
	bool     has_server;
	bool     has_type;
	bool     close;
	bool     has_length;
	uint64_t length;
} seen_t;

static bool parse_length(const zend_string *value, uint64_t *length)
{
	uint64_t number = 0;

	for (size_t i = 0; i < ZSTR_LEN(value); i++) {
		char c = ZSTR_VAL(value)[i];

		if (c < '0' || c > '9' || number > (UINT64_MAX - 9) / 10) {
			return false;
		}
		number = number * 10 + (uint64_t) (c - '0');
	}
	*length = number;
	return ZSTR_LEN(value) > 0;
}

/* "close" as an element of a list. */
static bool says_close(const zend_string *value)
{
	const char *at = ZSTR_VAL(value);

	for (;;) {
		size_t length = strcspn(at, ", \t");

		if (length == 5 && strncasecmp(at, "close", 5) == 0) {
			return true;
		}
		at += length;
		if (*at == '\0') {
			return false;
		}
		at++;
	}
}

static void look(const corokit_http_response_fields_t *fields, seen_t *seen)
{
	for (uint32_t i = 0; i < fields->count; i++) {
		const corokit_http_response_field_t *field = &fields->entries[i];

		switch (field->kind) {
			case FIELD_DATE:
				seen->has_date = true;
				break;
			case FIELD_SERVER:
				seen->has_server = true;
				break;
			case FIELD_TYPE:
				seen->has_type = true;
				break;
			case FIELD_CONNECTION:
				seen->close |= says_close(field->value);
				break;
			case FIELD_LENGTH:
				seen->has_length = parse_length(field->value, &seen->length);
				break;
		}
	}
}

#define PUT_LITERAL(buffer, text) corokit_http_buffer_append(buffer, text, sizeof(text) - 1)

static void put_string(corokit_http_buffer_t *buffer, const zend_string *text)
{
	corokit_http_buffer_append(buffer, ZSTR_VAL(text), ZSTR_LEN(text));
}

static void put_number(corokit_http_buffer_t *buffer, uint64_t number)
{
	char digits[24];
	char *end = digits + sizeof(digits);
	char *at = end;

	do {
		*--at = (char) ('0' + number % 10);
		number /= 10;
	} while (number > 0);
	corokit_http_buffer_append(buffer, at, (size_t) (end - at));
}

static void put_line(corokit_http_buffer_t *buffer, const corokit_http_response_field_t *field)
{
	put_string(buffer, field->name);
	PUT_LITERAL(buffer, ": ");
	put_string(buffer, field->value);
	PUT_LITERAL(buffer, "\r\n");
}

static void put_status(corokit_http_response_t *response, const seen_t *seen)
{
	corokit_http_service_t *service = response->connection->service;
	corokit_http_buffer_t *out = &service->scratch;
	const corokit_http_buffer_t *preamble = corokit_http_service_preamble(service);
	const char *server = preamble->data + service->status_line;
	const char *date = server + service->server_line;

	if (EXPECTED(response->status == 200 && !response->reason && !seen->has_date && !seen->has_server)) {
		corokit_http_buffer_append(out, preamble->data, preamble->length);
		return;
	}
	PUT_LITERAL(out, "HTTP/1.1 ");
	put_number(out, (uint64_t) response->status);
	PUT_LITERAL(out, " ");
	if (response->reason) {
		put_string(out, response->reason);
	} else {
		const char *reason = corokit_http_status_reason(response->status);

		corokit_http_buffer_append(out, reason, strlen(reason));
	}
	PUT_LITERAL(out, "\r\n");
	if (!seen->has_server) {
		corokit_http_buffer_append(out, server, service->server_line);
	}
	if (!seen->has_date) {
		corokit_http_buffer_append(out, date, (size_t) (preamble->data + preamble->length - date));
	}
}

static void put_fields(corokit_http_response_t *response)
{
	corokit_http_buffer_t *out = &response->connection->service->scratch;

	for (uint32_t i = 0; i < response->fields.count; i++) {
		const corokit_http_response_field_t *field = &response->fields.entries[i];

		/* These are ours to say: two opinions about where an answer ends are an attack. */
		if (field->kind != FIELD_LENGTH && field->kind != FIELD_CODING && field->kind != FIELD_CONNECTION) {
			put_line(out, field);
		}
	}
}

static void put_framing(corokit_http_response_t *response, const seen_t *seen, bool streams, uint64_t length)
{
	corokit_http_connection_t *connection = response->connection;
	corokit_http_answer_t *answer = &connection->answer;
	corokit_http_buffer_t *out = &connection->service->scratch;
	bool http10 = connection->message->minor == 0;
	bool nothing = response->status == 204 || response->status == 304;
	bool has_body = !nothing && (streams || length > 0);

	answer->sent = true;
	answer->bodyless = nothing || connection->message->is_head;
	answer->keep = connection->message->keep_alive && !seen->close && !connection->service->draining;
	if (has_body && !seen->has_type) {
		PUT_LITERAL(out, "Content-Type: text/html\r\n");
	}
	if (nothing) {
		/* Its end is known by its status. */
	} else if (!streams && (length > 0 || !connection->message->is_head) && (response->trailers.count == 0 || http10)) {
		answer->measured = true;
		answer->declared = length;
	} else if (seen->has_length) {
		answer->measured = true;
		answer->declared = seen->length;
	} else if (!has_body && connection->message->is_head) {
		/* We cannot say how long the answer to GET were. */
	} else if (!http10) {
		answer->chunked = true;
		PUT_LITERAL(out, "Transfer-Encoding: chunked\r\n");
	} else {
		answer->keep = false;
	}
	if (answer->measured) {
		PUT_LITERAL(out, "Content-Length: ");
		put_number(out, answer->declared);
		PUT_LITERAL(out, "\r\n");
	}
	if (!answer->keep) {
		PUT_LITERAL(out, "Connection: close\r\n");
	} else if (http10) {
		PUT_LITERAL(out, "Connection: keep-alive\r\n");
	}
	PUT_LITERAL(out, "\r\n");
}

/* Into the scratch buffer. streams: more may follow behind `length` bytes. */
static void put_head(corokit_http_response_t *response, bool streams, uint64_t length)
{
	seen_t seen = {0};

	look(&response->fields, &seen);
	put_status(response, &seen);
	put_fields(response);
	put_framing(response, &seen, streams, length);
	response->sent_status = response->status;
}

/* ---- sending ---- */

static int check_open(const corokit_http_response_t *response)
{
	if (!corokit_http_response_is_open(response)) {
		return -EALREADY;
	}
	return response->connection->state == COROKIT_HTTP_CLOSED ? -EPIPE : 0;
}

static void put_chunk_size(corokit_http_buffer_t *buffer, size_t size)
{
	char digits[20];
	int length = snprintf(digits, sizeof(digits), "%zx\r\n", size);

	corokit_http_buffer_append(buffer, digits, (size_t) length);
}

/*
 * Sends what is in the scratch buffer, and `data` behind it framed as the answer
 * demands. last: with the end of the body.
 */
static int send_piece(corokit_http_response_t *response, zend_string *data, bool last)
{
	corokit_http_connection_t *connection = response->connection;
	corokit_http_answer_t *answer = &connection->answer;
	corokit_http_buffer_t *out = &connection->service->scratch;
	size_t length = data && !answer->bodyless ? ZSTR_LEN(data) : 0;
	bool chunked = answer->chunked && !answer->bodyless;
	zend_string *body = NULL;
	size_t head;

	if (chunked && length > 0) {
		put_chunk_size(out, length);
	}
	if (length > COPIED_BODY_MAX) {
		body = data;
	} else if (length > 0) {
		put_string(out, data);
	}
	answer->written += length;
	head = out->length;
	if (chunked && length > 0) {
		PUT_LITERAL(out, "\r\n");
	}
	if (chunked && last) {
		PUT_LITERAL(out, "0\r\n");
		for (uint32_t i = 0; i < response->trailers.count; i++) {
			put_line(out, &response->trailers.entries[i]);
		}
		PUT_LITERAL(out, "\r\n");
	}
	if (!body) {
		head = out->length;
	}
	if (out->length == 0 && !body) {
		return 0;
	}
	return corokit_http_output(connection, out->data, head, body, out->data + head, out->length - head);
}

/* Would `length` more bytes break the promise of Content-Length? */
static bool is_too_long(const corokit_http_answer_t *answer, size_t length)
{
	return answer->measured && !answer->bodyless && length > answer->declared - answer->written;
}

static int begin_piece(corokit_http_response_t *response, bool streams, size_t length)
{
	corokit_http_connection_t *connection = response->connection;

	connection->service->scratch.length = 0;
	if (!connection->answer.sent) {
		put_head(response, streams, length);
	}
	return is_too_long(&connection->answer, length) ? -EMSGSIZE : 0;
}

/* The exchange is over for us; the promise of Content-Length must have been kept. */
static void finish(corokit_http_response_t *response)
{
	corokit_http_connection_t *connection = response->connection;
	const corokit_http_answer_t *answer = &connection->answer;

	connection->service->stats.responses++;
	if (UNEXPECTED(answer->measured && !answer->bodyless && answer->written != answer->declared)) {
		corokit_http_connection_abort(connection);
	}
	corokit_http_connection_finish(connection, answer->keep);
}

static int write_piece(corokit_http_response_t *response, zend_string *data)
{
	int err = begin_piece(response, true, ZSTR_LEN(data));

	if (err < 0) {
		/* The head was not sent either, unless before: cut off, the peer sees that it is not whole. */
		corokit_http_connection_abort(response->connection);
		return err;
	}
	err = send_piece(response, data, false);
	if (err < 0) {
		return err;
	}
	return corokit_http_output_wait(response->connection, response->connection->service->options.output_high_water);
}

int corokit_http_response_write(corokit_http_response_t *response, zend_string *data)
{
	int err = check_open(response);

	return err < 0 ? err : write_piece(response, data);
}

int corokit_http_response_end(corokit_http_response_t *response, zend_string *data)
{
	int err = check_open(response);

	if (EXPECTED(err == 0)) {
		err = begin_piece(response, false, data ? ZSTR_LEN(data) : 0);
		if (EXPECTED(err == 0)) {
			err = send_piece(response, data, true);
		}
		if (UNEXPECTED(err < 0)) {
			corokit_http_connection_abort(response->connection);
		}
	} else if (err == -EALREADY) {
		return err;
	}
	finish(response);
	return err;
}

/* A piece of the file in a string; reuses one that nobody else has. NULL: it ended early, or errno. */
static zend_string *read_piece(zend_string *piece, int fd, uint64_t offset, uint64_t length)
{
	size_t wanted = length < FILE_PIECE ? (size_t) length : FILE_PIECE;
	ssize_t got;

	if (piece && (GC_REFCOUNT(piece) > 1 || ZSTR_LEN(piece) != wanted)) {
		zend_string_release(piece);
		piece = NULL;
	}
	if (!piece) {
		piece = zend_string_alloc(wanted, 0);
	}
	got = pread(fd, ZSTR_VAL(piece), wanted, (off_t) offset);
	if (got != (ssize_t) wanted) {
		zend_string_release(piece);
		return NULL;
	}
	ZSTR_VAL(piece)[wanted] = '\0';
	return piece;
}

/* The head is in the scratch buffer. 0 or a negative code; the exchange may be over before it returns. */
static int send_file(corokit_http_response_t *response, int fd, uint64_t offset, uint64_t length)
{
	corokit_http_connection_t *connection = response->connection;
	zend_string *piece = NULL;
	int err = 0;

	if (length == 0 || connection->answer.bodyless) {
		return send_piece(response, NULL, true);
	}
	while (err == 0 && length > 0) {
		piece = read_piece(piece, fd, offset, length);
		if (!piece) {
			return -EIO;
		}
		offset += ZSTR_LEN(piece);
		length -= ZSTR_LEN(piece);
		err = send_piece(response, piece, length == 0);
		connection->service->scratch.length = 0;
		if (err == 0 && length > 0) {
			err = corokit_http_output_wait(connection, FILE_PIECE);
		}
		/* Others may have ended or detached it during the wait. */
		if (err == 0) {
			err = check_open(response);
		}
		connection->service->scratch.length = 0;
	}
	zend_string_release(piece);
	return err;
}

int corokit_http_response_sendfile(corokit_http_response_t *response, int fd, uint64_t offset, uint64_t length)
{
	corokit_http_connection_t *connection = response->connection;
	int err = check_open(response);

	if (err == -EALREADY) {
		return err;
	}
	if (err == 0 && connection->answer.sent) {
		return -EINPROGRESS;
	}
	connection->refs++;
	if (err == 0) {
		connection->service->scratch.length = 0;
		put_head(response, false, length);
		err = send_file(response, fd, offset, length);
	}
	if (err < 0 && err != -EALREADY) {
		corokit_http_connection_abort(connection);
	}
	if (corokit_http_response_is_open(response)) {
		finish(response);
	}
	corokit_http_connection_release(connection);
	return err;
}

void corokit_http_response_fail(corokit_http_response_t *response, int status)
{
	const char *reason = corokit_http_status_reason(status);
	zend_string *body, *name;

	if (!corokit_http_response_is_open(response)) {
		return;
	}
	if (response->connection->answer.sent) {
		corokit_http_connection_abort(response->connection);
		finish(response);
		return;
	}
	corokit_http_response_clear(response);
	response->status = status;
	name = zend_string_init("Content-Type", sizeof("Content-Type") - 1, 0);
	body = zend_string_init("text/plain", sizeof("text/plain") - 1, 0);
	corokit_http_response_add_field(response, name, body);
	zend_string_release(name);
	zend_string_release(body);
	body = strpprintf(0, "%d %s\n", status, reason);
	corokit_http_response_end(response, body);
	zend_string_release(body);
}
