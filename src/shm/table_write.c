/*
 * Writing one row. Each function takes the bucket's lock, decides, prepares,
 * and makes it true with one store.
 */
#include "table_internal.h"

#include <string.h>

static void store_value(char *data, const corokit_table_value_t *value)
{
	char *at = data + value->column->offset;

	switch (value->column->type) {
		case COROKIT_TABLE_INT:
			*(int64_t *) at = value->l;
			break;
		case COROKIT_TABLE_FLOAT:
			*(double *) at = value->d;
			break;
		default:
			*(uint32_t *) at = (uint32_t) ZSTR_LEN(value->s);
			memcpy(at + sizeof(uint32_t), ZSTR_VAL(value->s), ZSTR_LEN(value->s));
	}
}

static bool has_value(const char *data, const corokit_table_value_t *value)
{
	uint32_t length;
	const char *bytes;

	switch (value->column->type) {
		case COROKIT_TABLE_INT:
			return corokit_table_long(data, value->column) == value->l;
		case COROKIT_TABLE_FLOAT:
			return corokit_table_double(data, value->column) == value->d;
		default:
			bytes = corokit_table_bytes(data, value->column, &length);
			return length == ZSTR_LEN(value->s) && memcmp(bytes, ZSTR_VAL(value->s), length) == 0;
	}
}

static bool has_values(const char *data, const corokit_table_value_t *values, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		if (!has_value(data, &values[i])) {
			return false;
		}
	}
	return true;
}

#define SMALL_DATA 256

/* What strings do not use of their columns is not worth the time, once there is much of it. */
static void copy_data(const corokit_table_t *table, char *to, const char *from)
{
	if (table->data_size <= SMALL_DATA) {
		memcpy(to, from, table->data_size);
		return;
	}
	*(uint64_t *) to = *(const uint64_t *) from;
	for (uint32_t i = 0; i < table->column_count; i++) {
		const corokit_table_column_t *column = &table->columns[i];
		size_t size = 8;

		if (column->type == COROKIT_TABLE_STRING) {
			uint32_t length;

			corokit_table_bytes(from, column, &length);
			size = sizeof(uint32_t) + length;
		}
		memcpy(to + column->offset, from + column->offset, size);
	}
}

static void clear_data(const corokit_table_t *table, char *data)
{
	*(uint64_t *) data = 0;
	for (uint32_t i = 0; i < table->column_count; i++) {
		/* A string needs its length gone, no more. */
		*(uint64_t *) (data + table->columns[i].offset) = 0;
	}
}

/* ---- the two ways to make it true ---- */

/* The version that is not in use, for the caller to fill. A late reader of it finds `seq` changed. */
static zend_always_inline char *other_version(const corokit_table_t *table, row_t *row)
{
	__atomic_thread_fence(__ATOMIC_RELEASE);
	return row_data(table, row, row->seq ^ SEQ_VERSION);
}

static zend_always_inline void switch_version(row_t *row)
{
	__atomic_store_n(&row->seq, (row->seq ^ SEQ_VERSION) + SEQ_STEP, __ATOMIC_RELEASE);
}

/*
 * One aligned number in the version in use. `seq` comes first: a reader that sees the number
 * also sees that something was about to change, whoever finishes or dies in between.
 */
static zend_always_inline void store_number(row_t *row, char *at, int64_t bits)
{
	__atomic_store_n(&row->seq, row->seq + SEQ_STEP, __ATOMIC_RELEASE);
	__atomic_thread_fence(__ATOMIC_RELEASE);
	__atomic_store_n((int64_t *) at, bits, __ATOMIC_RELEASE);
}

/* ---- finding and making the row ---- */

typedef struct {
	bucket_t *bucket;
	uint32_t  name; /* 0: there is none */
	row_t    *row;
	char     *data; /* of the version in use */
} place_t;

/* Locks the bucket. A row that has expired is taken away on the way. */
static zend_always_inline void enter(corokit_table_t *table, const corokit_table_key_t *key, corokit_owner_t self, place_t *place)
{
	place->bucket = bucket_of(table, key->hash);
	lock_bucket(table, place->bucket, self);
	place->name = find_row(table, place->bucket, key);
	if (place->name) {
		place->row = row_at(table, place->name);
		place->data = row_data(table, place->row, place->row->seq);
		if (has_expired(place->data)) {
			corokit_table_drop_row(table, place->bucket, place->name);
			__atomic_add_fetch(&table->header->expiries, 1, __ATOMIC_RELAXED);
			place->name = 0;
		}
	}
}

