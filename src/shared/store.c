#include "store.h"

#include "zend_exceptions.h"

#include "../core/exceptions.h"

bool corokit_store_init(corokit_store_t *store, zend_long rows, zend_long size, uint32_t number, uint8_t eviction)
{
	if (store->table.header) {
		zend_throw_error(corokit_error_ce, "The object is already constructed");
		return false;
	}
	if (rows < 1 || rows > COROKIT_TABLE_ROWS_MAX) {
		zend_argument_value_error(number == 3 ? 3 : 1, "must be from 1 to %" PRIu32, COROKIT_TABLE_ROWS_MAX);
		return false;
	}
	if (size < 0 || size > COROKIT_TABLE_VALUE_MAX || (!size && number != 3)) {
		zend_argument_value_error(number, "must be from 1 to %" PRIu32, COROKIT_TABLE_VALUE_MAX);
		return false;
	}
	store->table.size = (uint32_t) rows;
	store->table.eviction = eviction;
	corokit_table_add_column(&store->table, ZSTR_CHAR('n'), COROKIT_TABLE_INT, 0);
	if (size) {
		corokit_table_add_column(&store->table, ZSTR_CHAR('b'), COROKIT_TABLE_STRING, (uint32_t) size);
	}
	store->number = &store->table.columns[0];
	store->bytes = size ? &store->table.columns[1] : NULL;
	if (corokit_table_map(&store->table) < 0) {
		corokit_table_deinit(&store->table);
		store->table.data_size = 0;
		zend_throw_exception(corokit_exception_ce, "There is not so much shared memory", ENOMEM);
		return false;
	}
	return true;
}

void corokit_store_deinit(corokit_store_t *store)
{
	corokit_table_deinit(&store->table);
}

bool corokit_store_is_usable(const corokit_store_t *store)
{
	if (EXPECTED(store->table.header != NULL)) {
		return true;
	}
	zend_throw_error(corokit_error_ce, "The object is not constructed");
	return false;
}

zend_string *corokit_store_read(corokit_store_t *store, const corokit_table_key_t *key, zend_long *number)
{
	zval row;
	zend_string *bytes;

	corokit_table_read(&store->table, key, NULL, &row);
	if (Z_TYPE(row) != IS_ARRAY) {
		return NULL;
	}
	*number = Z_LVAL_P(zend_hash_find(Z_ARRVAL(row), store->number->name));
	bytes = zend_string_copy(Z_STR_P(zend_hash_find(Z_ARRVAL(row), store->bytes->name)));
	zval_ptr_dtor(&row);
	return bytes;
}

int corokit_store_write(corokit_store_t *store, const corokit_table_key_t *key, zend_string *bytes, zend_long number, uint64_t expires)
{
	corokit_table_value_t values[] = {
		{ .column = store->number, .l = number },
		{ .column = store->bytes, .s = bytes },
	};

	return corokit_table_write(&store->table, key, COROKIT_TABLE_SET, values, 2, expires);
}
