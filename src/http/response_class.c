/*
 * CoroKit\Http\Response: the PHP face of response.c. What is wrong with
 * names and values is thrown here; what is wrong with the time (the head was sent, the answer ended) is a
 * warning and false; a peer that went away is false alone.
 */
#include "response_class.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../core/exceptions.h"
#include "../core/last_error.h"
#include "cookie.h"
#include "guard.h"

#include "../../stubs/http_response_arginfo.h"

typedef struct {
	corokit_http_response_t response;
	zend_object             std;
} response_object_t;

zend_class_entry *corokit_http_response_ce;
static zend_object_handlers handlers;

corokit_http_response_t *corokit_http_response_from_obj(zend_object *object)
{
	return &((response_object_t *) ((char *) object - offsetof(response_object_t, std)))->response;
}

static zend_object *create_object(zend_class_entry *ce)
{
	response_object_t *self = zend_object_alloc(sizeof(*self), ce);

	corokit_http_response_init(&self->response);
	zend_object_std_init(&self->std, ce);
	object_properties_init(&self->std, ce);
	self->std.handlers = &handlers;
	return &self->std;
}

static void free_object(zend_object *object)
{
	corokit_http_response_deinit(corokit_http_response_from_obj(object));
	zend_object_std_dtor(object);
}

zend_object *corokit_http_response_create_object(corokit_http_connection_t *connection)
{
	zend_object *object = create_object(corokit_http_response_ce);

	corokit_http_response_bind(corokit_http_response_from_obj(object), connection);
	ZVAL_LONG(OBJ_PROP_NUM(object, 0), connection->peer.fd);
	return object;
}

/* ---- what may still be done ---- */

/* NULL, with a warning, when the answer has ended. */
static corokit_http_response_t *get_open(zend_execute_data *execute_data)
{
	corokit_http_response_t *response = corokit_http_response_from_obj(Z_OBJ_P(ZEND_THIS));

	if (UNEXPECTED(!corokit_http_response_is_open(response))) {
		corokit_last_error_set(EALREADY);
		php_error_docref(NULL, E_WARNING, "The answer has ended or was detached");
		return NULL;
	}
	return response;
}

/* The same, and the head must be ours to change. */
static corokit_http_response_t *get_unsent(zend_execute_data *execute_data)
{
	corokit_http_response_t *response = get_open(execute_data);

	if (response && UNEXPECTED(response->connection->answer.sent)) {
		corokit_last_error_set(EALREADY);
		php_error_docref(NULL, E_WARNING, "The head of the answer has been sent");
		return NULL;
	}
	return response;
}

/* true, or false with the reason in corokit_last_error(). */
static bool succeeds(int result)
{
	if (EXPECTED(result == 0)) {
		return true;
	}
	corokit_last_error_set_result(result);
	return false;
}

static bool check_value(const char *what, const zend_string *name, const zend_string *value)
{
	if (EXPECTED(corokit_http_is_field_value(ZSTR_VAL(value), ZSTR_LEN(value)))) {
		return true;
	}
	zend_throw_error(corokit_error_ce, "The value of %s \"%s\" must not contain CR, LF or NUL", what, ZSTR_VAL(name));
	return false;
}

static bool check_name(const char *what, const zend_string *name)
{
	if (EXPECTED(corokit_http_is_token(ZSTR_VAL(name), ZSTR_LEN(name)))) {
		return true;
	}
	zend_throw_error(corokit_error_ce, "The name of a %s must be made of letters, digits and !#$%%&'*+-.^_`|~", what);
	return false;
}

/* ---- the head ---- */

ZEND_METHOD(CoroKit_Http_Response, initHeader)
{
	ZEND_PARSE_PARAMETERS_NONE();
	RETURN_BOOL(corokit_http_response_is_open(corokit_http_response_from_obj(Z_OBJ_P(ZEND_THIS))));
}

ZEND_METHOD(CoroKit_Http_Response, isWritable)
{
	const corokit_http_response_t *response = corokit_http_response_from_obj(Z_OBJ_P(ZEND_THIS));

	ZEND_PARSE_PARAMETERS_NONE();
	RETURN_BOOL(corokit_http_response_is_open(response) && response->connection->state != COROKIT_HTTP_CLOSED);
}