static zend_always_inline void leave(corokit_table_t *table, place_t *place, corokit_owner_t self)
{
	table->header->stripes[self % UPDATE_STRIPES].updates++;
	touch_row(table, place->row);
	unlock_bucket(place->bucket);
}

/* A new row with zeros, not yet published. False: the table is full. */
static bool start_row(corokit_table_t *table, const corokit_table_key_t *key, place_t *place)
{
	place->name = corokit_table_take_row(table, place->bucket);
	if (!place->name) {
		return false;
	}
	place->row = row_at(table, place->name);
	memcpy(place->row->key, key->at, key->length);
	place->row->key_length = key->length;
	place->row->hash = key->hash;
	place->data = row_data(table, place->row, 0);
	clear_data(table, place->data);
	return true;
}

/*
 * Enters, with a row: the one there is, or a new one that the caller publishes. Nothing is
 * locked when it fails.
 */
static int enter_or_start(corokit_table_t *table, const corokit_table_key_t *key, corokit_owner_t self, place_t *place, bool *is_new)
{
	for (;;) {
		int code;

		enter(table, key, self, place);
		*is_new = !place->name;
		if (!*is_new || start_row(table, key, place)) {
			return 0;
		}
		unlock_bucket(place->bucket);
		code = corokit_table_make_room(table);
		if (code < 0) {
			return code;
		}
	}
}

static void publish(corokit_table_t *table, place_t *place)
{
	corokit_table_link_row(table, place->bucket, place->name);
}

/* ---- whole rows ---- */

static void fill_row(corokit_table_t *table, char *data, const corokit_table_value_t *values, uint32_t count, uint64_t expires)
{
	for (uint32_t i = 0; i < count; i++) {
		store_value(data, &values[i]);
	}
	if (expires != COROKIT_TABLE_KEEP) {
		*(uint64_t *) data = expires;
		corokit_table_note_expiry(table, expires);
	}
}

static void change_row(corokit_table_t *table, place_t *place, const corokit_table_value_t *values, uint32_t count, uint64_t expires)
{
	char *data = other_version(table, place->row);

	if (count == table->column_count) {
		*(uint64_t *) data = *(uint64_t *) place->data;
	} else {
		copy_data(table, data, place->data);
	}
	fill_row(table, data, values, count, expires);
	switch_version(place->row);
}

int corokit_table_write(corokit_table_t *table, const corokit_table_key_t *key, corokit_table_mode_t mode, const corokit_table_value_t *values, uint32_t count, uint64_t expires)
{
	corokit_owner_t self = corokit_owner_self();
	place_t place;

	if (UNEXPECTED(!self)) {
		return -EUSERS;
	}
	for (;;) {
		int code;

		enter(table, key, self, &place);
		if (place.name ? mode == COROKIT_TABLE_ADD : mode == COROKIT_TABLE_UPDATE) {
			unlock_bucket(place.bucket);
			return place.name ? -EEXIST : -ENOENT;
		}
		if (EXPECTED(place.name)) {
			change_row(table, &place, values, count, expires);
			leave(table, &place, self);
			return 0;
		}
		if (start_row(table, key, &place)) {
			fill_row(table, place.data, values, count, expires);
			publish(table, &place);
			leave(table, &place, self);
			return 0;
		}
		unlock_bucket(place.bucket);
		code = corokit_table_make_room(table);
		if (code < 0) {
			return code;
		}
	}
}

int corokit_table_compare_write(corokit_table_t *table, const corokit_table_key_t *key, const corokit_table_value_t *expected, uint32_t expected_count, const corokit_table_value_t *values, uint32_t count)
{
	corokit_owner_t self = corokit_owner_self();
	int code = 0;
	place_t place;

	if (UNEXPECTED(!self)) {
		return -EUSERS;
	}
	enter(table, key, self, &place);
	if (!place.name) {
		code = -ENOENT;
	} else if (!has_values(place.data, expected, expected_count)) {
		code = -EAGAIN;
	} else {
		change_row(table, &place, values, count, COROKIT_TABLE_KEEP);
		leave(table, &place, self);
		return 0;
	}
	unlock_bucket(place.bucket);
	return code;
}

