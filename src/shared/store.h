/* A table with key locks that a class has for itself: cache, sessions, limiter. */
#ifndef COROKIT_SHARED_STORE_H
#define COROKIT_SHARED_STORE_H

#include "table_object.h"

/* A row of `size` bytes (0: no such column), and a number. Made by the constructor; throws. */
typedef struct {
	corokit_table_t               table;
	const corokit_table_column_t *number, *bytes;
} corokit_store_t;

/* False: thrown. `size` is argument `number` of the constructor, `rows` is argument 1. */
bool corokit_store_init(corokit_store_t *store, zend_long rows, zend_long size, uint32_t number, uint8_t eviction);
void corokit_store_deinit(corokit_store_t *store);
/* Throws when the constructor has not run. */
bool corokit_store_is_usable(const corokit_store_t *store);
/* Owned; NULL: no such row. */
zend_string *corokit_store_read(corokit_store_t *store, const corokit_table_key_t *key, zend_long *number);
/* As corokit_table_write(). */
int corokit_store_write(corokit_store_t *store, const corokit_table_key_t *key, zend_string *bytes, zend_long number, uint64_t expires);

#endif
