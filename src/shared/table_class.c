/* CoroKit\Table: the PHP face of ../shm/table.h. Arguments are converted before anything is locked. */
#include "table_object.h"

#include <math.h>

#include "zend_exceptions.h"
#include "zend_interfaces.h"
#include "ext/spl/spl_iterators.h"

#include "../base/clock.h"
#include "../core/exceptions.h"
#include "shared_internal.h"
#include "wait.h"

#include "../../stubs/table_arginfo.h"

#define COLUMNS_MAX 1024

/* The declared properties, in the order of the stub. */
enum { PROPERTY_SIZE, PROPERTY_MEMORY_SIZE };

zend_class_entry *corokit_table_ce;

static zend_object_handlers table_handlers;

#define THIS_TABLE() corokit_table_from_obj(Z_OBJ_P(ZEND_THIS))

static zend_object *create_table(zend_class_entry *ce)
{
	corokit_table_object_t *self = zend_object_alloc(sizeof(corokit_table_object_t), ce);

	memset(self, 0, XtOffsetOf(corokit_table_object_t, std));
	corokit_table_cursor_init(&self->cursor);
	zend_object_std_init(&self->std, ce);
	object_properties_init(&self->std, ce);
	self->std.handlers = &table_handlers;
	return &self->std;
}

static void free_table(zend_object *object)
{
	corokit_table_object_t *self = corokit_table_from_obj(object);

	corokit_table_cursor_clear(&self->cursor);
	corokit_key_locks_deinit(&self->locks);
	corokit_table_deinit(&self->table);
	zend_object_std_dtor(object);
}

/* ---- making it ---- */

ZEND_METHOD(CoroKit_Table, __construct)
{
	corokit_table_object_t *self = THIS_TABLE();
	double proportion = 0.2;
	zend_long size, eviction = COROKIT_TABLE_REFUSE;

	ZEND_PARSE_PARAMETERS_START(1, 3)
		Z_PARAM_LONG(size)
		Z_PARAM_OPTIONAL
		Z_PARAM_DOUBLE(proportion)
		Z_PARAM_LONG(eviction)
	ZEND_PARSE_PARAMETERS_END();

	(void) proportion;
	if (self->state != COROKIT_TABLE_NEW) {
		zend_throw_error(corokit_error_ce, "%s is already constructed", ZSTR_VAL(self->std.ce->name));
		RETURN_THROWS();
	}
	if (size < 1 || size > COROKIT_TABLE_ROWS_MAX) {
		zend_argument_value_error(1, "must be from 1 to %" PRIu32, COROKIT_TABLE_ROWS_MAX);
		RETURN_THROWS();
	}
	if (eviction != COROKIT_TABLE_REFUSE && eviction != COROKIT_TABLE_LRU) {
		zend_argument_value_error(3, "must be Table::EVICT_REFUSE or Table::EVICT_LRU");
		RETURN_THROWS();
	}
	self->table.size = (uint32_t) size;
	self->table.eviction = (uint8_t) eviction;
	self->state = COROKIT_TABLE_DEFINED;
}

/* Throws when columns can no longer be added. */
static bool is_defined(const corokit_table_object_t *self)
{
	if (self->state == COROKIT_TABLE_DEFINED) {
		return true;
	}
	zend_throw_error(corokit_error_ce, self->state == COROKIT_TABLE_NEW ? "The table is not constructed" : self->state == COROKIT_TABLE_CREATED ?
		"The table is created already" : "The table was destroyed");
	return false;
}

static bool check_column(const corokit_table_t *table, zend_string *name, zend_long type, zend_long size)
{
	zend_ulong number;

	if (!ZSTR_LEN(name) || ZEND_HANDLE_NUMERIC_STR(ZSTR_VAL(name), ZSTR_LEN(name), number)) {
		zend_argument_value_error(1, "must not be empty or a number");
	} else if (corokit_table_find_column(table, name, 0)) {
		zend_argument_value_error(1, "is a column already");
	} else if (type < COROKIT_TABLE_INT || type > COROKIT_TABLE_STRING) {
		zend_argument_value_error(2, "must be Table::TYPE_INT, TYPE_FLOAT or TYPE_STRING");
	} else if (type == COROKIT_TABLE_STRING && (size < 1 || size > (zend_long) (COROKIT_TABLE_VALUE_MAX - table->data_size))) {
		zend_argument_value_error(3, "must be at least 1 and the row not more than %" PRIu32 " bytes", COROKIT_TABLE_VALUE_MAX);
	} else if (table->column_count == COLUMNS_MAX) {
		zend_value_error("A table has %d columns at most", COLUMNS_MAX);
	}
	return !EG(exception);
}

