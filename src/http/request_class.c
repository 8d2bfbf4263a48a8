#include "request_class.h"

#include <time.h>

#include "ext/standard/url.h"
#include "main/php_variables.h"

#include "fields.h"
#include "form.h"
#include "parser.h"
#include "../../stubs/http_request_arginfo.h"

zend_class_entry *corokit_http_request_ce;
static zend_object_handlers handlers;

/* The properties in the order of the stub. */
enum { FD, STREAM_ID, HEADER, SERVER, COOKIE, GET, POST, FILES, TMPFILES, TRAILER };
#define LAZY_FIRST HEADER
#define LAZY_LAST TMPFILES
#define BIT(index) (1u << (index))

/* Of an object that parse() fills. */
typedef struct {
	corokit_http_parser_t   parser;
	corokit_http_limits_t   limits;
	corokit_http_message_t *message; /* counted */
} reading_t;

typedef struct {
	corokit_http_message_t *message; /* counted; NULL: none was read */
	reading_t              *reading; /* owned; NULL: not by parse(), or at its end */
	zend_string            *own_dir; /* what upload_dir is, if it is ours */
	corokit_http_peer_t     peer;
	struct timespec         received;
	HashTable              *tmpfiles; /* counted; those to remove; NULL: none */
	const char             *upload_dir; /* borrowed; NULL: as php.ini says */
	uint32_t                pending; /* a bit for each property that was not looked at: its slot is undefined */
	bool                    parse_cookie;
	bool                    parse_post;
	bool                    parse_files;
	zend_object             std;
} request_t;

static inline request_t *from_object(zend_object *object)
{
	return (request_t *) ((char *) object - offsetof(request_t, std));
}

/* ---- the arrays ---- */

enum {
	QUERY_STRING, REQUEST_METHOD, REQUEST_URI, PATH_INFO, REQUEST_TIME, REQUEST_TIME_FLOAT, SERVER_PROTOCOL,
	SERVER_ADDR, SERVER_PORT, REMOTE_ADDR, REMOTE_PORT, MASTER_TIME, SERVER_KEYS
};

static const char *const server_key_names[SERVER_KEYS] = {
	"query_string", "request_method", "request_uri", "path_info", "request_time", "request_time_float", "server_protocol",
	"server_addr", "server_port", "remote_addr", "remote_port", "master_time"
};
static zend_string *server_keys[SERVER_KEYS]; /* interned */

static void add_string(HashTable *array, int key, const char *value, size_t length)
{
	zval string;

	ZVAL_STRINGL_FAST(&string, value, length);
	zend_hash_add_new(array, server_keys[key], &string);
}

static void add_long(HashTable *array, int key, zend_long value)
{
	zval number;

	ZVAL_LONG(&number, value);
	zend_hash_add_new(array, server_keys[key], &number);
}

static void add_slice(HashTable *array, int key, const corokit_http_message_t *message, corokit_http_slice_t slice)
{
	add_string(array, key, corokit_http_message_at(message, slice), slice.length);
}

static HashTable *server_array(const request_t *self)
{
	const corokit_http_message_t *message = self->message;
	HashTable *server = zend_new_array(SERVER_KEYS);
	zval value;

	if (message->query.length > 0) {
		add_slice(server, QUERY_STRING, message, message->query);
	}
	add_slice(server, REQUEST_METHOD, message, message->method);
	add_slice(server, REQUEST_URI, message, message->path);
	ZVAL_STRINGL(&value, corokit_http_message_at(message, message->path), message->path.length);
	Z_STRLEN(value) = php_url_decode(Z_STRVAL(value), Z_STRLEN(value));
	zend_hash_add_new(server, server_keys[PATH_INFO], &value);
	add_long(server, REQUEST_TIME, self->received.tv_sec);
	ZVAL_DOUBLE(&value, (double) self->received.tv_sec + (double) self->received.tv_nsec / 1e9);
	zend_hash_add_new(server, server_keys[REQUEST_TIME_FLOAT], &value);
	add_string(server, SERVER_PROTOCOL, message->minor == 0 ? "HTTP/1.0" : "HTTP/1.1", 8);
	if (self->peer.accepted <= 0) {
		return server; /* it came over no connection of ours */
	}
	add_string(server, SERVER_ADDR, self->peer.local_address, strlen(self->peer.local_address));
	add_long(server, SERVER_PORT, self->peer.local_port);
	add_string(server, REMOTE_ADDR, self->peer.remote_address, strlen(self->peer.remote_address));
	add_long(server, REMOTE_PORT, self->peer.remote_port);
	add_long(server, MASTER_TIME, (zend_long) self->peer.accepted);
	return server;
}

/* ---- properties on demand ---- */

