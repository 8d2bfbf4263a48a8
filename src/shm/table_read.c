/*
 * Reading without a lock. A chain may change under the reader's feet: a row
 * that it stands on may be freed and linked elsewhere. It never leaves the table,
 * and the bucket's `seq` tells at the end whether it can have lost its way.
 */
#include "table_internal.h"

#include <string.h>

static zend_always_inline uint32_t load(const uint32_t *word)
{
	return __atomic_load_n(word, __ATOMIC_ACQUIRE);
}

/* What was read before is as `seq` was, if it still is. */
static zend_always_inline bool unchanged(const uint32_t *word, uint32_t seq)
{
	__atomic_thread_fence(__ATOMIC_ACQUIRE);
	return EXPECTED(__atomic_load_n(word, __ATOMIC_RELAXED) == seq);
}

/* In a strange chain it could walk in circles. */
#define STEPS_BETWEEN_LOOKS 32

/* The row and its `seq`; NULL: it is not there. */
static zend_always_inline row_t *find_unlocked(const corokit_table_t *table, const corokit_table_key_t *key, uint32_t *seq)
{
	const bucket_t *bucket = bucket_of(table, key->hash);

	for (;;) {
		uint32_t bucket_seq = load(&bucket->seq);
		uint32_t name = load(&bucket->head);
		uint32_t steps = 0;

		while (name) {
			row_t *row = row_at(table, name);

			*seq = load(&row->seq);
			if (row_has_key(row, key)) {
				if (EXPECTED(!(*seq & SEQ_DEAD))) {
					return row;
				}
				break;
			}
			name = load(&row->next);
			if (UNEXPECTED(++steps % STEPS_BETWEEN_LOOKS == 0) && !unchanged(&bucket->seq, bucket_seq)) {
				break;
			}
		}
		if (!name && unchanged(&bucket->seq, bucket_seq)) {
			return NULL;
		}
	}
}

bool corokit_table_read_begin(corokit_table_t *table, const corokit_table_key_t *key, corokit_table_read_t *read)
{
	for (;;) {
		row_t *row = find_unlocked(table, key, &read->seq);

		if (!row) {
			return false;
		}
		read->row = row;
		read->data = row_data(table, row, read->seq);
		if (!has_expired(read->data)) {
			return true;
		}
		if (unchanged(&row->seq, read->seq)) {
			return false;
		}
	}
}

bool corokit_table_read_next(corokit_table_t *table, uint32_t *at, corokit_table_read_t *read)
{
	uint32_t end = load(&table->header->allocator.fresh) - 1;

	for (; *at < end; ++*at) {
		row_t *row = row_at(table, *at + 1);
		uint32_t seq = load(&row->seq);
		const char *data = row_data(table, row, seq);

		if (!(seq & SEQ_DEAD) && !has_expired(data)) {
			read->row = row;
			read->seq = seq;
			read->data = data;
			read->key = row->key;
			read->key_length = row->key_length <= COROKIT_TABLE_KEY_MAX ? row->key_length : COROKIT_TABLE_KEY_MAX;
			return true;
		}
	}
	return false;
}

bool corokit_table_read_end(const corokit_table_read_t *read)
{
	return unchanged(&read->row->seq, read->seq);
}

void corokit_table_touch(corokit_table_t *table, const corokit_table_read_t *read)
{
	touch_row(table, read->row);
}

bool corokit_table_exists(corokit_table_t *table, const corokit_table_key_t *key)
{
	corokit_table_read_t read;

	while (corokit_table_read_begin(table, key, &read)) {
		if (corokit_table_read_end(&read)) {
			touch_row(table, read.row);
			return true;
		}
	}
	return false;
}

bool corokit_table_read_locked(corokit_table_t *table, const corokit_table_key_t *key, void *data)
{
	corokit_owner_t self = corokit_owner_self();
	bucket_t *bucket = bucket_of(table, key->hash);
	const char *found = NULL;
	uint32_t name;

	lock_bucket(table, bucket, self);
	name = find_row(table, bucket, key);
	if (name) {
		row_t *row = row_at(table, name);

		found = row_data(table, row, row->seq);
		if (has_expired(found)) {
			found = NULL;
		} else {
			memcpy(data, found, table->data_size);
			touch_row(table, row);
		}
	}
	unlock_bucket(bucket);
	return found != NULL;
}
