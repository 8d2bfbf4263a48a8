/*
 * The options of Coroutine::set(). Each belongs to one layer, which says at
 * start what its value does; unknown ones are kept and shown by getOptions().
 */
#ifndef COROKIT_OPTIONS_H
#define COROKIT_OPTIONS_H

#include "php.h"

#include "../base/layer.h"

typedef struct {
	const char *name;
	void      (*apply)(zval *value); /* may throw */
} corokit_option_t;

extern const corokit_layer_t corokit_options_layer;

/* A table that ends with a NULL name. Module start only. */
void corokit_options_register(const corokit_option_t *table);

/* Applies and remembers. May throw. */
void corokit_options_set(HashTable *settings);
/* Borrowed; NULL when nothing was set in this request. */
HashTable *corokit_options_get(void);

#endif