/* False: thrown. */
static bool set_status(corokit_http_response_t *response, zend_long status, zend_string *reason)
{
	if (status < 200 || status > 999) {
		zend_throw_error(corokit_error_ce, "The status of an answer must be from 200 to 999, " ZEND_LONG_FMT " is not", status);
		return false;
	}
	if (reason && !corokit_http_is_field_value(ZSTR_VAL(reason), ZSTR_LEN(reason))) {
		zend_throw_error(corokit_error_ce, "The reason of a status must not contain CR, LF or NUL");
		return false;
	}
	corokit_http_response_set_status(response, (int) status, reason && ZSTR_LEN(reason) > 0 ? reason : NULL);
	return true;
}

ZEND_METHOD(CoroKit_Http_Response, status)
{
	corokit_http_response_t *response;
	zend_long status;
	zend_string *reason = NULL;

	ZEND_PARSE_PARAMETERS_START(1, 2)
		Z_PARAM_LONG(status)
		Z_PARAM_OPTIONAL
		Z_PARAM_STR(reason)
	ZEND_PARSE_PARAMETERS_END();

	response = get_unsent(execute_data);
	if (!response) {
		RETURN_FALSE;
	}
	if (!set_status(response, status, reason)) {
		RETURN_THROWS();
	}
	RETURN_TRUE;
}

/* Like-This; the same string where it is so already. The caller releases it. */
static zend_string *format_name(zend_string *name)
{
	zend_string *formatted = NULL;
	bool starts = true;

	for (size_t i = 0; i < ZSTR_LEN(name); i++) {
		char c = ZSTR_VAL(name)[i];
		char wanted = starts ? (c >= 'a' && c <= 'z' ? c - 32 : c) : (c >= 'A' && c <= 'Z' ? c + 32 : c);

		if (UNEXPECTED(c != wanted)) {
			if (!formatted) {
				formatted = zend_string_init(ZSTR_VAL(name), ZSTR_LEN(name), 0);
			}
			ZSTR_VAL(formatted)[i] = wanted;
		}
		starts = c == '-';
	}
	return formatted ? formatted : zend_string_copy(name);
}

static void add_line(corokit_http_response_t *response, zend_string *name, zval *value)
{
	zend_string *text = zval_try_get_string(value);

	if (!text) {
		return;
	}
	if (check_value("header", name, text)) {
		corokit_http_response_add_field(response, name, text);
	}
	zend_string_release(text);
}

ZEND_METHOD(CoroKit_Http_Response, header)
{
	corokit_http_response_t *response;
	zend_string *name, *formatted;
	zval *value, *element;
	bool format = true;

	ZEND_PARSE_PARAMETERS_START(2, 3)
		Z_PARAM_STR(name)
		Z_PARAM_ZVAL(value)
		Z_PARAM_OPTIONAL
		Z_PARAM_BOOL(format)
	ZEND_PARSE_PARAMETERS_END();

	response = get_unsent(execute_data);
	if (!response) {
		RETURN_FALSE;
	}
	if (!check_name("header", name)) {
		RETURN_THROWS();
	}
	formatted = format ? format_name(name) : zend_string_copy(name);
	if (response->fields.count > 0) {
		corokit_http_response_remove_field(response, name);
	}
	if (Z_TYPE_P(value) == IS_ARRAY) {
		ZEND_HASH_FOREACH_VAL(Z_ARRVAL_P(value), element) {
			ZVAL_DEREF(element);
			add_line(response, formatted, element);
			if (UNEXPECTED(EG(exception))) {
				break;
			}
		} ZEND_HASH_FOREACH_END();
	} else if (Z_TYPE_P(value) != IS_NULL) {
		add_line(response, formatted, value);
	}
	zend_string_release(formatted);
	RETURN_BOOL(!EG(exception));
}