/* Whoever runs meanwhile, and looks at it, finds a value. */
static void settle(request_t *self, int index)
{
	if (self->pending & BIT(index)) {
		self->pending &= ~BIT(index);
		ZVAL_NULL(OBJ_PROP_NUM(&self->std, index));
	}
}

/* Takes the array; drops it if the script has put something else there meanwhile. */
static void put(request_t *self, int index, HashTable *array)
{
	zval *slot = OBJ_PROP_NUM(&self->std, index);

	if (!array) {
		return;
	}
	if (Z_TYPE_P(slot) == IS_NULL) {
		ZVAL_ARR(slot, array);
	} else {
		zend_array_release(array);
	}
}

static void fill_form(request_t *self)
{
	const corokit_http_form_options_t options = {
		.upload_dir = self->upload_dir, .fields = self->parse_post, .files = self->parse_files
	};
	uint32_t wanted = self->pending;
	corokit_http_form_t form;

	settle(self, POST);
	settle(self, FILES);
	settle(self, TMPFILES);
	corokit_http_form_read(&form, self->message, &options);
	if (form.tmpfiles) {
		self->tmpfiles = form.tmpfiles;
		GC_ADDREF(form.tmpfiles);
	}
	for (int i = POST; i <= TMPFILES; i++) {
		HashTable *array = i == POST ? form.post : i == FILES ? form.files : form.tmpfiles;

		if (wanted & BIT(i)) {
			put(self, i, array);
		} else if (array) {
			zend_array_release(array);
		}
	}
}

/* May run PHP code, for a warning about limits. May throw. */
static void fill_property(request_t *self, int index)
{
	const corokit_http_message_t *message = self->message;

	if (index >= POST) {
		fill_form(self);
		return;
	}
	settle(self, index);
	switch (index) {
		case HEADER:
			put(self, index, corokit_http_fields_headers(message, !self->parse_cookie));
			break;
		case SERVER:
			put(self, index, server_array(self));
			break;
		case COOKIE:
			if (self->parse_cookie) {
				put(self, index, corokit_http_fields_cookies(message));
			}
			break;
		case GET:
			put(self, index, corokit_http_fields_pairs(
				corokit_http_message_at(message, message->query), message->query.length, PG(arg_separator).input));
			break;
	}
}

static const struct {
	const char *name;
	size_t      length;
} lazy_names[] = {
	[HEADER] = {ZEND_STRL("header")},
	[SERVER] = {ZEND_STRL("server")},
	[COOKIE] = {ZEND_STRL("cookie")},
	[GET] = {ZEND_STRL("get")},
	[POST] = {ZEND_STRL("post")},
	[FILES] = {ZEND_STRL("files")},
	[TMPFILES] = {ZEND_STRL("tmpfiles")},
};

/* The property of that name if it was not looked at yet, or -1. */
static int pending_property(const request_t *self, const zend_string *name)
{
	if (self->pending) {
		for (int i = LAZY_FIRST; i <= LAZY_LAST; i++) {
			if (zend_string_equals_cstr(name, lazy_names[i].name, lazy_names[i].length)) {
				return self->pending & BIT(i) ? i : -1;
			}
		}
	}
	return -1;
}

/*
 * Fills a property that was not looked at. False: the handler of a warning
 * dropped the last reference, and the object is gone.
 */
static bool fill_named(zend_object *object, const zend_string *name)
{
	int index = pending_property(from_object(object), name);
	bool alone;

	if (index < 0) {
		return true;
	}
	GC_ADDREF(object);
	fill_property(from_object(object), index);
	alone = GC_REFCOUNT(object) == 1;
	OBJ_RELEASE(object);
	return !alone;
}

static zval *read_property(zend_object *object, zend_string *name, int type, void **cache_slot, zval *rv)
{
	if (!fill_named(object, name)) {
		return &EG(uninitialized_zval);
	}
	return zend_std_read_property(object, name, type, cache_slot, rv);
}

static zval *get_property_ptr_ptr(zend_object *object, zend_string *name, int type, void **cache_slot)
{
	if (!fill_named(object, name)) {
		return &EG(error_zval);
	}
	return zend_std_get_property_ptr_ptr(object, name, type, cache_slot);
}

static int has_property(zend_object *object, zend_string *name, int check, void **cache_slot)
{
	return fill_named(object, name) && zend_std_has_property(object, name, check, cache_slot);
}

/* What the script writes or unsets is no longer ours to make. */
static void forget(zend_object *object, const zend_string *name)
{
	int index = pending_property(from_object(object), name);

	if (index >= 0) {
		settle(from_object(object), index);
	}
}

static zval *write_property(zend_object *object, zend_string *name, zval *value, void **cache_slot)
{
	forget(object, name);
	return zend_std_write_property(object, name, value, cache_slot);
}

