/* The life of a table: columns, the mapping, its size. */
#include "table_internal.h"

#include <string.h>
#include <time.h>

#include "memory.h"

#define LINE 64

void corokit_table_add_column(corokit_table_t *table, zend_string *name, uint8_t type, uint32_t size)
{
	corokit_table_column_t *column;

	table->columns = erealloc(table->columns, (table->column_count + 1) * sizeof(*table->columns));
	column = &table->columns[table->column_count++];
	column->name = name;
	column->type = type;
	column->size = size;
	if (!table->data_size) {
		table->data_size = sizeof(uint64_t);
	}
	column->offset = table->data_size;
	table->data_size += type == COROKIT_TABLE_STRING ? ZEND_MM_ALIGNED_SIZE_EX(sizeof(uint32_t) + size, 8) : 8;
}

const corokit_table_column_t *corokit_table_find_column(const corokit_table_t *table, zend_string *name, uint32_t guess)
{
	if (guess < table->column_count && table->columns[guess].name == name) {
		return &table->columns[guess];
	}
	for (uint32_t i = 0; i < table->column_count; i++) {
		if (table->columns[i].name == name) {
			return &table->columns[i];
		}
	}
	for (uint32_t i = 0; i < table->column_count; i++) {
		if (zend_string_equals(table->columns[i].name, name)) {
			return &table->columns[i];
		}
	}
	return NULL;
}

static size_t align(size_t size)
{
	return (size + LINE - 1) & ~(size_t) (LINE - 1);
}

int corokit_table_map(corokit_table_t *table)
{
	uint32_t buckets = 16;
	size_t before_rows;
	char *memory;

	while (buckets < table->size) {
		buckets *= 2;
	}
	before_rows = align(sizeof(header_t)) + (size_t) buckets * sizeof(bucket_t);
	table->mask = buckets - 1;
	table->row_size = (uint32_t) align(sizeof(row_t) + 2 * (size_t) table->data_size);
	table->memory = before_rows + (size_t) table->size * table->row_size;
	memory = corokit_shm_map(table->memory);
	if (!memory) {
		table->memory = 0;
		return -ENOMEM;
	}
	table->header = (header_t *) memory;
	table->buckets = (bucket_t *) (memory + align(sizeof(header_t)));
	table->rows = memory + before_rows;
	table->header->allocator.fresh = 1;
	table->header->next_expiry = UINT64_MAX;
	table->header->random = corokit_clock_now() | 1;
	return 0;
}

void corokit_table_unmap(corokit_table_t *table)
{
	if (table->header) {
		corokit_shm_unmap(table->header, table->memory);
		table->header = NULL;
		table->memory = 0;
	}
}

void corokit_table_deinit(corokit_table_t *table)
{
	corokit_table_unmap(table);
	for (uint32_t i = 0; i < table->column_count; i++) {
		zend_string_release(table->columns[i].name);
	}
	if (table->columns) {
		efree(table->columns);
	}
	table->columns = NULL;
	table->column_count = 0;
}

/* The kernel's last tick is near enough, and a sixth of the price. */
uint64_t corokit_table_now(void)
{
	struct timespec now;

#ifdef CLOCK_MONOTONIC_COARSE
	clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
#else
	clock_gettime(CLOCK_MONOTONIC, &now);
#endif
	return (uint64_t) now.tv_sec * 1000 + (uint64_t) now.tv_nsec / 1000000;
}
