/* Room for new rows: what expired, what the dead left, what was not used for long. */
#include "table_internal.h"

#define LOOK_AGAIN_MS 1000

/* Up to so many rows the eviction looks at all of them, otherwise at some. */
#define EXACT_ROWS 64
#define SAMPLE_ROWS 24

static uint32_t rows_ever(const corokit_table_t *table)
{
	return __atomic_load_n(&table->header->allocator.fresh, __ATOMIC_ACQUIRE) - 1;
}

static bool is_dead(const row_t *row)
{
	return __atomic_load_n(&row->seq, __ATOMIC_ACQUIRE) & SEQ_DEAD;
}

/* Drops the row if it is still there, and has expired if that is wanted. */
static bool drop_row(corokit_table_t *table, uint32_t name, bool expired_only, uint64_t *counter)
{
	row_t *row = row_at(table, name);
	bucket_t *bucket = bucket_of(table, __atomic_load_n(&row->hash, __ATOMIC_RELAXED));
	bool drop;

	lock_bucket(table, bucket, corokit_owner_current);
	drop = !is_dead(row) && corokit_table_find_link(table, bucket, name) && (!expired_only || has_expired(row_data(table, row, row->seq)));
	if (drop) {
		corokit_table_drop_row(table, bucket, name);
		__atomic_add_fetch(counter, 1, __ATOMIC_RELAXED);
	}
	unlock_bucket(bucket);
	return drop;
}

/* ---- expiry ---- */

void corokit_table_note_expiry(corokit_table_t *table, uint64_t expires)
{
	uint64_t *next = &table->header->next_expiry;
	uint64_t seen = __atomic_load_n(next, __ATOMIC_RELAXED);

	while (expires && expires < seen && !__atomic_compare_exchange_n(next, &seen, expires, true, __ATOMIC_RELAXED, __ATOMIC_RELAXED)) {
	}
}

static bool expiry_due(const corokit_table_t *table)
{
	uint64_t next = __atomic_load_n(&table->header->next_expiry, __ATOMIC_RELAXED);

	return next != UINT64_MAX && next <= corokit_table_now();
}

uint32_t corokit_table_sweep(corokit_table_t *table)
{
	uint32_t dropped = 0, end = rows_ever(table);

	if (!corokit_owner_self() || !expiry_due(table)) {
		return 0;
	}
	/* A row written meanwhile lowers this, or is looked at when it has passed: also if we die half way. */
	__atomic_store_n(&table->header->next_expiry, corokit_table_now() + LOOK_AGAIN_MS, __ATOMIC_RELAXED);
	for (uint32_t name = 1; name <= end; name++) {
		row_t *row = row_at(table, name);
		const char *data = row_data(table, row, __atomic_load_n(&row->seq, __ATOMIC_ACQUIRE));

		if (is_dead(row) || !corokit_table_expiry(data)) {
			continue;
		}
		if (!has_expired(data)) {
			corokit_table_note_expiry(table, corokit_table_expiry(data));
		} else {
			dropped += drop_row(table, name, true, &table->header->expiries);
		}
	}
	return dropped;
}

/* ---- deaths ---- */

/* Every lock that a dead process holds is taken over, which repairs what it protects. */
static void sweep_deaths(corokit_table_t *table)
{
	uint32_t deaths = corokit_owner_count_deaths();

	if (__atomic_load_n(&table->header->swept_deaths, __ATOMIC_RELAXED) == deaths || !corokit_owner_self()) {
		return;
	}
	for (uint32_t i = 0; i <= table->mask; i++) {
		corokit_owner_t owner = corokit_word_owner(&table->buckets[i].lock);

		if (owner && !corokit_owner_alive(owner)) {
			lock_bucket(table, &table->buckets[i], corokit_owner_current);
			unlock_bucket(&table->buckets[i]);
		}
	}
	__atomic_store_n(&table->header->swept_deaths, deaths, __ATOMIC_RELAXED);
}

/* ---- eviction ---- */

static uint32_t random_below(corokit_table_t *table, uint32_t limit)
{
	uint64_t x = __atomic_load_n(&table->header->random, __ATOMIC_RELAXED);

	x ^= x << 13;
	x ^= x >> 7;
	x ^= x << 17;
	__atomic_store_n(&table->header->random, x, __ATOMIC_RELAXED);
	return (uint32_t) ((x >> 32) * limit >> 32);
}

static void evict_row(corokit_table_t *table)
{
	uint32_t rows = rows_ever(table), oldest = 0;
	uint32_t looks = rows <= EXACT_ROWS ? rows : SAMPLE_ROWS;
	uint64_t oldest_use = UINT64_MAX;

	for (uint32_t i = 0; i < looks; i++) {
		uint32_t name = 1 + (rows <= EXACT_ROWS ? i : random_below(table, rows));
		row_t *row = row_at(table, name);
		uint64_t used = __atomic_load_n(&row->used, __ATOMIC_RELAXED);

		if (!is_dead(row) && used < oldest_use) {
			oldest_use = used;
			oldest = name;
		}
	}
	if (oldest) {
		drop_row(table, oldest, false, &table->header->evictions);
	}
}

static bool has_room(const corokit_table_t *table)
{
	return __atomic_load_n(&table->header->allocator.used, __ATOMIC_RELAXED) < table->size;
}

int corokit_table_make_room(corokit_table_t *table)
{
	sweep_deaths(table);
	if (has_room(table) || corokit_table_sweep(table)) {
		return 0;
	}
	if (table->eviction == COROKIT_TABLE_LRU) {
		evict_row(table);
		return 0;
	}
	return -ENOSPC;
}

/* ---- the whole ---- */

uint32_t corokit_table_count(corokit_table_t *table)
{
	sweep_deaths(table);
	corokit_table_sweep(table);
	return __atomic_load_n(&table->header->allocator.used, __ATOMIC_RELAXED);
}

void corokit_table_clear(corokit_table_t *table)
{
	corokit_owner_t self = corokit_owner_self();

	for (uint32_t i = 0; self && i <= table->mask; i++) {
		bucket_t *bucket = &table->buckets[i];

		if (__atomic_load_n(&bucket->head, __ATOMIC_RELAXED)) {
			lock_bucket(table, bucket, self);
			while (bucket->head) {
				corokit_table_drop_row(table, bucket, bucket->head);
			}
			unlock_bucket(bucket);
		}
	}
}

static uint32_t chain_length(const corokit_table_t *table, const bucket_t *bucket)
{
	uint32_t length = 0;

	/* Rows may move while we look: then it is a number like another. */
	for (uint32_t name = bucket->head; name && length < table->size; name = row_at(table, name)->next) {
		length++;
	}
	return length;
}

void corokit_table_get_stats(corokit_table_t *table, corokit_table_stats_t *stats)
{
	header_t *header = table->header;

	memset(stats, 0, sizeof(*stats));
	stats->rows = corokit_table_count(table);
	stats->inserts = (zend_long) header->allocator.inserts;
	stats->deletes = (zend_long) header->allocator.deletes;
	stats->evictions = (zend_long) header->evictions;
	stats->expiries = (zend_long) header->expiries;
	stats->repairs = (zend_long) header->repairs;
	for (uint32_t i = 0; i < UPDATE_STRIPES; i++) {
		stats->updates += (zend_long) header->stripes[i].updates;
	}
	for (uint32_t i = 0; i <= table->mask; i++) {
		uint32_t length = chain_length(table, &table->buckets[i]);

		if (length > 1) {
			stats->collisions += length - 1;
		}
		if (length > stats->longest_chain) {
			stats->longest_chain = length;
		}
	}
}
