/*
 * See page.h. Output is kept until it is flushed or there is a good piece of it, so
 * that a small page leaves with its length and in one write. A page lives
 * until its scope ends the response, also when a fatal error took the stack away.
 */
#include "page.h"

#include "php_globals.h"
#include "php_main.h"
#include "php_variables.h"
#include "SAPI.h"
#include "zend_exceptions.h"
#include "zend_smart_str.h"

#include "../scope/scope.h"
#include "connection_internal.h"
#include "response.h"
#include "response_class.h"

#define PIECE (32 * 1024)

typedef struct {
	zend_object             *object;   /* owned: the Response */
	corokit_http_response_t *response; /* in it */
	corokit_http_message_t  *message;  /* counted */
	corokit_http_peer_t      peer;
	smart_str                text;     /* not sent yet */
	int                      status;   /* that was sent */
	char                     strings[]; /* those of the scope's request, each with a NUL */
} page_t;

/* ---- the answer ---- */

static bool is_name(const char *name, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (!isalnum((unsigned char) name[i]) && !strchr("!#$%&'*+-.^_`|~", name[i])) {
			return false;
		}
	}
	return length > 0;
}

static void add_header(corokit_http_response_t *response, const sapi_header_struct *header)
{
	const char *colon = memchr(header->header, ':', header->header_len);
	const char *end = header->header + header->header_len;
	const char *value;
	zend_string *text;

	if (!colon || !is_name(header->header, (size_t) (colon - header->header))) {
		return;
	}
	for (value = colon + 1; value < end && (*value == ' ' || *value == '\t'); value++) {
		;
	}
	if (!corokit_http_is_field_value(value, (size_t) (end - value))) {
		return;
	}
	text = zend_string_init(value, (size_t) (end - value), 0);
	if (colon - header->header == 10 && strncasecmp(header->header, "Set-Cookie", 10) == 0) {
		corokit_http_response_add_cookie(response, text);
	} else {
		zend_string *name = zend_string_init(header->header, (size_t) (colon - header->header), 0);

		corokit_http_response_add_field(response, name, text);
		zend_string_release(name);
	}
	zend_string_release(text);
}

/* "HTTP/1.1 404 Not here" */
static zend_string *reason_of(const char *line)
{
	const char *at = line ? strchr(line, ' ') : NULL;

	at = at ? strchr(at + 1, ' ') : NULL;
	return at && at[1] && corokit_http_is_field_value(at + 1, strlen(at + 1)) ? zend_string_init(at + 1, strlen(at + 1), 0) : NULL;
}

static void send_headers(void *context, sapi_headers_struct *headers)
{
	page_t *page = context;
	int status = headers->http_response_code;
	zend_string *reason;
	zend_llist_position position;

	if (!corokit_http_response_is_open(page->response) || page->response->sent_status) {
		return;
	}
	if (status < 200 || status > 999) {
		status = status ? 500 : 200;
	}
	reason = reason_of(headers->http_status_line);
	if (status != 200 || reason) {
		corokit_http_response_set_status(page->response, status, reason);
	}
	if (reason) {
		zend_string_release(reason);
	}
	for (sapi_header_struct *header = zend_llist_get_first_ex(&headers->headers, &position); header; header = zend_llist_get_next_ex(&headers->headers, &position)) {
		add_header(page->response, header);
	}
}

/* False: nobody is there to take it. */
static bool send_text(page_t *page)
{
	zend_string *text = page->text.s;
	int err;

	if (!text) {
		return true;
	}
	page->text.s = NULL;
	page->text.a = 0;
	ZSTR_VAL(text)[ZSTR_LEN(text)] = '\0';
	err = corokit_http_response_is_open(page->response) ? corokit_http_response_write(page->response, text) : 0;
	zend_string_release(text);
	return err != -EPIPE;
}

static bool write_text(void *context, const char *data, size_t length)
{
	page_t *page = context;

	smart_str_appendl(&page->text, data, length);
	if (UNEXPECTED(ZSTR_LEN(page->text.s) >= PIECE)) {
		return send_text(page);
	}
	return true;
}

static void flush(void *context)
{
	send_text(context);
}

static void finish(void *context)
{
	page_t *page = context;

	if (corokit_http_response_is_open(page->response)) {
		smart_str_0(&page->text);
		corokit_http_response_end(page->response, page->text.s);
	}
	page->status = page->response->sent_status;
	smart_str_free(&page->text);
}

static void end(void *context)
{
	page_t *page = context;

	finish(page);
	corokit_http_message_release(page->message);
	OBJ_RELEASE(page->object);
	efree(page);
}

/* ---- the request ---- */

static bool is_field(const corokit_http_message_t *message, const corokit_http_field_t *field, const char *name, size_t length)
{
	return field->name.length == length && strncasecmp(corokit_http_message_at(message, field->name), name, length) == 0;
}