ZEND_METHOD(CoroKit_Table, column)
{
	corokit_table_object_t *self = THIS_TABLE();
	zend_string *name;
	zend_long type, size = 0;

	ZEND_PARSE_PARAMETERS_START(2, 3)
		Z_PARAM_STR(name)
		Z_PARAM_LONG(type)
		Z_PARAM_OPTIONAL
		Z_PARAM_LONG(size)
	ZEND_PARSE_PARAMETERS_END();

	if (!is_defined(self) || !check_column(&self->table, name, type, size)) {
		RETURN_THROWS();
	}
	/* Scripts name it by a literal, which is interned: then a look at the pointer finds it. */
	name = zend_new_interned_string(zend_string_copy(name));
	zend_string_hash_val(name);
	corokit_table_add_column(&self->table, name, (uint8_t) type, (uint32_t) size);
	RETURN_TRUE;
}

ZEND_METHOD(CoroKit_Table, create)
{
	corokit_table_object_t *self = THIS_TABLE();

	ZEND_PARSE_PARAMETERS_NONE();
	if (!is_defined(self)) {
		RETURN_THROWS();
	}
	if (corokit_table_map(&self->table) < 0 || corokit_key_locks_init(&self->locks) < 0) {
		corokit_table_unmap(&self->table);
		zend_throw_exception(corokit_exception_ce, "There is not so much shared memory", ENOMEM);
		RETURN_THROWS();
	}
	self->state = COROKIT_TABLE_CREATED;
	zend_update_property_long(self->std.ce, &self->std, ZEND_STRL("size"), self->table.size);
	zend_update_property_long(self->std.ce, &self->std, ZEND_STRL("memorySize"), (zend_long) self->table.memory);
	RETURN_TRUE;
}

ZEND_METHOD(CoroKit_Table, destroy)
{
	corokit_table_object_t *self = THIS_TABLE();

	ZEND_PARSE_PARAMETERS_NONE();
	if (!corokit_table_is_usable(self)) {
		RETURN_THROWS();
	}
	if (corokit_key_locks_have_waiters(&self->locks)) {
		zend_throw_error(corokit_error_ce, "A coroutine waits for a lock of the table");
		RETURN_THROWS();
	}
	corokit_key_locks_deinit(&self->locks);
	corokit_table_unmap(&self->table);
	self->state = COROKIT_TABLE_DESTROYED;
	RETURN_TRUE;
}

/* ---- writing ---- */

/* Seconds to what a row keeps. False: thrown. */
static bool expiry_from_ttl(double ttl, bool is_null, uint32_t number, uint64_t *expires)
{
	if (EXPECTED(is_null)) {
		*expires = COROKIT_TABLE_KEEP;
	} else if (ttl == 0) {
		*expires = 0;
	} else if (ttl > 0 && ttl < 1e12) {
		*expires = corokit_table_now() + (uint64_t) ceil(ttl * 1000);
	} else {
		zend_argument_value_error(number, "must be a number of seconds, or 0");
		return false;
	}
	return true;
}

static zend_always_inline void write_row(INTERNAL_FUNCTION_PARAMETERS, corokit_table_mode_t mode, int refusal)
{
	corokit_table_object_t *self = THIS_TABLE();
	corokit_table_values_t values;
	corokit_table_key_t key;
	zend_string *temporary;
	bool no_ttl = true;
	uint64_t expires;
	double ttl = 0;
	zval *name;
	HashTable *array;
	int code;

	ZEND_PARSE_PARAMETERS_START(2, 3)
		Z_PARAM_ZVAL(name)
		Z_PARAM_ARRAY_HT(array)
		Z_PARAM_OPTIONAL
		Z_PARAM_DOUBLE_OR_NULL(ttl, no_ttl)
	ZEND_PARSE_PARAMETERS_END();

	if (!expiry_from_ttl(ttl, no_ttl, 3, &expires) || !corokit_table_parse_key(name, 1, &key, &temporary)) {
		RETURN_THROWS();
	}
	if (!corokit_table_is_usable(self) || !corokit_table_values_init(&values, &self->table, array)) {
		goto release_key;
	}
	/* A __toString() may have destroyed it. */
	if (corokit_table_is_usable(self)) {
		code = corokit_table_write(&self->table, &key, mode, values.values, values.count, expires);
		if (EXPECTED(code == 0 || code == refusal)) {
			RETVAL_BOOL(code == 0);
		} else {
			corokit_table_throw(&self->table, code);
		}
	}
	corokit_table_values_free(&values);

release_key:
	if (UNEXPECTED(temporary)) {
		zend_string_release(temporary);
	}
}

