/* CoroKit\Scope: requests that come from PHP code. */
#include "scope_class.h"

#include "php_output.h"
#include "zend_exceptions.h"
#include "zend_smart_str.h"

#include "../core/callable_param.h"
#include "../core/engine_state.h"
#include "../core/scope_hook.h"
#include "../../stubs/scope_arginfo.h"
#include "scope.h"

/* ---- output: to the caller's, when the scope is over, if that is buffered or a response ---- */

typedef struct {
	smart_str text;
} collected_t;

static bool collect(void *context, const char *data, size_t length)
{
	smart_str_appendl(&((collected_t *) context)->text, data, length);
	return true;
}

static const corokit_scope_sapi_t collecting = {.write = collect};

static void print(collected_t *collected)
{
	if (collected->text.s) {
		php_output_write(ZSTR_VAL(collected->text.s), ZSTR_LEN(collected->text.s));
		smart_str_free(&collected->text);
	}
}

/* ---- the request ---- */

/* False: a TypeError was thrown. */
static bool read_table(HashTable *request, const char *key, HashTable **table)
{
	zval *value = zend_hash_str_find_deref(request, key, strlen(key));

	if (!value) {
		return true;
	}
	if (Z_TYPE_P(value) != IS_ARRAY) {
		zend_argument_type_error(2, "must have an array as \"%s\"", key);
		return false;
	}
	*table = Z_ARRVAL_P(value);
	return true;
}

static const char *server_value(const corokit_scope_request_t *request, const char *name)
{
	zval *value = request->server ? zend_hash_str_find_deref(request->server, name, strlen(name)) : NULL;

	return value && Z_TYPE_P(value) == IS_STRING ? Z_STRVAL_P(value) : NULL;
}

static bool read_request(HashTable *array, corokit_scope_request_t *request)
{
	zval *body;

	memset(request, 0, sizeof(*request));
	if (!read_table(array, "get", &request->get) || !read_table(array, "post", &request->post) || !read_table(array, "cookie", &request->cookie)
		|| !read_table(array, "files", &request->files) || !read_table(array, "server", &request->server)) {
		return false;
	}
	body = zend_hash_str_find_deref(array, ZEND_STRL("body"));
	if (body && Z_TYPE_P(body) != IS_STRING) {
		zend_argument_type_error(2, "must have a string as \"body\"");
		return false;
	}
	if (body) {
		request->body = Z_STRVAL_P(body);
		request->body_length = Z_STRLEN_P(body);
	}
	request->method = server_value(request, "REQUEST_METHOD");
	if (!request->method) {
		request->method = body || request->post ? "POST" : "GET";
	}
	request->query_string = server_value(request, "QUERY_STRING");
	request->request_uri = server_value(request, "REQUEST_URI");
	request->cookies = server_value(request, "HTTP_COOKIE");
	request->content_type = server_value(request, "CONTENT_TYPE");
	return true;
}

/* ---- the class ---- */

ZEND_METHOD(CoroKit_Scope, __construct)
{
	ZEND_PARSE_PARAMETERS_NONE();
}

ZEND_METHOD(CoroKit_Scope, run)
{
	zval *callable;
	zend_fcall_info_cache fcc;
	zend_fcall_info fci = empty_fcall_info;
	HashTable *array = NULL;
	corokit_scope_request_t request;
	corokit_engine_state_t engine = {NULL};
	collected_t collected = {{NULL, 0}};
	corokit_scope_t *scope;
	zend_object *volatile exception = NULL;
	volatile bool fatal = false;
	int error_reporting = EG(error_reporting);

	ZEND_PARSE_PARAMETERS_START(1, 2)
		COROKIT_PARAM_CALLABLE(callable, fcc)
		Z_PARAM_OPTIONAL
		Z_PARAM_ARRAY_HT(array)
	ZEND_PARSE_PARAMETERS_END();

	if (!read_request(array ? array : (HashTable *) &zend_empty_array, &request)) {
		RETURN_THROWS();
	}
	if (OG(active) || corokit_live_scope) {
		request.sapi = &collecting;
		request.context = &collected;
	}
	fci.size = sizeof(fci);
	fci.retval = return_value;
	ZVAL_COPY_VALUE(&fci.function_name, callable);

	scope = corokit_scope_create(&request);
	corokit_engine_leave(&engine);
	zend_try {
		corokit_scope_begin(scope);
		zend_call_function(&fci, &fcc);
		if (EG(exception) && !zend_is_unwind_exit(EG(exception)) && !zend_is_graceful_exit(EG(exception))) {
			exception = EG(exception);
			GC_ADDREF(exception);
			zend_clear_exception();
		}
		corokit_scope_settle(scope);
		corokit_scope_end(scope);
	} zend_catch {
		fatal = true;
	} zend_end_try();
	if (fatal) {
		corokit_scope_abandon(scope);
		zend_bailout();
	}
	corokit_engine_end();
	corokit_engine_enter(&engine);
	EG(error_reporting) = error_reporting;
	print(&collected);
	if (Z_ISUNDEF_P(return_value)) {
		ZVAL_NULL(return_value);
	}
	if (exception) {
		zend_throw_exception_internal(exception);
		RETURN_THROWS();
	}
}

ZEND_METHOD(CoroKit_Scope, id)
{
	corokit_scope_t *scope = corokit_scope_current();

	ZEND_PARSE_PARAMETERS_NONE();
	RETURN_LONG(scope ? (zend_long) corokit_scope_id(scope) : 0);
}

static zend_result startup(int module_number)
{
	(void) module_number;
	register_class_CoroKit_Scope();
	return SUCCESS;
}

const corokit_layer_t corokit_scope_class_layer = {
	.name = "scope class",
	.startup = startup,
};
