/* Mappings and chunks. The free list and the slab belong to one process; a child starts its own. */
#include "memory.h"

#include <string.h>
#include <sys/mman.h>

#define SLAB (64 * 1024)

static uint32_t epoch;
static char    *slab;       /* not freed: others may use chunks of it */
static size_t   slab_left;
static void    *free_chunk; /* each holds the next one, and nobody else sees it */

void *corokit_shm_map(size_t size)
{
	void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	return memory == MAP_FAILED ? NULL : memory;
}

void corokit_shm_unmap(void *memory, size_t size)
{
	munmap(memory, size);
}

bool corokit_shm_chunk_alloc(corokit_shm_chunk_t *chunk)
{
	chunk->epoch = epoch;
	if (free_chunk) {
		chunk->at = free_chunk;
		free_chunk = *(void **) free_chunk;
		memset(chunk->at, 0, COROKIT_SHM_CHUNK);
		return true;
	}
	if (!slab_left) {
		slab = corokit_shm_map(SLAB);
		if (!slab) {
			chunk->at = NULL;
			return false;
		}
		slab_left = SLAB;
	}
	slab_left -= COROKIT_SHM_CHUNK;
	chunk->at = slab + slab_left;
	return true;
}

bool corokit_shm_chunk_private(const corokit_shm_chunk_t *chunk)
{
	return chunk->epoch == epoch;
}

void corokit_shm_chunk_free(corokit_shm_chunk_t *chunk)
{
	if (chunk->at && corokit_shm_chunk_private(chunk)) {
		*(void **) chunk->at = free_chunk;
		free_chunk = chunk->at;
	}
	chunk->at = NULL;
}

void corokit_shm_before_fork(void)
{
	epoch++;
}

void corokit_shm_after_fork_in_child(void)
{
	slab_left = 0;
	free_chunk = NULL;
}
