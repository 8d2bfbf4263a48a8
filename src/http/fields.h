/* PHP arrays of the head of a message: headers, cookies, pairs of a query. They run no PHP code unless they say so. */
#ifndef COROKIT_HTTP_FIELDS_H
#define COROKIT_HTTP_FIELDS_H

#include <stdbool.h>

#include "php.h"

#include "message.h"

/* Each returns NULL where there is nothing; the caller owns the array. */

/* Names in lower case; what came twice is joined. */
HashTable *corokit_http_fields_headers(const corokit_http_message_t *message, bool with_cookies);
HashTable *corokit_http_fields_cookies(const corokit_http_message_t *message);
/*
 * name=value pairs as PHP reads them: arrays by brackets, max_input_vars,
 * max_input_nesting_level. May run PHP code: the handler of a warning. May throw.
 */
HashTable *corokit_http_fields_pairs(const char *data, size_t length, const char *separators);

/* Warns of max_input_vars. May run PHP code. */
void corokit_http_fields_warn_of_limit(void);

#endif
