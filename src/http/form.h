/*
 * Form fields and uploaded files of a body, as $_POST and $_FILES have them.
 *
 * An upload is a file of mode 0600 in `upload_dir`, written at once: a body is
 * in memory before and no larger than package_max_length. PHP knows it as an
 * upload (is_uploaded_file(), move_uploaded_file()) until it is removed, here
 * or at the end of PHP's own request.
 */
#ifndef COROKIT_HTTP_FORM_H
#define COROKIT_HTTP_FORM_H

#include <stdbool.h>

#include "php.h"

#include "message.h"

/* Owned by the caller; NULL: empty. */
typedef struct {
	HashTable *post;
	HashTable *files;
	HashTable *tmpfiles; /* paths */
} corokit_http_form_t;

typedef struct {
	const char *upload_dir; /* NULL: that of php.ini */
	bool        fields;     /* wanted at all */
	bool        files;
} corokit_http_form_options_t;

/* Fills `form`, whatever it held. May run PHP code: the handler of a warning about a limit. May throw. */
void corokit_http_form_read(corokit_http_form_t *form, const corokit_http_message_t *message, const corokit_http_form_options_t *options);

/* Removes those that were not moved. */
void corokit_http_form_remove_files(HashTable *tmpfiles);

#endif