int corokit_table_expire(corokit_table_t *table, const corokit_table_key_t *key, uint64_t expires)
{
	return corokit_table_write(table, key, COROKIT_TABLE_UPDATE, NULL, 0, expires);
}

int corokit_table_delete(corokit_table_t *table, const corokit_table_key_t *key, const corokit_table_value_t *expected, uint32_t expected_count, void *data)
{
	corokit_owner_t self = corokit_owner_self();
	int code = 0;
	place_t place;

	if (UNEXPECTED(!self)) {
		return -EUSERS;
	}
	enter(table, key, self, &place);
	if (!place.name) {
		code = -ENOENT;
	} else if (!has_values(place.data, expected, expected_count)) {
		code = -EAGAIN;
	} else {
		if (data) {
			copy_data(table, data, place.data);
		}
		corokit_table_drop_row(table, place.bucket, place.name);
	}
	unlock_bucket(place.bucket);
	return code;
}

/* ---- single numbers ---- */

int corokit_table_add_long(corokit_table_t *table, const corokit_table_key_t *key, const corokit_table_column_t *column, zend_long by, zend_long *sum)
{
	corokit_owner_t self = corokit_owner_self();
	place_t place;
	bool is_new;
	int code;

	if (UNEXPECTED(!self)) {
		return -EUSERS;
	}
	code = enter_or_start(table, key, self, &place, &is_new);
	if (code < 0) {
		return code;
	}
	*sum = (zend_long) ((zend_ulong) corokit_table_long(place.data, column) + (zend_ulong) by);
	if (UNEXPECTED(is_new)) {
		*(int64_t *) (place.data + column->offset) = *sum;
		publish(table, &place);
	} else {
		store_number(place.row, place.data + column->offset, *sum);
	}
	leave(table, &place, self);
	return 0;
}

int corokit_table_add_double(corokit_table_t *table, const corokit_table_key_t *key, const corokit_table_column_t *column, double by, double *sum)
{
	corokit_owner_t self = corokit_owner_self();
	place_t place;
	bool is_new;
	int64_t bits;
	int code;

	if (UNEXPECTED(!self)) {
		return -EUSERS;
	}
	code = enter_or_start(table, key, self, &place, &is_new);
	if (code < 0) {
		return code;
	}
	*sum = corokit_table_double(place.data, column) + by;
	memcpy(&bits, sum, sizeof(bits));
	if (UNEXPECTED(is_new)) {
		*(int64_t *) (place.data + column->offset) = bits;
		publish(table, &place);
	} else {
		store_number(place.row, place.data + column->offset, bits);
	}
	leave(table, &place, self);
	return 0;
}

int corokit_table_change(corokit_table_t *table, const corokit_table_key_t *key, const corokit_table_column_t *column, bool (*change)(zend_long *value, uint64_t *expires, void *arg), void *arg)
{
	corokit_owner_t self = corokit_owner_self();
	uint64_t expires = 0;
	zend_long value;
	place_t place;
	bool is_new;
	int code;

	if (UNEXPECTED(!self)) {
		return -EUSERS;
	}
	code = enter_or_start(table, key, self, &place, &is_new);
	if (code < 0) {
		return code;
	}
	value = corokit_table_long(place.data, column);
	if (!change(&value, &expires, arg)) {
		if (is_new) {
			publish(table, &place);
			corokit_table_drop_row(table, place.bucket, place.name);
		}
		unlock_bucket(place.bucket);
		return -EAGAIN;
	}
	corokit_table_note_expiry(table, expires);
	if (is_new) {
		*(uint64_t *) place.data = expires;
		*(int64_t *) (place.data + column->offset) = value;
		publish(table, &place);
	} else {
		char *data = other_version(table, place.row);

		copy_data(table, data, place.data);
		*(uint64_t *) data = expires;
		*(int64_t *) (data + column->offset) = value;
		switch_version(place.row);
	}
	leave(table, &place, self);
	return 0;
}
