/* The object of CoroKit\Table, for the files table_*.c and for the classes that are built on a table. */
#ifndef COROKIT_TABLE_OBJECT_H
#define COROKIT_TABLE_OBJECT_H

#include "php.h"

#include "../shm/table.h"
#include "key_locks.h"

typedef enum {
	COROKIT_TABLE_NEW,     /* the constructor has not run */
	COROKIT_TABLE_DEFINED,
	COROKIT_TABLE_CREATED,
	COROKIT_TABLE_DESTROYED
} corokit_table_state_t;

/* A position in a table, and what is there. */
typedef struct {
	uint32_t at;
	zval     key, row; /* owned; UNDEF: none */
} corokit_table_cursor_t;

typedef struct {
	corokit_table_t        table;
	corokit_key_locks_t    locks;  /* made when first needed, but before any fork: by create() */
	corokit_table_cursor_t cursor; /* of the methods of Iterator */
	corokit_table_state_t  state;
	zend_object            std;
} corokit_table_object_t;

extern zend_class_entry *corokit_table_ce;

static zend_always_inline corokit_table_object_t *corokit_table_from_obj(zend_object *object)
{
	return (corokit_table_object_t *) ((char *) object - XtOffsetOf(corokit_table_object_t, std));
}

/* ---- table_values.c: between zvals and rows ---- */

/* Columns and values of an array, for one call. */
typedef struct {
	corokit_table_value_t *values;
	uint32_t               count;
	corokit_table_value_t  few[8];
} corokit_table_values_t;

/* False: thrown, and nothing to free. May run PHP code: the table may be gone after it. */
bool corokit_table_values_init(corokit_table_values_t *values, const corokit_table_t *table, HashTable *array);
void corokit_table_values_free(corokit_table_values_t *values);
/* False: thrown. */
bool corokit_table_to_long(const zval *value, const corokit_table_column_t *column, zend_long *to);
bool corokit_table_to_double(const zval *value, const corokit_table_column_t *column, double *to);
/* From a row's data, read with or without a lock. */
void corokit_table_value_to_zval(zval *to, const char *data, const corokit_table_column_t *column);
void corokit_table_row_to_zval(zval *to, const corokit_table_t *table, const char *data);

/* A key from an argument; `temporary` is to be released, if it is not NULL. False: thrown. */
bool corokit_table_parse_key_slow(zval *arg, uint32_t number, corokit_table_key_t *key, zend_string **temporary);

static zend_always_inline void corokit_table_key_init(corokit_table_key_t *key, zend_string *string)
{
	zend_ulong hash = ZSTR_HASH(string);

	key->at = ZSTR_VAL(string);
	key->length = (uint32_t) ZSTR_LEN(string);
	key->hash = (uint32_t) (hash ^ hash >> 32);
}

static zend_always_inline bool corokit_table_parse_key(zval *arg, uint32_t number, corokit_table_key_t *key, zend_string **temporary)
{
	if (EXPECTED(Z_TYPE_P(arg) == IS_STRING && Z_STRLEN_P(arg) - 1 < COROKIT_TABLE_KEY_MAX)) {
		*temporary = NULL;
		corokit_table_key_init(key, Z_STR_P(arg));
		return true;
	}
	return corokit_table_parse_key_slow(arg, number, key, temporary);
}

/* Throws for a negative result of table.h or process_lock.h. */
void corokit_table_throw(const corokit_table_t *table, int code);

/* The row, or one column; FALSE when there is none. */
void corokit_table_read(corokit_table_t *table, const corokit_table_key_t *key, const corokit_table_column_t *column, zval *to);

/* ---- table_iterator.c ---- */

void corokit_table_cursor_init(corokit_table_cursor_t *cursor);
void corokit_table_cursor_clear(corokit_table_cursor_t *cursor);
/* Reads the first row at or after the position. */
void corokit_table_cursor_load(corokit_table_cursor_t *cursor, corokit_table_t *table);
zend_object_iterator *corokit_table_get_iterator(zend_class_entry *ce, zval *object, int by_ref);

/* Throws when the table is not created. */
bool corokit_table_is_usable(const corokit_table_object_t *self);

#endif