ZEND_METHOD(CoroKit_Table, set)
{
	write_row(INTERNAL_FUNCTION_PARAM_PASSTHRU, COROKIT_TABLE_SET, 0);
}

ZEND_METHOD(CoroKit_Table, add)
{
	write_row(INTERNAL_FUNCTION_PARAM_PASSTHRU, COROKIT_TABLE_ADD, -EEXIST);
}

ZEND_METHOD(CoroKit_Table, update)
{
	write_row(INTERNAL_FUNCTION_PARAM_PASSTHRU, COROKIT_TABLE_UPDATE, -ENOENT);
}

/* 0, or thrown: an empty condition would hold for everything. */
static bool init_expected(corokit_table_values_t *expected, const corokit_table_t *table, HashTable *array)
{
	if (!zend_hash_num_elements(array)) {
		zend_argument_value_error(2, "must not be empty");
		return false;
	}
	return corokit_table_values_init(expected, table, array);
}

/* A negative result of an operation with a condition. */
static void return_condition(const corokit_table_t *table, int code, zval *return_value)
{
	if (code == 0 || code == -EAGAIN || code == -ENOENT) {
		RETURN_BOOL(code == 0);
	}
	corokit_table_throw(table, code);
}

ZEND_METHOD(CoroKit_Table, cmpset)
{
	corokit_table_object_t *self = THIS_TABLE();
	corokit_table_values_t expected, values;
	HashTable *expected_array, *array;
	corokit_table_key_t key;
	zend_string *temporary;
	zval *name;

	ZEND_PARSE_PARAMETERS_START(3, 3)
		Z_PARAM_ZVAL(name)
		Z_PARAM_ARRAY_HT(expected_array)
		Z_PARAM_ARRAY_HT(array)
	ZEND_PARSE_PARAMETERS_END();

	if (!corokit_table_parse_key(name, 1, &key, &temporary)) {
		RETURN_THROWS();
	}
	if (!corokit_table_is_usable(self) || !init_expected(&expected, &self->table, expected_array)) {
		goto release_key;
	}
	if (!corokit_table_values_init(&values, &self->table, array)) {
		goto free_expected;
	}
	if (corokit_table_is_usable(self)) {
		return_condition(&self->table, corokit_table_compare_write(&self->table, &key, expected.values, expected.count, values.values, values.count), return_value);
	}
	corokit_table_values_free(&values);

free_expected:
	corokit_table_values_free(&expected);
release_key:
	if (temporary) {
		zend_string_release(temporary);
	}
}

ZEND_METHOD(CoroKit_Table, cmpdel)
{
	corokit_table_object_t *self = THIS_TABLE();
	corokit_table_values_t expected;
	corokit_table_key_t key;
	zend_string *temporary;
	HashTable *array;
	zval *name;

	ZEND_PARSE_PARAMETERS_START(2, 2)
		Z_PARAM_ZVAL(name)
		Z_PARAM_ARRAY_HT(array)
	ZEND_PARSE_PARAMETERS_END();

	if (!corokit_table_parse_key(name, 1, &key, &temporary)) {
		RETURN_THROWS();
	}
	if (corokit_table_is_usable(self) && init_expected(&expected, &self->table, array)) {
		if (corokit_table_is_usable(self)) {
			return_condition(&self->table, corokit_table_delete(&self->table, &key, expected.values, expected.count, NULL), return_value);
		}
		corokit_table_values_free(&expected);
	}
	if (temporary) {
		zend_string_release(temporary);
	}
}