static const corokit_http_field_t *find_field(const corokit_http_message_t *message, const char *name, size_t length)
{
	for (uint32_t i = 0; i < message->field_count; i++) {
		const corokit_http_field_t *field = &message->fields[i];

		if (is_field(message, field, name, length)) {
			return field;
		}
	}
	return NULL;
}

static void set(zval *array, const char *name, const char *value, size_t length)
{
	zval text;

	ZVAL_STRINGL(&text, value, length);
	zend_hash_str_update(Z_ARRVAL_P(array), name, strlen(name), &text);
}

static void set_slice(zval *array, const char *name, const corokit_http_message_t *message, corokit_http_slice_t slice)
{
	set(array, name, corokit_http_message_at(message, slice), slice.length);
}

/* HTTP_X_NAME of X-Name. A name that comes twice is joined. */
static void set_field(zval *array, const corokit_http_message_t *message, const corokit_http_field_t *field)
{
	char name[256] = "HTTP_";
	const char *from = corokit_http_message_at(message, field->name);
	size_t length = field->name.length;
	zval *present;

	if (length > sizeof(name) - 6) {
		return;
	}
	for (size_t i = 0; i < length; i++) {
		name[5 + i] = from[i] == '-' ? '_' : (char) toupper((unsigned char) from[i]);
	}
	name[5 + length] = '\0';
	present = zend_hash_str_find(Z_ARRVAL_P(array), name, 5 + length);
	if (UNEXPECTED(present)) {
		zend_string *joined = strpprintf(0, "%s%s%.*s", Z_STRVAL_P(present), strcmp(name, "HTTP_COOKIE") ? ", " : "; ",
			(int) field->value.length, corokit_http_message_at(message, field->value));

		zval_ptr_dtor(present);
		ZVAL_STR(present, joined);
		return;
	}
	set_slice(array, name, message, field->value);
}

static void set_script(zval *array)
{
	const char *script = SG(request_info).path_translated;
	const char *base;
	char name[256];

	if (!script) {
		script = "/index.php";
	}
	base = strrchr(script, '/');
	base = base ? base + 1 : script;
	snprintf(name, sizeof(name), "/%s", base);
	set(array, "SCRIPT_NAME", name, strlen(name));
	set(array, "PHP_SELF", name, strlen(name));
	set(array, "SCRIPT_FILENAME", script, strlen(script));
	set(array, "DOCUMENT_ROOT", script, base > script + 1 ? (size_t) (base - script - 1) : 1);
}

/* For PHP_AUTH_USER and its like. */
static void read_credentials(const corokit_http_message_t *message)
{
	const corokit_http_field_t *field = find_field(message, ZEND_STRL("authorization"));
	char *line;

	if (field && !SG(request_info).auth_user && !SG(request_info).auth_digest) {
		line = estrndup(corokit_http_message_at(message, field->value), field->value.length);
		php_handle_auth_data(line);
		efree(line);
	}
}

static void server_variables(void *context, zval *array)
{
	page_t *page = context;
	const corokit_http_message_t *message = page->message;
	const corokit_http_peer_t *peer = &page->peer;
	zval number;
	char text[32];

	zend_hash_extend(Z_ARRVAL_P(array), 32, false);
	set_slice(array, "REQUEST_METHOD", message, message->method);
	set_slice(array, "REQUEST_URI", message, message->target);
	set_slice(array, "QUERY_STRING", message, message->query);
	set(array, "SERVER_PROTOCOL", message->minor ? "HTTP/1.1" : "HTTP/1.0", 8);
	set(array, "SERVER_SOFTWARE", ZEND_STRL("CoroKit"));
	set(array, "GATEWAY_INTERFACE", ZEND_STRL("CGI/1.1"));
	set(array, "REQUEST_SCHEME", ZEND_STRL("http"));
	set(array, "REMOTE_ADDR", peer->remote_address, strlen(peer->remote_address));
	set(array, "REMOTE_PORT", text, (size_t) snprintf(text, sizeof(text), "%d", peer->remote_port));
	set(array, "SERVER_ADDR", peer->local_address, strlen(peer->local_address));
	set(array, "SERVER_PORT", text, (size_t) snprintf(text, sizeof(text), "%d", peer->local_port));
	if (message->host.length) {
		const char *host = corokit_http_message_at(message, message->host);
		const char *colon = memchr(host, ':', message->host.length);

		set(array, "SERVER_NAME", host, *host != '[' && colon ? (size_t) (colon - host) : message->host.length);
	}
	set_script(array);
	read_credentials(message);
	if (message->content_type.length) {
		set_slice(array, "CONTENT_TYPE", message, message->content_type);
	}
	if (message->body_length || message->has_length) {
		ZVAL_STR(&number, strpprintf(0, "%zu", message->body_length));
		zend_hash_str_update(Z_ARRVAL_P(array), ZEND_STRL("CONTENT_LENGTH"), &number);
	}
	for (uint32_t i = 0; i < message->field_count; i++) {
		const corokit_http_field_t *field = &message->fields[i];

		/* These have names of their own. */
		if (!is_field(message, field, ZEND_STRL("content-type")) && !is_field(message, field, ZEND_STRL("content-length"))) {
			set_field(array, message, field);
		}
	}
}