static void add_cookie(INTERNAL_FUNCTION_PARAMETERS, bool encode)
{
	corokit_http_cookie_t cookie = {.encode = encode};
	corokit_http_response_t *response;
	const char *fault;
	zend_string *line;

	ZEND_PARSE_PARAMETERS_START(1, 10)
		Z_PARAM_STR(cookie.name)
		Z_PARAM_OPTIONAL
		Z_PARAM_STR(cookie.value)
		Z_PARAM_LONG(cookie.expires)
		Z_PARAM_STR(cookie.path)
		Z_PARAM_STR(cookie.domain)
		Z_PARAM_BOOL(cookie.secure)
		Z_PARAM_BOOL(cookie.httponly)
		Z_PARAM_STR(cookie.samesite)
		Z_PARAM_STR(cookie.priority)
		Z_PARAM_BOOL(cookie.partitioned)
	ZEND_PARSE_PARAMETERS_END();

	response = get_unsent(execute_data);
	if (!response) {
		RETURN_FALSE;
	}
	if (!cookie.path) {
		cookie.path = ZSTR_CHAR('/');
	}
	line = corokit_http_cookie_format(&cookie, &fault);
	if (!line) {
		zend_throw_error(corokit_error_ce, "%s", fault);
		RETURN_THROWS();
	}
	corokit_http_response_add_cookie(response, line);
	zend_string_release(line);
	RETURN_TRUE;
}

ZEND_METHOD(CoroKit_Http_Response, cookie)
{
	add_cookie(INTERNAL_FUNCTION_PARAM_PASSTHRU, true);
}

ZEND_METHOD(CoroKit_Http_Response, rawcookie)
{
	add_cookie(INTERNAL_FUNCTION_PARAM_PASSTHRU, false);
}

/* Fields that would change how the message itself is read: RFC 9110, 6.5.1. */
static bool may_trail(const zend_string *name)
{
	static const char *const forbidden[] = {
		"transfer-encoding", "content-length", "host", "trailer", "te", "connection", "set-cookie",
		"content-type", "content-encoding", "content-range", "authorization", "cache-control"
	};

	for (size_t i = 0; i < sizeof(forbidden) / sizeof(*forbidden); i++) {
		if (strcasecmp(ZSTR_VAL(name), forbidden[i]) == 0) {
			return false;
		}
	}
	return true;
}

ZEND_METHOD(CoroKit_Http_Response, trailer)
{
	corokit_http_response_t *response;
	zend_string *name, *value, *formatted;

	ZEND_PARSE_PARAMETERS_START(2, 2)
		Z_PARAM_STR(name)
		Z_PARAM_STR(value)
	ZEND_PARSE_PARAMETERS_END();

	response = get_open(execute_data);
	if (!response) {
		RETURN_FALSE;
	}
	if (!check_name("trailer", name) || !check_value("trailer", name, value)) {
		RETURN_THROWS();
	}
	if (!may_trail(name)) {
		zend_throw_error(corokit_error_ce, "\"%s\" must not be a trailer", ZSTR_VAL(name));
		RETURN_THROWS();
	}
	formatted = format_name(name);
	corokit_http_response_add_trailer(response, formatted, value);
	zend_string_release(formatted);
	RETURN_TRUE;
}

/* ---- the body ---- */

ZEND_METHOD(CoroKit_Http_Response, write)
{
	corokit_http_response_t *response;
	zend_string *content;
	int result;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_STR(content)
	ZEND_PARSE_PARAMETERS_END();

	response = get_open(execute_data);
	if (!response) {
		RETURN_FALSE;
	}
	if (ZSTR_LEN(content) == 0) {
		php_error_docref(NULL, E_WARNING, "An empty piece would end the answer: use end()");
		RETURN_FALSE;
	}
	result = corokit_http_response_write(response, content);
	if (result == -EMSGSIZE) {
		php_error_docref(NULL, E_WARNING, "The body is longer than the Content-Length that was set; the connection is cut");
	}
	RETURN_BOOL(succeeds(result));
}

ZEND_METHOD(CoroKit_Http_Response, end)
{
	corokit_http_response_t *response;
	zend_string *content = NULL;
	int result;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_STR_OR_NULL(content)
	ZEND_PARSE_PARAMETERS_END();

	response = get_open(execute_data);
	if (!response) {
		RETURN_FALSE;
	}
	result = corokit_http_response_end(response, content);
	if (result == -EMSGSIZE) {
		php_error_docref(NULL, E_WARNING, "The body is longer than the Content-Length that was set; the connection is cut");
	}
	RETURN_BOOL(succeeds(result));
}