static zend_always_inline void add_number(corokit_table_t *table, const corokit_table_key_t *key, const corokit_table_column_t *column, const zval *by, bool negate, zval *return_value)
{
	zend_long number = 1, sum = 0;
	double real = 1, real_sum = 0;
	int code;

	if (EXPECTED(column->type == COROKIT_TABLE_INT)) {
		if (by && UNEXPECTED(!corokit_table_to_long(by, column, &number))) {
			return;
		}
		code = corokit_table_add_long(table, key, column, negate ? (zend_long) (0 - (zend_ulong) number) : number, &sum);
		RETVAL_LONG(sum);
	} else if (column->type == COROKIT_TABLE_FLOAT) {
		if (by && !corokit_table_to_double(by, column, &real)) {
			return;
		}
		code = corokit_table_add_double(table, key, column, negate ? -real : real, &real_sum);
		RETVAL_DOUBLE(real_sum);
	} else {
		zend_type_error("Column \"%s\" is a string", ZSTR_VAL(column->name));
		return;
	}
	if (UNEXPECTED(code < 0)) {
		corokit_table_throw(table, code);
	}
}

/* The column, or thrown. */
static zend_always_inline const corokit_table_column_t *require_column(const corokit_table_t *table, zend_string *name, uint32_t number)
{
	const corokit_table_column_t *column = corokit_table_find_column(table, name, 0);

	if (UNEXPECTED(!column)) {
		zend_argument_value_error(number, "must be a column, \"%s\" is not", ZSTR_VAL(name));
	}
	return column;
}

static zend_always_inline void change_number(INTERNAL_FUNCTION_PARAMETERS, bool negate)
{
	corokit_table_object_t *self = THIS_TABLE();
	const corokit_table_column_t *column;
	corokit_table_key_t key;
	zend_string *temporary, *column_name;
	zval *name, *by = NULL;

	ZEND_PARSE_PARAMETERS_START(2, 3)
		Z_PARAM_ZVAL(name)
		Z_PARAM_STR(column_name)
		Z_PARAM_OPTIONAL
		Z_PARAM_NUMBER(by)
	ZEND_PARSE_PARAMETERS_END();

	if (UNEXPECTED(!corokit_table_parse_key(name, 1, &key, &temporary))) {
		RETURN_THROWS();
	}
	if (EXPECTED(corokit_table_is_usable(self)) && (column = require_column(&self->table, column_name, 2))) {
		add_number(&self->table, &key, column, by, negate, return_value);
	}
	if (UNEXPECTED(temporary)) {
		zend_string_release(temporary);
	}
}

ZEND_METHOD(CoroKit_Table, incr)
{
	change_number(INTERNAL_FUNCTION_PARAM_PASSTHRU, false);
}

ZEND_METHOD(CoroKit_Table, decr)
{
	change_number(INTERNAL_FUNCTION_PARAM_PASSTHRU, true);
}

/* ---- reading and deleting ---- */

ZEND_METHOD(CoroKit_Table, get)
{
	corokit_table_object_t *self = THIS_TABLE();
	const corokit_table_column_t *column = NULL;
	zend_string *field = NULL, *temporary;
	corokit_table_key_t key;
	zval *name;

	ZEND_PARSE_PARAMETERS_START(1, 2)
		Z_PARAM_ZVAL(name)
		Z_PARAM_OPTIONAL
		Z_PARAM_STR_OR_NULL(field)
	ZEND_PARSE_PARAMETERS_END();

	if (UNEXPECTED(!corokit_table_parse_key(name, 1, &key, &temporary))) {
		RETURN_THROWS();
	}
	if (EXPECTED(corokit_table_is_usable(self)) && (!field || (column = require_column(&self->table, field, 2)))) {
		corokit_table_read(&self->table, &key, column, return_value);
	}
	if (UNEXPECTED(temporary)) {
		zend_string_release(temporary);
	}
}

