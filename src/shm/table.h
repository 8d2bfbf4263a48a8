/*
 * A hash table of rows with fixed columns in shared memory. Writers of a row
 * hold the lock of its bucket; readers take no lock and wait for nobody.
 *
 * The functions here run no PHP code, allocate no memory and do not suspend. Each is
 * one step for every other process: it has happened or it has not, also when
 * the process is killed in the middle.
 *
 * Results: 0, -ENOENT no such row, -EEXIST, -ENOSPC the table is full, -EAGAIN a
 * condition did not hold, -EUSERS too many processes.
 */
#ifndef COROKIT_SHM_TABLE_H
#define COROKIT_SHM_TABLE_H

#include "php.h"

#include "owner.h"

#define COROKIT_TABLE_INT    1
#define COROKIT_TABLE_FLOAT  2
#define COROKIT_TABLE_STRING 3

#define COROKIT_TABLE_REFUSE 0
#define COROKIT_TABLE_LRU    1

#define COROKIT_TABLE_KEY_MAX   255
#define COROKIT_TABLE_ROWS_MAX  (UINT32_C(1) << 30)
#define COROKIT_TABLE_VALUE_MAX (UINT32_C(1) << 30)

typedef struct {
	zend_string *name;   /* owned */
	uint32_t     offset; /* in a row's data */
	uint32_t     size;   /* of a string: bytes at most */
	uint8_t      type;
} corokit_table_column_t;

typedef struct {
	const corokit_table_column_t *column;
	union {
		zend_long    l;
		double       d;
		zend_string *s; /* borrowed */
	};
} corokit_table_value_t;

typedef struct {
	const char *at;
	uint32_t    length; /* from 1 to COROKIT_TABLE_KEY_MAX */
	uint32_t    hash;
} corokit_table_key_t;

struct corokit_table_header;

/* What a process knows of a table: everything but the mapping was fixed before any fork. */
typedef struct {
	struct corokit_table_header *header;   /* the mapping; NULL: none */
	struct corokit_table_bucket *buckets;
	char                        *rows;
	size_t                       memory;   /* bytes of the mapping */
	corokit_table_column_t      *columns;  /* owned */
	uint32_t                     column_count;
	uint32_t                     data_size; /* of one version of a row */
	uint32_t                     row_size;
	uint32_t                     size;     /* rows that fit */
	uint32_t                     mask;
	uint8_t                      eviction;
} corokit_table_t;

typedef struct {
	zend_long rows, inserts, updates, deletes, evictions, expiries, repairs;
	zend_long collisions, longest_chain;
} corokit_table_stats_t;

/* ---- life ---- */

/* Takes the name over. The type is checked by the caller, and that no such column is there. */
void corokit_table_add_column(corokit_table_t *table, zend_string *name, uint8_t type, uint32_t size);
/* NULL: none. Found at once when `name` is the very string of the column. */
const corokit_table_column_t *corokit_table_find_column(const corokit_table_t *table, zend_string *name, uint32_t guess);
/* 0 or -ENOMEM. */
int  corokit_table_map(corokit_table_t *table);
void corokit_table_unmap(corokit_table_t *table);
/* Columns too. */
void corokit_table_deinit(corokit_table_t *table);

/* ---- one row ---- */

typedef enum {
	COROKIT_TABLE_SET,   /* whether or not there is one; a new row has zeros elsewhere */
	COROKIT_TABLE_ADD,   /* only if there is none */
	COROKIT_TABLE_UPDATE /* only if there is one */
} corokit_table_mode_t;

/* Keeps the expiry that the row has. */
#define COROKIT_TABLE_KEEP UINT64_MAX

