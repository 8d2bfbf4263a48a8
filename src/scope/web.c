/*
 * See web.h. filter_input() and its like read a copy of the request that ext/filter
 * keeps for the process; in a scope they read the scope's request.
 */
#include "web.h"

#include "php_variables.h"
#include "SAPI.h"
#include "zend_exceptions.h"

#include "../base/config.h"
#include "../core/scope_hook.h"
#include "../../stubs/web_functions_arginfo.h"
#include "parts.h"

/* Of no header that is installed. */
#define FILTER_DEFAULT 516
#define FILTER_NULL_ON_FAILURE (1 << 27)

/* ---- functions that the command line lacks ---- */

ZEND_FUNCTION(fastcgi_finish_request)
{
	ZEND_PARSE_PARAMETERS_NONE();
	RETURN_BOOL(corokit_scope_finish_response(corokit_live_scope));
}

ZEND_FUNCTION(getallheaders)
{
	corokit_scope_t *scope = corokit_live_scope;

	ZEND_PARSE_PARAMETERS_NONE();
	array_init(return_value);
	if (scope && scope->request.context && scope->request.sapi->request_headers) {
		scope->request.sapi->request_headers(scope->request.context, return_value);
	}
}

static void add_response_header(void *header, void *array)
{
	const sapi_header_struct *line = header;
	const char *colon = memchr(line->header, ':', line->header_len);
	const char *value;
	zval text;

	if (!colon) {
		return;
	}
	for (value = colon + 1; *value == ' '; value++) {
		;
	}
	ZVAL_STRINGL(&text, value, (size_t) (line->header + line->header_len - value));
	zend_symtable_str_update(Z_ARRVAL_P((zval *) array), line->header, (size_t) (colon - line->header), &text);
}

ZEND_FUNCTION(apache_response_headers)
{
	ZEND_PARSE_PARAMETERS_NONE();
	array_init(return_value);
	zend_llist_apply_with_argument(&SG(sapi_headers).headers, add_response_header, return_value);
}

/* ---- filter_input() ---- */

static zif_handler original_filter_input, original_filter_input_array, original_filter_has_var;

/* Of INPUT_GET and so on; NULL: nothing there, or no such kind. */
static HashTable *input_table(zend_long type)
{
	static const struct { zend_long type; int track; const char *name; } tables[] = {
		{PARSE_GET, TRACK_VARS_GET, NULL},
		{PARSE_POST, TRACK_VARS_POST, NULL},
		{PARSE_COOKIE, TRACK_VARS_COOKIE, NULL},
		{PARSE_SERVER, TRACK_VARS_SERVER, "_SERVER"},
		{PARSE_ENV, TRACK_VARS_ENV, "_ENV"},
	};

	for (size_t i = 0; i < sizeof(tables) / sizeof(*tables); i++) {
		if (tables[i].type == type) {
			zval *table = &PG(http_globals)[tables[i].track];

			if (tables[i].name) {
				zend_is_auto_global_str(tables[i].name, strlen(tables[i].name));
			}
			return Z_TYPE_P(table) == IS_ARRAY ? Z_ARRVAL_P(table) : NULL;
		}
	}
	zend_argument_value_error(1, "must be an INPUT_* constant");
	return NULL;
}

static void call_filter(const char *function, uint32_t count, zval *arguments, zval *return_value)
{
	zval name;

	ZVAL_STRING(&name, function);
	call_user_function(NULL, NULL, &name, return_value, count, arguments);
	zval_ptr_dtor(&name);
}

/* What filter_input() says of a variable that is not there. */
static void return_missing(zval *options, zval *return_value)
{
	zend_long flags = 0;
	zval *value;

	if (options && Z_TYPE_P(options) == IS_LONG) {
		flags = Z_LVAL_P(options);
	} else if (options && Z_TYPE_P(options) == IS_ARRAY) {
		value = zend_hash_str_find_deref(Z_ARRVAL_P(options), ZEND_STRL("flags"));
		flags = value ? zval_get_long(value) : 0;
		value = zend_hash_str_find_deref(Z_ARRVAL_P(options), ZEND_STRL("options"));
		value = value && Z_TYPE_P(value) == IS_ARRAY ? zend_hash_str_find_deref(Z_ARRVAL_P(value), ZEND_STRL("default")) : NULL;
		if (value) {
			RETURN_COPY(value);
		}
	}
	/* FILTER_NULL_ON_FAILURE makes "not there" false, as failure is null then. */
	if (flags & FILTER_NULL_ON_FAILURE) {
		RETURN_FALSE;
	}
	RETURN_NULL();
}

