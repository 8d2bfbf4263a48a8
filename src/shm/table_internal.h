/*
 * The layout of a table, shared by the files table*.c.
 *
 *	header | buckets | rows
 *
 * Rows are named by their position plus one; 0 is none. A bucket heads a chain of rows.
 *
 * A row has two versions of its data. A writer fills the one that is not in use and
 * then switches with one store of `seq`; killed before it, it has done nothing. A
 * reader looks at `seq` before and after: as long as it is the same, nobody has
 * begun to overwrite the version that was read.
 *
 * A row that leaves the free list or goes back is noted in two places, so that
 * whoever finds the dead process's lock knows what to finish: `journal`
 * of the allocator, whose steps may be repeated, and `flight` of the bucket.
 */
#ifndef COROKIT_SHM_TABLE_INTERNAL_H
#define COROKIT_SHM_TABLE_INTERNAL_H

#include "table.h"
#include "word_lock.h"

typedef struct corokit_table_bucket {
	uint32_t lock;
	uint32_t seq;    /* counts rows taken out of the chain */
	uint32_t head;
	uint32_t flight; /* the row that is on its way between the free list and the chain */
} bucket_t;

#define SEQ_VERSION UINT32_C(1) /* which of the two is in use */
#define SEQ_DEAD    UINT32_C(2) /* in no chain */
#define SEQ_STEP    UINT32_C(4)

typedef struct corokit_table_row {
	uint32_t seq;
	uint32_t next;
	uint32_t hash;
	uint32_t key_length;
	uint64_t used;   /* tick of the last use, where the eviction is LRU */
	uint64_t padding;
	char     key[COROKIT_TABLE_KEY_MAX + 1];
	/* two versions of data: the expiry, then the columns */
} row_t;

enum { JOURNAL_NONE, JOURNAL_APPLY };

/* Protected by its lock. */
typedef struct {
	uint32_t lock;
	uint32_t head;  /* free rows, linked by `next` */
	uint32_t fresh; /* rows that were never used begin here */
	uint32_t used;
	struct {
		uint32_t state;
		uint32_t bucket, flight;
		uint32_t head, fresh, used;
	} journal;      /* what all of these shall be */
	uint64_t inserts, deletes;
} allocator_t;

#define UPDATE_STRIPES 64

typedef struct corokit_table_header {
	allocator_t allocator __attribute__((aligned(64)));
	uint64_t next_expiry __attribute__((aligned(64))); /* look for expired rows then; UINT64_MAX: none ever had an expiry */
	uint64_t tick;      /* of LRU */
	uint64_t random;
	uint32_t swept_deaths;
	uint64_t evictions, expiries, repairs;
	struct {
		uint64_t updates;
	} __attribute__((aligned(64))) stripes[UPDATE_STRIPES]; /* by owner */
} header_t;

static zend_always_inline row_t *row_at(const corokit_table_t *table, uint32_t name)
{
	return (row_t *) (table->rows + (size_t) (name - 1) * table->row_size);
}

static zend_always_inline char *row_data(const corokit_table_t *table, row_t *row, uint32_t version)
{
	return (char *) (row + 1) + (version & SEQ_VERSION) * (size_t) table->data_size;
}

static zend_always_inline bucket_t *bucket_of(const corokit_table_t *table, uint32_t hash)
{
	return &table->buckets[hash & table->mask];
}

static zend_always_inline bool row_has_key(const row_t *row, const corokit_table_key_t *key)
{
	return row->hash == key->hash && row->key_length == key->length && memcmp(row->key, key->at, key->length) == 0;
}

static zend_always_inline bool has_expired(const char *data)
{
	uint64_t expires = *(const uint64_t *) data;

	return UNEXPECTED(expires != 0) && expires <= corokit_table_now();
}

/* ---- table_rows.c: locks, chains and the free list ---- */

void corokit_table_repair(corokit_table_t *table, bucket_t *bucket);

static zend_always_inline void lock_bucket(corokit_table_t *table, bucket_t *bucket, corokit_owner_t self)
{
	if (UNEXPECTED(corokit_word_lock(&bucket->lock, self) == COROKIT_WORD_TAKEN_OVER)) {
		corokit_table_repair(table, bucket);
	}
}

static zend_always_inline void unlock_bucket(bucket_t *bucket)
{
	corokit_word_unlock(&bucket->lock);
}

/* The row's name or 0. Requires the lock. */
static zend_always_inline uint32_t find_row(const corokit_table_t *table, const bucket_t *bucket, const corokit_table_key_t *key)
{
	uint32_t name = bucket->head;

	while (name && !row_has_key(row_at(table, name), key)) {
		name = row_at(table, name)->next;
	}
	return name;
}

/* Where the chain names the row; NULL: nowhere. Requires the lock. */
uint32_t *corokit_table_find_link(const corokit_table_t *table, bucket_t *bucket, uint32_t name);
/* Takes a free row into flight: its name, 0 when there is none. Requires the bucket's lock. */
uint32_t corokit_table_take_row(corokit_table_t *table, bucket_t *bucket);
/* Publishes the row in flight, which is filled. */
void corokit_table_link_row(corokit_table_t *table, bucket_t *bucket, uint32_t name);
/* Out of the chain and to the free list. */
void corokit_table_drop_row(corokit_table_t *table, bucket_t *bucket, uint32_t name);

/* ---- table_space.c ---- */

/* Frees a row by expiry, after deaths or by eviction. 0 or -ENOSPC. Requires no lock to be held. */
int corokit_table_make_room(corokit_table_t *table);
void corokit_table_note_expiry(corokit_table_t *table, uint64_t expires);

static zend_always_inline void touch_row(corokit_table_t *table, row_t *row)
{
	if (table->eviction == COROKIT_TABLE_LRU) {
		/* Two processes may take the same tick: the order of uses at one time is nobody's. */
		uint64_t tick = __atomic_load_n(&table->header->tick, __ATOMIC_RELAXED) + 1;

		__atomic_store_n(&table->header->tick, tick, __ATOMIC_RELAXED);
		__atomic_store_n(&row->used, tick, __ATOMIC_RELAXED);
	}
}

#endif