/* `expires` is corokit_table_now() of the end, 0: never. */
int corokit_table_write(corokit_table_t *table, const corokit_table_key_t *key, corokit_table_mode_t mode, const corokit_table_value_t *values, uint32_t count, uint64_t expires);
/* Writes if all of the expected are equal, else -EAGAIN. */
int corokit_table_compare_write(corokit_table_t *table, const corokit_table_key_t *key, const corokit_table_value_t *expected, uint32_t expected_count, const corokit_table_value_t *values, uint32_t count);
/* The sum; a new row if there is none. Integers wrap. */
int corokit_table_add_long(corokit_table_t *table, const corokit_table_key_t *key, const corokit_table_column_t *column, zend_long by, zend_long *sum);
int corokit_table_add_double(corokit_table_t *table, const corokit_table_key_t *key, const corokit_table_column_t *column, double by, double *sum);
/* -ENOENT, or -EAGAIN when an expected value differs. `data` receives what was deleted: data_size bytes; may be NULL. */
int corokit_table_delete(corokit_table_t *table, const corokit_table_key_t *key, const corokit_table_value_t *expected, uint32_t expected_count, void *data);
bool corokit_table_exists(corokit_table_t *table, const corokit_table_key_t *key);
/* COROKIT_TABLE_KEEP or the time: only the row's expiry. */
int corokit_table_expire(corokit_table_t *table, const corokit_table_key_t *key, uint64_t expires);
/*
 * One row by its own rule: `change` sees an int column (0 in a new row, and in one that has
 * expired) and returns true to store what it made of it, with the expiry. -EAGAIN: it returned false.
 */
int corokit_table_change(corokit_table_t *table, const corokit_table_key_t *key, const corokit_table_column_t *column, bool (*change)(zend_long *value, uint64_t *expires, void *arg), void *arg);

/* ---- reading without a lock ---- */

/*
 *	for (corokit_table_read_t read = { ... }; begin(); ) {
 *		make something of read.data;
 *		if (end()) break;
 *		throw it away;
 *	}
 * What is read between begin and end may be half new and half old, lengths included; end()
 * says whether it was. Nothing is held, so memory may be allocated in between.
 */
typedef struct {
	const char *data;   /* of one version of the row */
	const char *key;
	uint32_t    key_length;
	struct corokit_table_row *row;
	uint32_t    seq;
} corokit_table_read_t;

/* False: no such row. */
bool corokit_table_read_begin(corokit_table_t *table, const corokit_table_key_t *key, corokit_table_read_t *read);
/* The first row at or after position `at`; moves `at` to it. False: none. */
bool corokit_table_read_next(corokit_table_t *table, uint32_t *at, corokit_table_read_t *read);
bool corokit_table_read_end(const corokit_table_read_t *read);
/* What was read was used: it is not evicted soon. */
void corokit_table_touch(corokit_table_t *table, const corokit_table_read_t *read);
/* With the lock of the bucket, for a row that changes all the time: data_size bytes. False: no such row. */
bool corokit_table_read_locked(corokit_table_t *table, const corokit_table_key_t *key, void *data);

/* ---- the whole ---- */

/* Exact: rows that have expired, and those that dead processes left behind, are freed first. */
uint32_t corokit_table_count(corokit_table_t *table);
void     corokit_table_clear(corokit_table_t *table);
/* Frees rows that have expired: how many. */
uint32_t corokit_table_sweep(corokit_table_t *table);
void     corokit_table_get_stats(corokit_table_t *table, corokit_table_stats_t *stats);

/* ---- values in a row's data ---- */

/* Milliseconds since the machine started, as every process sees them; a few late. */
uint64_t corokit_table_now(void);
static inline uint64_t corokit_table_expiry(const char *data)
{
	return *(const uint64_t *) data;
}

static inline zend_long corokit_table_long(const char *data, const corokit_table_column_t *column)
{
	return (zend_long) *(const int64_t *) (data + column->offset);
}

static inline double corokit_table_double(const char *data, const corokit_table_column_t *column)
{
	return *(const double *) (data + column->offset);
}

/* The length is never more than the column holds, even when read without a lock. */
static inline const char *corokit_table_bytes(const char *data, const corokit_table_column_t *column, uint32_t *length)
{
	uint32_t seen = __atomic_load_n((const uint32_t *) (data + column->offset), __ATOMIC_RELAXED);

	*length = EXPECTED(seen <= column->size) ? seen : column->size;
	return data + column->offset + sizeof(uint32_t);
}

#endif