ZEND_METHOD(CoroKit_Table, getdel)
{
	corokit_table_object_t *self = THIS_TABLE();
	const corokit_table_column_t *column = NULL;
	zend_string *field = NULL, *temporary;
	corokit_table_key_t key;
	zval *name;

	ZEND_PARSE_PARAMETERS_START(1, 2)
		Z_PARAM_ZVAL(name)
		Z_PARAM_OPTIONAL
		Z_PARAM_STR_OR_NULL(field)
	ZEND_PARSE_PARAMETERS_END();

	if (!corokit_table_parse_key(name, 1, &key, &temporary)) {
		RETURN_THROWS();
	}
	if (corokit_table_is_usable(self) && (!field || (column = require_column(&self->table, field, 2)))) {
		char *data = emalloc(self->table.data_size);
		int code = corokit_table_delete(&self->table, &key, NULL, 0, data);

		if (code == 0 && column) {
			corokit_table_value_to_zval(return_value, data, column);
		} else if (code == 0) {
			corokit_table_row_to_zval(return_value, &self->table, data);
		} else {
			return_condition(&self->table, code, return_value);
		}
		efree(data);
	}
	if (temporary) {
		zend_string_release(temporary);
	}
}

/* For the methods with a key and nothing else: its object and key; NULL: thrown. */
static corokit_table_object_t *parse_key_only(INTERNAL_FUNCTION_PARAMETERS, corokit_table_key_t *key, zend_string **temporary)
{
	corokit_table_object_t *self = THIS_TABLE();
	zval *name;

	(void) return_value;
	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_ZVAL(name)
	ZEND_PARSE_PARAMETERS_END_EX(return NULL);

	if (!corokit_table_is_usable(self) || !corokit_table_parse_key(name, 1, key, temporary)) {
		return NULL;
	}
	return self;
}

ZEND_METHOD(CoroKit_Table, del)
{
	corokit_table_key_t key;
	zend_string *temporary;
	corokit_table_object_t *self = parse_key_only(INTERNAL_FUNCTION_PARAM_PASSTHRU, &key, &temporary);

	if (!self) {
		RETURN_THROWS();
	}
	return_condition(&self->table, corokit_table_delete(&self->table, &key, NULL, 0, NULL), return_value);
	if (temporary) {
		zend_string_release(temporary);
	}
}

ZEND_METHOD(CoroKit_Table, exists)
{
	corokit_table_key_t key;
	zend_string *temporary;
	corokit_table_object_t *self = parse_key_only(INTERNAL_FUNCTION_PARAM_PASSTHRU, &key, &temporary);

	if (!self) {
		RETURN_THROWS();
	}
	RETVAL_BOOL(corokit_table_exists(&self->table, &key));
	if (temporary) {
		zend_string_release(temporary);
	}
}

ZEND_METHOD(CoroKit_Table, expire)
{
	corokit_table_object_t *self = THIS_TABLE();
	corokit_table_key_t key;
	zend_string *temporary;
	uint64_t expires;
	zval *name;
	double ttl;

	ZEND_PARSE_PARAMETERS_START(2, 2)
		Z_PARAM_ZVAL(name)
		Z_PARAM_DOUBLE(ttl)
	ZEND_PARSE_PARAMETERS_END();

	if (!expiry_from_ttl(ttl, false, 2, &expires) || !corokit_table_is_usable(self) || !corokit_table_parse_key(name, 1, &key, &temporary)) {
		RETURN_THROWS();
	}
	return_condition(&self->table, corokit_table_expire(&self->table, &key, expires), return_value);
	if (temporary) {
		zend_string_release(temporary);
	}
}

ZEND_METHOD(CoroKit_Table, ttl)
{
	corokit_table_key_t key;
	zend_string *temporary;
	corokit_table_object_t *self = parse_key_only(INTERNAL_FUNCTION_PARAM_PASSTHRU, &key, &temporary);
	corokit_table_read_t read;
	uint64_t expires = 0, now;
	bool found;

	if (!self) {
		RETURN_THROWS();
	}
	do {
		found = corokit_table_read_begin(&self->table, &key, &read);
		if (found) {
			expires = corokit_table_expiry(read.data);
		}
	} while (found && !corokit_table_read_end(&read));
	if (temporary) {
		zend_string_release(temporary);
	}
	if (!found) {
		RETURN_FALSE;
	}
	now = corokit_table_now();
	RETURN_DOUBLE(!expires ? INFINITY : expires <= now ? 0.0 : (double) (expires - now) / 1000);
}

/* ---- locks ---- */

