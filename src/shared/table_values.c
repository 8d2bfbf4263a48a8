/* Keys, values and rows between PHP and a table. */
#include "table_object.h"

#include "zend_exceptions.h"
#include "zend_interfaces.h"

#include "../base/error.h"
#include "../core/exceptions.h"

/* ---- keys ---- */

bool corokit_table_parse_key_slow(zval *arg, uint32_t number, corokit_table_key_t *key, zend_string **temporary)
{
	*temporary = NULL;
	if (Z_TYPE_P(arg) == IS_LONG) {
		*temporary = zend_long_to_str(Z_LVAL_P(arg));
		corokit_table_key_init(key, *temporary);
		return true;
	}
	if (Z_TYPE_P(arg) != IS_STRING) {
		zend_argument_type_error(number, "must be of type string|int, %s given", zend_zval_type_name(arg));
	} else {
		zend_argument_value_error(number, "must have from 1 to %d bytes, %zu given", COROKIT_TABLE_KEY_MAX, Z_STRLEN_P(arg));
	}
	return false;
}

/* ---- values from PHP ---- */

static ZEND_COLD bool refuse_value(const zval *value, const corokit_table_column_t *column, const char *type)
{
	if (!EG(exception)) {
		zend_type_error("Column \"%s\" must be of type %s, %s given", ZSTR_VAL(column->name), type, zend_zval_type_name(value));
	}
	return false;
}

static bool double_to_long(double value, zend_long *to)
{
	if (!ZEND_DOUBLE_FITS_LONG(value) || (double) (zend_long) value != value) {
		return false;
	}
	*to = (zend_long) value;
	return true;
}

bool corokit_table_to_long(const zval *value, const corokit_table_column_t *column, zend_long *to)
{
	double number;

	switch (Z_TYPE_P(value)) {
		case IS_LONG:
			*to = Z_LVAL_P(value);
			return true;
		case IS_FALSE:
		case IS_TRUE:
			*to = Z_TYPE_P(value) == IS_TRUE;
			return true;
		case IS_DOUBLE:
			return double_to_long(Z_DVAL_P(value), to) || refuse_value(value, column, "int");
		case IS_STRING:
			switch (is_numeric_string(Z_STRVAL_P(value), Z_STRLEN_P(value), to, &number, false)) {
				case IS_LONG:
					return true;
				case IS_DOUBLE:
					if (double_to_long(number, to)) {
						return true;
					}
			}
	}
	return refuse_value(value, column, "int");
}

bool corokit_table_to_double(const zval *value, const corokit_table_column_t *column, double *to)
{
	zend_long number;

	switch (Z_TYPE_P(value)) {
		case IS_DOUBLE:
			*to = Z_DVAL_P(value);
			return true;
		case IS_LONG:
			*to = (double) Z_LVAL_P(value);
			return true;
		case IS_FALSE:
		case IS_TRUE:
			*to = Z_TYPE_P(value) == IS_TRUE;
			return true;
		case IS_STRING:
			switch (is_numeric_string(Z_STRVAL_P(value), Z_STRLEN_P(value), &number, to, false)) {
				case IS_LONG:
					*to = (double) number;
					return true;
				case IS_DOUBLE:
					return true;
			}
	}
	return refuse_value(value, column, "float");
}

/* Owned by the value. May run __toString(). */
static bool to_string(zval *value, const corokit_table_column_t *column, zend_string **to)
{
	zend_string *string;

	if (EXPECTED(Z_TYPE_P(value) == IS_STRING)) {
		string = zend_string_copy(Z_STR_P(value));
	} else if (Z_TYPE_P(value) == IS_NULL || Z_TYPE_P(value) == IS_ARRAY || Z_TYPE_P(value) == IS_RESOURCE ||
		(Z_TYPE_P(value) == IS_OBJECT && !zend_class_implements_interface(Z_OBJCE_P(value), zend_ce_stringable))) {
		return refuse_value(value, column, "string");
	} else {
		string = zval_try_get_string(value);
		if (!string) {
			return false;
		}
	}
	if (ZSTR_LEN(string) > column->size) {
		zend_value_error("Column \"%s\" has %" PRIu32 " bytes, %zu given", ZSTR_VAL(column->name), column->size, ZSTR_LEN(string));
		zend_string_release(string);
		return false;
	}
	*to = string;
	return true;
}

static zend_always_inline bool convert(corokit_table_value_t *to, zval *from)
{
	ZVAL_DEREF(from);
	switch (to->column->type) {
		case COROKIT_TABLE_INT:
			if (EXPECTED(Z_TYPE_P(from) == IS_LONG)) {
				to->l = Z_LVAL_P(from);
				return true;
			}
			return corokit_table_to_long(from, to->column, &to->l);
		case COROKIT_TABLE_FLOAT:
			return corokit_table_to_double(from, to->column, &to->d);
		default:
			return to_string(from, to->column, &to->s);
	}
}

