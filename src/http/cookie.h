/* Set-Cookie lines. */
#ifndef COROKIT_HTTP_COOKIE_H
#define COROKIT_HTTP_COOKIE_H

#include "php.h"

/* Borrowed. */
typedef struct {
	zend_string *name;
	zend_string *value;
	zend_string *path;
	zend_string *domain;
	zend_string *samesite;
	zend_string *priority;
	zend_long    expires;  /* 0: with the session */
	bool         secure;
	bool         httponly;
	bool         partitioned;
	bool         encode;   /* the value */
} corokit_http_cookie_t;

/* NULL: it cannot be said; *fault tells what is wrong with it. */
zend_string *corokit_http_cookie_format(const corokit_http_cookie_t *cookie, const char **fault);

#endif
