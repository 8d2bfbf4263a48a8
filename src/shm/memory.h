/*
 * Memory that children share: anonymous mappings, and chunks of a cache line
 * each out of such mappings. It lies at the same address in every process that
 * inherited it, but what is stored in it are indexes and offsets, never pointers.
 *
 * Nobody counts who still uses a chunk: a process may die at any time. So only one that
 * no other process can have seen, because no fork() came between, is used again.
 */
#ifndef COROKIT_SHM_MEMORY_H
#define COROKIT_SHM_MEMORY_H

#include "php.h"

#define COROKIT_SHM_CHUNK 64

typedef struct {
	void    *at;    /* zeroed at first; NULL: none */
	uint32_t epoch; /* forks of this process before it was made */
} corokit_shm_chunk_t;

/* Zeroed, page aligned; NULL: none. The kernel gives the pages back when the last process has unmapped them. */
void *corokit_shm_map(size_t size);
void  corokit_shm_unmap(void *memory, size_t size);

/* False when there is no memory. */
bool corokit_shm_chunk_alloc(corokit_shm_chunk_t *chunk);
void corokit_shm_chunk_free(corokit_shm_chunk_t *chunk);
/* Could another process have it? */
bool corokit_shm_chunk_private(const corokit_shm_chunk_t *chunk);

void corokit_shm_before_fork(void);
void corokit_shm_after_fork_in_child(void);

#endif