static ZEND_FUNCTION(filter_input)
{
	zend_long type, filter = FILTER_DEFAULT;
	zend_string *name;
	zval *options = NULL, *value;
	zval arguments[3];
	HashTable *table;

	if (!corokit_live_scope) {
		original_filter_input(INTERNAL_FUNCTION_PARAM_PASSTHRU);
		return;
	}
	ZEND_PARSE_PARAMETERS_START(2, 4)
		Z_PARAM_LONG(type)
		Z_PARAM_STR(name)
		Z_PARAM_OPTIONAL
		Z_PARAM_LONG(filter)
		Z_PARAM_ZVAL(options)
	ZEND_PARSE_PARAMETERS_END();

	table = input_table(type);
	if (EG(exception)) {
		RETURN_THROWS();
	}
	value = table ? zend_hash_find_deref(table, name) : NULL;
	if (!value) {
		return_missing(options, return_value);
		return;
	}
	ZVAL_COPY_VALUE(&arguments[0], value);
	ZVAL_LONG(&arguments[1], filter);
	if (options) {
		ZVAL_COPY_VALUE(&arguments[2], options);
	}
	call_filter("filter_var", options ? 3 : 2, arguments, return_value);
}

static ZEND_FUNCTION(filter_input_array)
{
	zend_long type;
	zval *options = NULL;
	bool add_empty = true;
	zval arguments[3];
	HashTable *table;

	if (!corokit_live_scope) {
		original_filter_input_array(INTERNAL_FUNCTION_PARAM_PASSTHRU);
		return;
	}
	ZEND_PARSE_PARAMETERS_START(1, 3)
		Z_PARAM_LONG(type)
		Z_PARAM_OPTIONAL
		Z_PARAM_ZVAL(options)
		Z_PARAM_BOOL(add_empty)
	ZEND_PARSE_PARAMETERS_END();

	table = input_table(type);
	if (EG(exception)) {
		RETURN_THROWS();
	}
	if (!table || !zend_hash_num_elements(table)) {
		RETURN_NULL();
	}
	ZVAL_ARR(&arguments[0], table);
	if (options) {
		ZVAL_COPY_VALUE(&arguments[1], options);
	} else {
		ZVAL_LONG(&arguments[1], FILTER_DEFAULT);
	}
	ZVAL_BOOL(&arguments[2], add_empty);
	call_filter("filter_var_array", 3, arguments, return_value);
}

static ZEND_FUNCTION(filter_has_var)
{
	zend_long type;
	zend_string *name;
	HashTable *table;

	if (!corokit_live_scope) {
		original_filter_has_var(INTERNAL_FUNCTION_PARAM_PASSTHRU);
		return;
	}
	ZEND_PARSE_PARAMETERS_START(2, 2)
		Z_PARAM_LONG(type)
		Z_PARAM_STR(name)
	ZEND_PARSE_PARAMETERS_END();

	table = input_table(type);
	if (EG(exception)) {
		RETURN_THROWS();
	}
	RETURN_BOOL(table && zend_hash_exists(table, name));
}

/* ---- the name of the SAPI ---- */

static void set_sapi_name(const char *name)
{
	zend_constant *constant = zend_hash_str_find_ptr(EG(zend_constants), ZEND_STRL("PHP_SAPI"));

	sapi_module.name = pestrdup(name, 1);
	if (constant) {
		ZVAL_INTERNED_STR(&constant->value, zend_string_init_interned(name, strlen(name), 1));
	}
}

static zend_result startup(int module_number)
{
	(void) module_number;
	original_filter_input = corokit_scope_replace("filter_input", zif_filter_input);
	original_filter_input_array = corokit_scope_replace("filter_input_array", zif_filter_input_array);
	original_filter_has_var = corokit_scope_replace("filter_has_var", zif_filter_has_var);
	/* Other SAPIs bring functions of these names, later than we. */
	if (strcmp(sapi_module.name, "cli") == 0 && zend_register_functions(NULL, ext_functions, NULL, MODULE_PERSISTENT) == FAILURE) {
		return FAILURE;
	}
	if (corokit_config.sapi_name && *corokit_config.sapi_name) {
		set_sapi_name(corokit_config.sapi_name);
	}
	return SUCCESS;
}

const corokit_layer_t corokit_scope_web_layer = {
	.name = "web functions",
	.startup = startup,
};
