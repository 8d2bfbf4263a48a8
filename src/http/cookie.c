/* The rules are those of PHP's setcookie(). To add an attribute: a field, a line in put_attributes(). Stateless. */
#include "cookie.h"

#include "ext/standard/url.h"
#include "zend_smart_str.h"

#include "date.h"

#define SEPARATORS ",; \t\r\n\013\014"

static bool has_any(const zend_string *text, const char *separators)
{
	return text && (strpbrk(ZSTR_VAL(text), separators) || strlen(ZSTR_VAL(text)) != ZSTR_LEN(text));
}

static const char *find_fault(const corokit_http_cookie_t *cookie)
{
	if (ZSTR_LEN(cookie->name) == 0) {
		return "The name of a cookie must not be empty";
	}
	if (has_any(cookie->name, "=" SEPARATORS)) {
		return "The name of a cookie must not contain \"=\", \",\", \";\", white space or NUL";
	}
	if (!cookie->encode && has_any(cookie->value, SEPARATORS)) {
		return "The value of a raw cookie must not contain \",\", \";\", white space or NUL";
	}
	if (has_any(cookie->path, SEPARATORS) || has_any(cookie->domain, SEPARATORS)
			|| has_any(cookie->samesite, SEPARATORS) || has_any(cookie->priority, SEPARATORS)) {
		return "An attribute of a cookie must not contain \",\", \";\", white space or NUL";
	}
	return NULL;
}

static void put_text(smart_str *out, const char *name, const zend_string *text)
{
	if (text && ZSTR_LEN(text) > 0) {
		smart_str_appends(out, name);
		smart_str_append(out, text);
	}
}

static void put_value(smart_str *out, const corokit_http_cookie_t *cookie)
{
	if (cookie->encode) {
		zend_string *encoded = php_raw_url_encode(ZSTR_VAL(cookie->value), ZSTR_LEN(cookie->value));

		smart_str_append(out, encoded);
		zend_string_release(encoded);
	} else {
		smart_str_append(out, cookie->value);
	}
}

static void put_attributes(smart_str *out, const corokit_http_cookie_t *cookie)
{
	put_text(out, "; path=", cookie->path);
	put_text(out, "; domain=", cookie->domain);
	if (cookie->secure) {
		smart_str_appends(out, "; secure");
	}
	if (cookie->httponly) {
		smart_str_appends(out, "; HttpOnly");
	}
	put_text(out, "; SameSite=", cookie->samesite);
	put_text(out, "; Priority=", cookie->priority);
	if (cookie->partitioned) {
		smart_str_appends(out, "; Partitioned");
	}
}

zend_string *corokit_http_cookie_format(const corokit_http_cookie_t *cookie, const char **fault)
{
	bool deletes = !cookie->value || ZSTR_LEN(cookie->value) == 0;
	char date[COROKIT_HTTP_DATE_SIZE];
	smart_str out = {0};

	*fault = find_fault(cookie);
	if (!*fault && !deletes && cookie->expires && !corokit_http_date_format(date, (time_t) cookie->expires)) {
		*fault = "The year in which a cookie expires must have four digits";
	}
	if (*fault) {
		return NULL;
	}
	smart_str_append(&out, cookie->name);
	smart_str_appendc(&out, '=');
	if (deletes) {
		smart_str_appends(&out, "deleted; expires=Thu, 01 Jan 1970 00:00:01 GMT");
	} else {
		put_value(&out, cookie);
		if (cookie->expires) {
			smart_str_appends(&out, "; expires=");
			smart_str_appends(&out, date);
		}
	}
	put_attributes(&out, cookie);
	smart_str_0(&out);
	return out.s;
}