/* The key as a string, owned; NULL: thrown. */
static zend_string *lock_name(const corokit_table_object_t *self, zval *name)
{
	corokit_table_key_t key;
	zend_string *temporary;

	if (!corokit_table_is_usable(self) || !corokit_table_parse_key(name, 1, &key, &temporary)) {
		return NULL;
	}
	return temporary ? temporary : zend_string_copy(Z_STR_P(name));
}

ZEND_METHOD(CoroKit_Table, lock)
{
	corokit_table_object_t *self = THIS_TABLE();
	double timeout = -1;
	zend_string *key;
	zval *name;
	int code;

	ZEND_PARSE_PARAMETERS_START(1, 2)
		Z_PARAM_ZVAL(name)
		Z_PARAM_OPTIONAL
		Z_PARAM_DOUBLE(timeout)
	ZEND_PARSE_PARAMETERS_END();

	key = lock_name(self, name);
	if (!key) {
		RETURN_THROWS();
	}
	code = corokit_key_lock(&self->locks, key, corokit_shared_deadline(timeout));
	zend_string_release(key);
	if (code == -EUSERS) {
		corokit_table_throw(&self->table, code);
		RETURN_THROWS();
	}
	RETURN_BOOL(code == 0);
}

static void unlock_key(corokit_table_object_t *self, zend_string *key, zval *return_value)
{
	if (corokit_key_unlock(&self->locks, key) < 0) {
		zend_throw_error(corokit_error_ce, "Coroutine " ZEND_LONG_FMT " has not locked \"%s\"", corokit_running_cid(), ZSTR_VAL(key));
		RETURN_THROWS();
	}
	RETURN_TRUE;
}

ZEND_METHOD(CoroKit_Table, unlock)
{
	corokit_table_object_t *self = THIS_TABLE();
	zend_string *key;
	zval *name;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_ZVAL(name)
	ZEND_PARSE_PARAMETERS_END();

	key = lock_name(self, name);
	if (!key) {
		RETURN_THROWS();
	}
	unlock_key(self, key, return_value);
	zend_string_release(key);
}

/* With the lock. May run PHP code, suspend and throw. */
static void call_with_row(corokit_table_object_t *self, zend_string *name, zend_fcall_info *fci, zend_fcall_info_cache *fcc, zval *return_value)
{
	corokit_table_key_t key;
	zval row;

	corokit_table_key_init(&key, name);
	corokit_table_read(&self->table, &key, NULL, &row);
	fci->retval = return_value;
	fci->params = &row;
	fci->param_count = 1;
	zend_call_function(fci, fcc);
	zval_ptr_dtor(&row);
}

ZEND_METHOD(CoroKit_Table, transaction)
{
	corokit_table_object_t *self = THIS_TABLE();
	zend_fcall_info fci;
	zend_fcall_info_cache fcc;
	double timeout = -1;
	zend_string *key;
	zval *name;
	int code;

	ZEND_PARSE_PARAMETERS_START(2, 3)
		Z_PARAM_ZVAL(name)
		Z_PARAM_FUNC(fci, fcc)
		Z_PARAM_OPTIONAL
		Z_PARAM_DOUBLE(timeout)
	ZEND_PARSE_PARAMETERS_END();

	key = lock_name(self, name);
	if (!key) {
		RETURN_THROWS();
	}
	code = corokit_key_lock(&self->locks, key, corokit_shared_deadline(timeout));
	if (code < 0) {
		corokit_table_throw(&self->table, code);
	} else {
		call_with_row(self, key, &fci, &fcc, return_value);
		/* The callback may have unlocked it, or destroyed the table: then there is nothing to do. */
		if (self->state == COROKIT_TABLE_CREATED) {
			corokit_key_unlock(&self->locks, key);
		}
	}
	zend_string_release(key);
}

/* ---- the whole ---- */

ZEND_METHOD(CoroKit_Table, count)
{
	corokit_table_object_t *self = THIS_TABLE();

	ZEND_PARSE_PARAMETERS_NONE();
	if (!corokit_table_is_usable(self)) {
		RETURN_THROWS();
	}
	RETURN_LONG(corokit_table_count(&self->table));
}

ZEND_METHOD(CoroKit_Table, clear)
{
	corokit_table_object_t *self = THIS_TABLE();

	ZEND_PARSE_PARAMETERS_NONE();
	if (!corokit_table_is_usable(self)) {
		RETURN_THROWS();
	}
	corokit_table_clear(&self->table);
}