/* The open file, and in *length how much of it behind the offset is meant; -1 with a warning. */
static int open_file(const char *filename, zend_long offset, zend_long *length)
{
	struct stat stat;
	int fd = open(filename, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0 || fstat(fd, &stat) < 0 || !S_ISREG(stat.st_mode)) {
		php_error_docref(NULL, E_WARNING, "%s: %s", filename, fd < 0 ? strerror(errno) : "not a regular file");
	} else if (offset < 0 || offset > stat.st_size || *length < 0 || *length > stat.st_size - offset) {
		php_error_docref(NULL, E_WARNING, "%s has no " ZEND_LONG_FMT " bytes from " ZEND_LONG_FMT, filename, *length, offset);
	} else {
		if (*length == 0) {
			*length = stat.st_size - offset;
		}
		return fd;
	}
	if (fd >= 0) {
		close(fd);
	}
	return -1;
}

ZEND_METHOD(CoroKit_Http_Response, sendfile)
{
	corokit_http_response_t *response;
	char *filename;
	size_t filename_length;
	zend_long offset = 0, length = 0;
	int fd, result;

	ZEND_PARSE_PARAMETERS_START(1, 3)
		Z_PARAM_PATH(filename, filename_length)
		Z_PARAM_OPTIONAL
		Z_PARAM_LONG(offset)
		Z_PARAM_LONG(length)
	ZEND_PARSE_PARAMETERS_END();

	response = get_unsent(execute_data);
	if (!response || php_check_open_basedir(filename)) {
		RETURN_FALSE;
	}
	fd = open_file(filename, offset, &length);
	if (fd < 0) {
		RETURN_FALSE;
	}
	result = corokit_http_response_sendfile(response, fd, (uint64_t) offset, (uint64_t) length);
	close(fd);
	RETURN_BOOL(succeeds(result));
}

ZEND_METHOD(CoroKit_Http_Response, redirect)
{
	corokit_http_response_t *response;
	zend_string *location, *name;
	zend_long status = 302;

	ZEND_PARSE_PARAMETERS_START(1, 2)
		Z_PARAM_STR(location)
		Z_PARAM_OPTIONAL
		Z_PARAM_LONG(status)
	ZEND_PARSE_PARAMETERS_END();

	response = get_unsent(execute_data);
	if (!response) {
		RETURN_FALSE;
	}
	name = zend_string_init("Location", sizeof("Location") - 1, 0);
	if (!check_value("header", name, location) || !set_status(response, status, NULL)) {
		zend_string_release(name);
		RETURN_THROWS();
	}
	corokit_http_response_remove_field(response, name);
	corokit_http_response_add_field(response, name, location);
	zend_string_release(name);
	RETURN_BOOL(succeeds(corokit_http_response_end(response, NULL)));
}

/* ---- from hand to hand ---- */

ZEND_METHOD(CoroKit_Http_Response, detach)
{
	corokit_http_response_t *response;

	ZEND_PARSE_PARAMETERS_NONE();

	response = get_open(execute_data);
	if (!response) {
		RETURN_FALSE;
	}
	corokit_http_response_unbind(response);
	RETURN_TRUE;
}

ZEND_METHOD(CoroKit_Http_Response, create)
{
	corokit_http_connection_t *connection;
	zval *server = NULL;
	zend_long fd = -1;

	ZEND_PARSE_PARAMETERS_START(0, 2)
		Z_PARAM_OPTIONAL
		Z_PARAM_ZVAL(server) /* a number, or anything: the connection is of this process */
		Z_PARAM_LONG(fd)
	ZEND_PARSE_PARAMETERS_END();

	if (fd < 0 && server && Z_TYPE_P(server) == IS_LONG) {
		fd = Z_LVAL_P(server);
	}
	connection = corokit_http_service_find(fd);
	if (!connection || !connection->out || !connection->answer.served) {
		RETURN_FALSE;
	}
	RETURN_OBJ(corokit_http_response_create_object(connection));
}

static zend_result startup(int module_number)
{
	(void) module_number;
	corokit_http_response_ce = register_class_CoroKit_Http_Response();
	corokit_http_response_ce->create_object = create_object;
	handlers = std_object_handlers;
	handlers.offset = offsetof(response_object_t, std);
	handlers.free_obj = free_object;
	handlers.clone_obj = NULL;
	return SUCCESS;
}

const corokit_layer_t corokit_http_response_layer = {
	.name = "http response",
	.startup = startup,
};