static void unset_property(zend_object *object, zend_string *name, void **cache_slot)
{
	forget(object, name);
	zend_std_unset_property(object, name, cache_slot);
}

static HashTable *get_properties(zend_object *object)
{
	request_t *self = from_object(object);

	GC_ADDREF(object);
	for (int i = LAZY_FIRST; i <= LAZY_LAST; i++) {
		if (self->pending & BIT(i)) {
			fill_property(self, i);
		}
	}
	/* The caller looks at the table at once; an object dropped meanwhile is left to the end of the request. */
	if (GC_REFCOUNT(object) > 1) {
		GC_DELREF(object);
	}
	return zend_std_get_properties(object);
}

/* The standard one would ask get_properties(), and the collector must not parse forms. */
static HashTable *get_gc(zend_object *object, zval **table, int *n)
{
	if (object->properties) {
		*table = NULL;
		*n = 0;
		return object->properties;
	}
	*table = object->properties_table;
	*n = object->ce->default_properties_count;
	return NULL;
}

/* ---- life ---- */

static zend_object *create_object(zend_class_entry *ce)
{
	request_t *self = zend_object_alloc(sizeof(request_t), ce);

	zend_object_std_init(&self->std, ce);
	object_properties_init(&self->std, ce);
	self->std.handlers = &handlers;
	return &self->std;
}

static void stop_reading(request_t *self)
{
	if (self->reading) {
		corokit_http_message_release(self->reading->message);
		efree(self->reading);
		self->reading = NULL;
	}
}

static void free_object(zend_object *object)
{
	request_t *self = from_object(object);

	stop_reading(self);
	if (self->own_dir) {
		zend_string_release_ex(self->own_dir, false);
	}
	if (self->message) {
		corokit_http_message_release(self->message);
	}
	if (self->tmpfiles) {
		corokit_http_form_remove_files(self->tmpfiles);
		zend_array_release(self->tmpfiles);
	}
	zend_object_std_dtor(object);
}

/* The message is complete; all else comes from it on demand. */
static void take_message(request_t *self, corokit_http_message_t *message)
{
	corokit_http_message_addref(message);
	self->message = message;
	clock_gettime(CLOCK_REALTIME, &self->received);
	for (int i = LAZY_FIRST; i <= LAZY_LAST; i++) {
		zval before;

		ZVAL_COPY_VALUE(&before, OBJ_PROP_NUM(&self->std, i));
		ZVAL_UNDEF(OBJ_PROP_NUM(&self->std, i));
		self->pending |= BIT(i);
		zval_ptr_dtor(&before);
	}
}

static void take_options(request_t *self, const corokit_http_options_t *options)
{
	self->upload_dir = options->upload_dir;
	self->parse_cookie = options->parse_cookie;
	self->parse_post = options->parse_post;
	self->parse_files = options->parse_files;
}

zend_object *corokit_http_request_create(corokit_http_message_t *message, const corokit_http_peer_t *peer, const corokit_http_options_t *options)
{
	zend_object *object = create_object(corokit_http_request_ce);
	request_t *self = from_object(object);

	self->peer = *peer;
	ZVAL_LONG(OBJ_PROP_NUM(object, FD), peer->fd);
	take_options(self, options);
	take_message(self, message);
	return object;
}

/* ---- methods ---- */

ZEND_METHOD(CoroKit_Http_Request, rawContent)
{
	const corokit_http_message_t *message = from_object(Z_OBJ_P(ZEND_THIS))->message;

	ZEND_PARSE_PARAMETERS_NONE();
	if (!message) {
		RETURN_FALSE;
	}
	if (message->body_length == 0) {
		RETURN_EMPTY_STRING();
	}
	RETURN_STRINGL(message->body, message->body_length);
}

ZEND_METHOD(CoroKit_Http_Request, getData)
{
	const corokit_http_message_t *message = from_object(Z_OBJ_P(ZEND_THIS))->message;
	zend_string *data;

	ZEND_PARSE_PARAMETERS_NONE();
	if (!message) {
		RETURN_FALSE;
	}
	data = zend_string_safe_alloc(1, message->head_length, message->body_length, false);
	memcpy(ZSTR_VAL(data), message->head, message->head_length);
	if (message->body_length > 0) {
		memcpy(ZSTR_VAL(data) + message->head_length, message->body, message->body_length);
	}
	ZSTR_VAL(data)[ZSTR_LEN(data)] = '\0';
	RETURN_NEW_STR(data);
}

ZEND_METHOD(CoroKit_Http_Request, getMethod)
{
	const corokit_http_message_t *message = from_object(Z_OBJ_P(ZEND_THIS))->message;

	ZEND_PARSE_PARAMETERS_NONE();
	if (!message) {
		RETURN_FALSE;
	}
	RETURN_STRINGL(corokit_http_message_at(message, message->method), message->method.length);
}