static void request_headers(void *context, zval *array)
{
	const corokit_http_message_t *message = ((page_t *) context)->message;

	for (uint32_t i = 0; i < message->field_count; i++) {
		const corokit_http_field_t *field = &message->fields[i];
		zval value;

		ZVAL_STRINGL(&value, corokit_http_message_at(message, field->value), field->value.length);
		zend_symtable_str_update(Z_ARRVAL_P(array), corokit_http_message_at(message, field->name), field->name.length, &value);
	}
}

static const corokit_scope_sapi_t page_sapi = {
	.write = write_text,
	.flush = flush,
	.send_headers = send_headers,
	.server_variables = server_variables,
	.finish = finish,
	.end = end,
	.request_headers = request_headers,
};

/* ---- serving ---- */

static char *put(char *at, const corokit_http_message_t *message, corokit_http_slice_t slice)
{
	memcpy(at, corokit_http_message_at(message, slice), slice.length);
	at[slice.length] = '\0';
	return at + slice.length + 1;
}

static page_t *create_page(corokit_http_connection_t *connection, corokit_scope_request_t *request)
{
	corokit_http_message_t *message = connection->message;
	const corokit_http_field_t *cookies = find_field(message, ZEND_STRL("cookie"));
	page_t *page = emalloc(sizeof(*page) + 5 + message->method.length + message->query.length + message->target.length
		+ message->content_type.length + (cookies ? cookies->value.length : 0));
	char *at = page->strings;

	page->object = corokit_http_response_create_object(connection);
	page->response = corokit_http_response_from_obj(page->object);
	page->message = message;
	corokit_http_message_addref(message);
	page->peer = connection->peer;
	page->text = (smart_str) {0};
	page->status = 0;

	memset(request, 0, sizeof(*request));
	request->sapi = &page_sapi;
	request->context = page;
	request->method = at;
	request->query_string = at = put(at, message, message->method);
	request->request_uri = at = put(at, message, message->query);
	at = put(at, message, message->target);
	if (message->content_type.length) {
		request->content_type = at;
		at = put(at, message, message->content_type);
	}
	if (cookies) {
		request->cookies = at;
		put(at, message, cookies->value);
	}
	request->body = message->body;
	request->body_length = message->body_length;
	return page;
}

bool corokit_http_wants_page(const zend_fcall_info_cache *fcc, bool globals)
{
	const zend_function *function = fcc->function_handler;

	return globals || (function && function->common.num_args == 0 && !(function->common.fn_flags & ZEND_ACC_VARIADIC));
}

/* False: a fatal error. */
static bool call_handler(zend_fcall_info *fci, zend_fcall_info_cache *fcc)
{
	bool survived = true;

	zend_try {
		zend_call_function(fci, fcc);
	} zend_catch {
		survived = false;
	} zend_end_try();
	return survived;
}

bool corokit_http_serve_page(corokit_http_exchange_t *exchange, zend_fcall_info *fci, zend_fcall_info_cache *fcc, corokit_http_outcome_t *outcome)
{
	corokit_http_connection_t *connection = corokit_http_connection_of(exchange);
	corokit_scope_request_t request;
	page_t *page = create_page(connection, &request);
	corokit_scope_t *scope = corokit_scope_create(&request);
	zend_fcall_info call = *fci; /* shared by the requests that are under way */
	zend_fcall_info_cache cache = *fcc;
	zval arguments[2], result;
	uint32_t count = corokit_http_wants_page(fcc, false) ? 0 : 2;

	memset(outcome, 0, sizeof(*outcome));
	ZVAL_UNDEF(&result);
	call.retval = &result;
	call.param_count = count;
	call.params = arguments;
	corokit_scope_begin(scope);
	if (count) {
		ZVAL_OBJ(&arguments[0], corokit_http_request_create(page->message, &page->peer, &connection->service->options));
		ZVAL_OBJ_COPY(&arguments[1], page->object);
	}
	if (UNEXPECTED(!call_handler(&call, &cache))) {
		/* The coroutine's end is the scope's: shutdown functions run, then the answer goes out. */
		outcome->method = zend_string_init(request.method, strlen(request.method), 0);
		outcome->target = zend_string_init(request.request_uri, strlen(request.request_uri), 0);
		outcome->fd = page->peer.fd;
		zend_bailout();
	}
	zval_ptr_dtor(&result);
	if (count) {
		zval_ptr_dtor(&arguments[0]);
		zval_ptr_dtor(&arguments[1]);
	}
	corokit_scope_settle(scope);
	corokit_scope_end(scope);
	return false;
}
