#include "fields.h"

#include "zend_exceptions.h"
#include "ext/standard/url.h"
#include "main/php_variables.h"

/* ---- headers ---- */

static void join(zval *have, const char *value, size_t length)
{
	size_t old = Z_STRLEN_P(have);
	zend_string *joined = zend_string_extend(Z_STR_P(have), old + 2 + length, false);

	memcpy(ZSTR_VAL(joined) + old, ", ", 2);
	memcpy(ZSTR_VAL(joined) + old + 2, value, length);
	ZSTR_VAL(joined)[old + 2 + length] = '\0';
	ZVAL_STR(have, joined);
}

static bool is_cookie(const corokit_http_message_t *message, const corokit_http_field_t *field)
{
	return field->name.length == 6 && strncasecmp(corokit_http_message_at(message, field->name), "cookie", 6) == 0;
}

HashTable *corokit_http_fields_headers(const corokit_http_message_t *message, bool with_cookies)
{
	HashTable *headers = NULL;

	for (uint32_t i = 0; i < message->field_count; i++) {
		const corokit_http_field_t *field = &message->fields[i];
		const char *value = corokit_http_message_at(message, field->value);
		zend_string *name;
		zval *have;

		if (!with_cookies && is_cookie(message, field)) {
			continue;
		}
		if (!headers) {
			headers = zend_new_array(message->field_count);
		}
		name = zend_string_alloc(field->name.length, false);
		zend_str_tolower_copy(ZSTR_VAL(name), corokit_http_message_at(message, field->name), field->name.length);
		have = zend_symtable_find(headers, name);
		if (have) {
			join(have, value, field->value.length);
		} else {
			zval fresh;

			ZVAL_STRINGL_FAST(&fresh, value, field->value.length);
			zend_symtable_add_new(headers, name, &fresh);
		}
		zend_string_release_ex(name, false);
	}
	return headers;
}

/* ---- cookies ---- */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static void trim(const char **start, const char **end)
{
	while (*start < *end && is_blank(**start)) {
		(*start)++;
	}
	while (*start < *end && is_blank((*end)[-1])) {
		(*end)--;
	}
}

/* Names stay as they are sent, as in Swoole: no brackets, no underscores for dots. */
static void add_cookie(HashTable *cookies, const char *start, const char *end)
{
	const char *equals = memchr(start, '=', end - start);
	const char *name_end = equals;
	const char *value;
	zend_string *name;
	zval decoded;

	if (!equals) {
		return;
	}
	trim(&start, &name_end);
	if (start == name_end) {
		return;
	}
	value = equals + 1;
	trim(&value, &end);
	if (end - value >= 2 && *value == '"' && end[-1] == '"') {
		value++;
		end--;
	}
	name = zend_string_init(start, name_end - start, false);
	/* Browsers send the more specific cookie first. */
	if (!zend_symtable_exists(cookies, name)) {
		ZVAL_STRINGL(&decoded, value, end - value);
		Z_STRLEN(decoded) = php_url_decode(Z_STRVAL(decoded), Z_STRLEN(decoded));
		zend_symtable_add_new(cookies, name, &decoded);
	}
	zend_string_release_ex(name, false);
}

HashTable *corokit_http_fields_cookies(const corokit_http_message_t *message)
{
	HashTable *cookies = NULL;
	zend_long left = PG(max_input_vars);

	for (uint32_t i = 0; i < message->field_count; i++) {
		const corokit_http_field_t *field = &message->fields[i];
		const char *at, *end;

		if (!is_cookie(message, field)) {
			continue;
		}
		if (!cookies) {
			cookies = zend_new_array(0);
		}
		at = corokit_http_message_at(message, field->value);
		end = at + field->value.length;
		while (at < end && left-- > 0) {
			const char *semicolon = memchr(at, ';', end - at);

			add_cookie(cookies, at, semicolon ? semicolon : end);
			at = semicolon ? semicolon + 1 : end;
		}
	}
	if (cookies && zend_hash_num_elements(cookies) == 0) {
		zend_array_destroy(cookies);
		cookies = NULL;
	}
	return cookies;
}

/* ---- pairs ---- */

/* A zero byte in the name ends it, as everywhere in PHP. May run PHP code. */
static void add_pair(zval *array, const char *start, const char *end)
{
	const char *equals = memchr(start, '=', end - start);
	char *name = estrndup(start, (equals ? equals : end) - start);
	zval value;

	php_url_decode(name, (equals ? equals : end) - start);
	if (equals && equals + 1 < end) {
		ZVAL_STRINGL(&value, equals + 1, end - equals - 1);
		Z_STRLEN(value) = php_url_decode(Z_STRVAL(value), Z_STRLEN(value));
	} else {
		ZVAL_EMPTY_STRING(&value);
	}
	php_register_variable_ex(name, &value, array);
	efree(name);
}

void corokit_http_fields_warn_of_limit(void)
{
	php_error_docref(NULL, E_WARNING,
		"Input variables exceeded " ZEND_LONG_FMT ". To increase the limit change max_input_vars in php.ini.", PG(max_input_vars));
}

HashTable *corokit_http_fields_pairs(const char *data, size_t length, const char *separators)
{
	const char *end = data + length;
	size_t separator_count = strlen(separators);
	zend_long count = 0;
	bool too_many = false;
	zval array;

	ZVAL_NULL(&array);
	while (data < end && !EG(exception)) {
		const char *stop = data;

		while (stop < end && !memchr(separators, *stop, separator_count)) {
			stop++;
		}
		if (stop > data) {
			if (++count > PG(max_input_vars)) {
				too_many = true;
				break;
			}
			if (Z_TYPE(array) == IS_NULL) {
				array_init(&array);
			}
			add_pair(&array, data, stop);
		}
		data = stop < end ? stop + 1 : end;
	}
	if (too_many) {
		corokit_http_fields_warn_of_limit();
	}
	if (Z_TYPE(array) == IS_NULL) {
		return NULL;
	}
	if (zend_hash_num_elements(Z_ARRVAL(array)) == 0) {
		zend_array_destroy(Z_ARR(array));
		return NULL;
	}
	return Z_ARR(array);
}