/* ---- create() and parse() ---- */

static void read_switch(const HashTable *options, const char *name, bool *value)
{
	const zval *option = zend_hash_str_find(options, name, strlen(name));

	if (option) {
		*value = zend_is_true((zval *) option);
	}
}

static bool read_options(request_t *self, const HashTable *given, corokit_http_options_t *options)
{
	zval *option;

	read_switch(given, "parse_cookie", &options->parse_cookie);
	read_switch(given, "parse_body", &options->parse_post);
	read_switch(given, "parse_files", &options->parse_files);
	option = zend_hash_str_find(given, ZEND_STRL("package_max_length"));
	if (option) {
		zend_long length = zval_get_long(option);

		options->max_body_bytes = length > 0 ? (size_t) length : 0;
	}
	option = zend_hash_str_find(given, ZEND_STRL("upload_tmp_dir"));
	if (option) {
		self->own_dir = zval_try_get_string(option);
		if (!self->own_dir) {
			return false;
		}
		options->upload_dir = ZSTR_VAL(self->own_dir);
	}
	return !EG(exception);
}

static bool start_reading(request_t *self, const corokit_http_options_t *options)
{
	corokit_http_message_t *message = corokit_http_message_create();

	if (!message) {
		return false;
	}
	self->reading = ecalloc(1, sizeof(*self->reading));
	self->reading->message = message;
	self->reading->limits = (corokit_http_limits_t) {
		.head_bytes = options->max_head_bytes,
		.target_bytes = options->max_target_bytes,
		.body_bytes = options->max_body_bytes,
		.fields = options->max_fields
	};
	corokit_http_parser_init(&self->reading->parser, &self->reading->limits);
	corokit_http_parser_begin(&self->reading->parser, message);
	return true;
}

ZEND_METHOD(CoroKit_Http_Request, create)
{
	HashTable *given = (HashTable *) &zend_empty_array;
	corokit_http_options_t options;
	request_t *self;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_ARRAY_HT(given)
	ZEND_PARSE_PARAMETERS_END();

	object_init_ex(return_value, corokit_http_request_ce);
	self = from_object(Z_OBJ_P(return_value));
	corokit_http_options_init(&options);
	if (!read_options(self, given, &options)) {
		RETURN_THROWS();
	}
	take_options(self, &options);
	if (!start_reading(self, &options)) {
		zval_ptr_dtor(return_value);
		RETURN_FALSE;
	}
}

/* Bytes that belong to the request, or minus a status. */
static zend_long feed(request_t *self, const char *data, size_t length)
{
	size_t used = 0;

	while (used < length) {
		size_t taken = 0;
		int event = corokit_http_parser_feed(&self->reading->parser, data + used, length - used, &taken);

		used += taken;
		if (event == COROKIT_HTTP_COMPLETE) {
			take_message(self, self->reading->message);
		}
		if (event < 0 || event == COROKIT_HTTP_COMPLETE) {
			stop_reading(self);
			return event < 0 ? event : (zend_long) used;
		}
	}
	return (zend_long) used;
}

ZEND_METHOD(CoroKit_Http_Request, parse)
{
	request_t *self = from_object(Z_OBJ_P(ZEND_THIS));
	zend_string *data;
	zend_long used;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_STR(data)
	ZEND_PARSE_PARAMETERS_END();

	if (!self->reading) {
		RETURN_FALSE;
	}
	used = feed(self, ZSTR_VAL(data), ZSTR_LEN(data));
	if (used < 0) {
		RETURN_FALSE;
	}
	RETURN_LONG(used);
}

ZEND_METHOD(CoroKit_Http_Request, isCompleted)
{
	ZEND_PARSE_PARAMETERS_NONE();
	RETURN_BOOL(from_object(Z_OBJ_P(ZEND_THIS))->message != NULL);
}

static zend_result startup(int module_number)
{
	(void) module_number;
	corokit_http_request_ce = register_class_CoroKit_Http_Request();
	corokit_http_request_ce->create_object = create_object;
	handlers = std_object_handlers;
	handlers.offset = offsetof(request_t, std);
	handlers.free_obj = free_object;
	handlers.clone_obj = NULL;
	handlers.read_property = read_property;
	handlers.write_property = write_property;
	handlers.get_property_ptr_ptr = get_property_ptr_ptr;
	handlers.has_property = has_property;
	handlers.unset_property = unset_property;
	handlers.get_properties = get_properties;
	handlers.get_gc = get_gc;
	for (int i = 0; i < SERVER_KEYS; i++) {
		server_keys[i] = zend_string_init_interned(server_key_names[i], strlen(server_key_names[i]), true);
	}
	return SUCCESS;
}

const corokit_layer_t corokit_http_request_layer = {
	.name = "http request",
	.startup = startup,
};