ZEND_METHOD(CoroKit_Table, sweep)
{
	corokit_table_object_t *self = THIS_TABLE();

	ZEND_PARSE_PARAMETERS_NONE();
	if (!corokit_table_is_usable(self)) {
		RETURN_THROWS();
	}
	RETURN_LONG(corokit_table_sweep(&self->table));
}

ZEND_METHOD(CoroKit_Table, getSize)
{
	ZEND_PARSE_PARAMETERS_NONE();
	RETURN_LONG(THIS_TABLE()->table.size);
}

ZEND_METHOD(CoroKit_Table, getMemorySize)
{
	ZEND_PARSE_PARAMETERS_NONE();
	RETURN_LONG((zend_long) THIS_TABLE()->table.memory);
}

ZEND_METHOD(CoroKit_Table, stats)
{
	corokit_table_object_t *self = THIS_TABLE();
	corokit_table_stats_t stats;

	ZEND_PARSE_PARAMETERS_NONE();
	if (self->state != COROKIT_TABLE_CREATED) {
		RETURN_FALSE;
	}
	corokit_table_get_stats(&self->table, &stats);
	array_init(return_value);
	add_assoc_long(return_value, "num", stats.rows);
	add_assoc_long(return_value, "conflict_count", stats.collisions);
	add_assoc_long(return_value, "conflict_max_level", stats.longest_chain > 0 ? stats.longest_chain - 1 : 0);
	add_assoc_long(return_value, "insert_count", stats.inserts);
	add_assoc_long(return_value, "update_count", stats.updates);
	add_assoc_long(return_value, "delete_count", stats.deletes);
	add_assoc_long(return_value, "available_slice_num", (zend_long) self->table.size - stats.rows);
	add_assoc_long(return_value, "total_slice_num", self->table.size);
	add_assoc_long(return_value, "evict_count", stats.evictions);
	add_assoc_long(return_value, "expire_count", stats.expiries);
	add_assoc_long(return_value, "repair_count", stats.repairs);
}

/* ---- Iterator ---- */

ZEND_METHOD(CoroKit_Table, rewind)
{
	corokit_table_object_t *self = THIS_TABLE();

	ZEND_PARSE_PARAMETERS_NONE();
	if (!corokit_table_is_usable(self)) {
		RETURN_THROWS();
	}
	self->cursor.at = 0;
	corokit_table_cursor_load(&self->cursor, &self->table);
}

ZEND_METHOD(CoroKit_Table, next)
{
	corokit_table_object_t *self = THIS_TABLE();

	ZEND_PARSE_PARAMETERS_NONE();
	if (!corokit_table_is_usable(self)) {
		RETURN_THROWS();
	}
	self->cursor.at++;
	corokit_table_cursor_load(&self->cursor, &self->table);
}

static void return_copy(const zval *value, zval *return_value)
{
	if (Z_TYPE_P(value) == IS_UNDEF) {
		RETURN_NULL();
	}
	RETURN_COPY(value);
}

ZEND_METHOD(CoroKit_Table, current)
{
	ZEND_PARSE_PARAMETERS_NONE();
	return_copy(&THIS_TABLE()->cursor.row, return_value);
}

ZEND_METHOD(CoroKit_Table, key)
{
	ZEND_PARSE_PARAMETERS_NONE();
	return_copy(&THIS_TABLE()->cursor.key, return_value);
}

ZEND_METHOD(CoroKit_Table, valid)
{
	ZEND_PARSE_PARAMETERS_NONE();
	RETURN_BOOL(Z_TYPE(THIS_TABLE()->cursor.row) != IS_UNDEF);
}

void corokit_table_class_startup(void)
{
	corokit_table_ce = register_class_CoroKit_Table(zend_ce_iterator, zend_ce_countable);
	corokit_table_ce->create_object = create_table;
	/* A class that overrides a method of Iterator gets PHP's own. */
	corokit_table_ce->get_iterator = corokit_table_get_iterator;
	table_handlers = std_object_handlers;
	table_handlers.offset = XtOffsetOf(corokit_table_object_t, std);
	table_handlers.free_obj = free_table;
	table_handlers.clone_obj = NULL;
}
