/*
 * How rows get into chains and out of them, and what is done when the
 * process that was about it has died. Everything here is written for being
 * stopped after any instruction; the order of the stores is the point.
 */
#include "table_internal.h"

/* Orders the stores before for readers, and for whoever finds us dead. */
static zend_always_inline void barrier(void)
{
	__atomic_thread_fence(__ATOMIC_RELEASE);
}

/* ---- the free list ---- */

/* Done twice it does the same, and nobody else comes in between. */
static void apply_journal(corokit_table_t *table)
{
	allocator_t *allocator = &table->header->allocator;

	allocator->head = allocator->journal.head;
	allocator->fresh = allocator->journal.fresh;
	allocator->used = allocator->journal.used;
	table->buckets[allocator->journal.bucket].flight = allocator->journal.flight;
	barrier();
	__atomic_store_n(&allocator->journal.state, JOURNAL_NONE, __ATOMIC_RELEASE);
}

static void commit(corokit_table_t *table, bucket_t *bucket, uint32_t flight, uint32_t head, uint32_t fresh, uint32_t used)
{
	allocator_t *allocator = &table->header->allocator;

	allocator->journal.bucket = (uint32_t) (bucket - table->buckets);
	allocator->journal.flight = flight;
	allocator->journal.head = head;
	allocator->journal.fresh = fresh;
	allocator->journal.used = used;
	__atomic_store_n(&allocator->journal.state, JOURNAL_APPLY, __ATOMIC_RELEASE);
	barrier();
	apply_journal(table);
}

static allocator_t *lock_allocator(corokit_table_t *table)
{
	allocator_t *allocator = &table->header->allocator;

	if (UNEXPECTED(corokit_word_lock(&allocator->lock, corokit_owner_current) == COROKIT_WORD_TAKEN_OVER)) {
		if (allocator->journal.state == JOURNAL_APPLY) {
			apply_journal(table);
		}
	}
	return allocator;
}

uint32_t corokit_table_take_row(corokit_table_t *table, bucket_t *bucket)
{
	allocator_t *allocator = lock_allocator(table);
	uint32_t name = allocator->head;

	if (name) {
		commit(table, bucket, name, row_at(table, name)->next, allocator->fresh, allocator->used + 1);
	} else if (allocator->fresh <= table->size) {
		name = allocator->fresh;
		row_at(table, name)->seq = SEQ_DEAD;
		commit(table, bucket, name, 0, name + 1, allocator->used + 1);
	}
	allocator->inserts += name != 0;
	corokit_word_unlock(&allocator->lock);
	return name;
}

/* The row is in the bucket's flight, and in no chain. */
static void give_back(corokit_table_t *table, bucket_t *bucket, uint32_t name)
{
	allocator_t *allocator = lock_allocator(table);

	row_at(table, name)->next = allocator->head;
	barrier();
	commit(table, bucket, 0, name, allocator->fresh, allocator->used - 1);
	allocator->deletes++;
	corokit_word_unlock(&allocator->lock);
}

/* ---- chains ---- */

void corokit_table_link_row(corokit_table_t *table, bucket_t *bucket, uint32_t name)
{
	row_t *row = row_at(table, name);

	row->next = bucket->head;
	/* From here on a reader that came by an old link finds a whole row. */
	__atomic_store_n(&row->seq, (row->seq & ~(SEQ_DEAD | SEQ_VERSION)) + SEQ_STEP, __ATOMIC_RELEASE);
	__atomic_store_n(&bucket->head, name, __ATOMIC_RELEASE);
	barrier();
	bucket->flight = 0;
}

uint32_t *corokit_table_find_link(const corokit_table_t *table, bucket_t *bucket, uint32_t name)
{
	uint32_t *link = &bucket->head;

	while (*link && *link != name) {
		link = &row_at(table, *link)->next;
	}
	return *link ? link : NULL;
}

/* Readers that stand on it notice, before its link changes. */
static void bury(corokit_table_t *table, bucket_t *bucket, uint32_t name)
{
	row_t *row = row_at(table, name);

	__atomic_store_n(&bucket->seq, bucket->seq + 1, __ATOMIC_RELEASE);
	__atomic_store_n(&row->seq, (row->seq | SEQ_DEAD) + SEQ_STEP, __ATOMIC_RELEASE);
	barrier();
	give_back(table, bucket, name);
}

void corokit_table_drop_row(corokit_table_t *table, bucket_t *bucket, uint32_t name)
{
	uint32_t *link = corokit_table_find_link(table, bucket, name);

	bucket->flight = name;
	barrier();
	__atomic_store_n(link, row_at(table, name)->next, __ATOMIC_RELEASE);
	barrier();
	bury(table, bucket, name);
}

/* ---- after a death ---- */

void corokit_table_repair(corokit_table_t *table, bucket_t *bucket)
{
	uint32_t name;

	/* The dead may have had the allocator too: its journal comes first, it may change our flight. */
	corokit_word_unlock(&lock_allocator(table)->lock);
	__atomic_add_fetch(&table->header->repairs, 1, __ATOMIC_RELAXED);
	name = bucket->flight;
	if (!name) {
		return;
	}
	if (corokit_table_find_link(table, bucket, name)) {
		/* Published, or not yet taken out. */
		bucket->flight = 0;
	} else {
		bury(table, bucket, name);
	}
}