bool corokit_table_values_init(corokit_table_values_t *values, const corokit_table_t *table, HashTable *array)
{
	uint32_t total = zend_hash_num_elements(array);
	zend_string *name;
	zval *value;

	values->count = 0;
	values->values = values->few;
	if (UNEXPECTED(total > sizeof(values->few) / sizeof(*values->few))) {
		values->values = safe_emalloc(total, sizeof(*values->values), 0);
	}
	ZEND_HASH_FOREACH_STR_KEY_VAL(array, name, value) {
		corokit_table_value_t *to = &values->values[values->count];

		if (UNEXPECTED(!name)) {
			zend_value_error("Values must have the names of columns");
			goto free_values;
		}
		to->column = corokit_table_find_column(table, name, values->count);
		if (UNEXPECTED(!to->column)) {
			zend_value_error("There is no column \"%s\"", ZSTR_VAL(name));
			goto free_values;
		}
		if (UNEXPECTED(!convert(to, value))) {
			goto free_values;
		}
		values->count++;
	} ZEND_HASH_FOREACH_END();
	return true;

free_values:
	corokit_table_values_free(values);
	return false;
}

void corokit_table_values_free(corokit_table_values_t *values)
{
	for (uint32_t i = 0; i < values->count; i++) {
		if (values->values[i].column->type == COROKIT_TABLE_STRING) {
			zend_string_release(values->values[i].s);
		}
	}
	if (UNEXPECTED(values->values != values->few)) {
		efree(values->values);
	}
}

/* ---- rows to PHP ---- */

static zend_always_inline void value_to_zval(zval *to, const char *data, const corokit_table_column_t *column)
{
	const char *bytes;
	uint32_t length;

	switch (column->type) {
		case COROKIT_TABLE_INT:
			ZVAL_LONG(to, corokit_table_long(data, column));
			break;
		case COROKIT_TABLE_FLOAT:
			ZVAL_DOUBLE(to, corokit_table_double(data, column));
			break;
		default:
			bytes = corokit_table_bytes(data, column, &length);
			ZVAL_STRINGL_FAST(to, bytes, length);
	}
}

void corokit_table_value_to_zval(zval *to, const char *data, const corokit_table_column_t *column)
{
	value_to_zval(to, data, column);
}

void corokit_table_row_to_zval(zval *to, const corokit_table_t *table, const char *data)
{
	zend_array *array = zend_new_array(table->column_count);

	zend_hash_real_init_mixed(array);
	for (uint32_t i = 0; i < table->column_count; i++) {
		const corokit_table_column_t *column = &table->columns[i];
		zval value;

		value_to_zval(&value, data, column);
		_zend_hash_append_ex(array, column->name, &value, ZSTR_IS_INTERNED(column->name));
	}
	ZVAL_ARR(to, array);
}

static zend_always_inline void read_data(corokit_table_t *table, const char *data, const corokit_table_column_t *column, zval *to)
{
	if (column) {
		value_to_zval(to, data, column);
	} else {
		corokit_table_row_to_zval(to, table, data);
	}
}

#define TRIES_WITHOUT_LOCK 16

/* A row that changes faster than we read. */
static zend_never_inline void read_locked(corokit_table_t *table, const corokit_table_key_t *key, const corokit_table_column_t *column, zval *to)
{
	char *data = emalloc(table->data_size);

	if (corokit_table_read_locked(table, key, data)) {
		read_data(table, data, column, to);
	} else {
		ZVAL_FALSE(to);
	}
	efree(data);
}

void corokit_table_read(corokit_table_t *table, const corokit_table_key_t *key, const corokit_table_column_t *column, zval *to)
{
	for (int i = 0; i < TRIES_WITHOUT_LOCK; i++) {
		corokit_table_read_t read;

		if (!corokit_table_read_begin(table, key, &read)) {
			ZVAL_FALSE(to);
			return;
		}
		read_data(table, read.data, column, to);
		if (EXPECTED(corokit_table_read_end(&read))) {
			corokit_table_touch(table, &read);
			return;
		}
		zval_ptr_dtor_nogc(to);
	}
	read_locked(table, key, column, to);
}

/* ---- errors ---- */

void corokit_table_throw(const corokit_table_t *table, int code)
{
	/* A wait that exit() has ended leaves its own. */
	if (EG(exception)) {
		return;
	}
	switch (code) {
		case -ENOSPC:
			zend_throw_exception_ex(corokit_exception_ce, ENOSPC, "The table is full: it has %" PRIu32 " rows", table->size);
			break;
		case -EUSERS:
			zend_throw_exception_ex(corokit_exception_ce, EUSERS, "More than %d processes share memory", COROKIT_OWNER_SLOTS);
			break;
		case -ECANCELED:
			zend_throw_exception_ex(corokit_exception_ce, COROKIT_ERROR_CO_CANCELED, "Waiting for the lock was cancelled");
			break;
		default:
			zend_throw_exception_ex(corokit_exception_ce, -code, "The lock cannot be had: %s", strerror(-code));
	}
}

bool corokit_table_is_usable(const corokit_table_object_t *self)
{
	if (EXPECTED(self->state == COROKIT_TABLE_CREATED)) {
		return true;
	}
	zend_throw_error(corokit_error_ce, self->state == COROKIT_TABLE_DESTROYED ? "The table was destroyed" : "The table is not created");
	return false;
}
