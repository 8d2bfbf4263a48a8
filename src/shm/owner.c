/*
 * The numbers: generation in the upper bits, slot in the lower ones. A slot
 * gets a new generation when its process ends, so what a dead process left in
 * some lock names nobody, for the next million owners of that slot.
 */
#include "owner.h"

#include <errno.h>
#include <pthread.h>
#include <sys/mman.h>

#define SLOT_BITS 11
/* The one after it is COROKIT_OWNER_DEAD's. */
#define LAST_GENERATION ((UINT32_C(1) << (31 - SLOT_BITS)) - 2)

typedef struct {
	pthread_mutex_t alive;      /* held by the process from its registration to its end */
	uint32_t        generation; /* of the owner, or of the last one */
	uint32_t        occupied;   /* someone had it and has not been seen to end */
} __attribute__((aligned(64))) slot_t;

typedef struct {
	uint32_t next;   /* where to begin the search: the slot that was free longest, roughly */
	uint32_t used;   /* slots from the first that ever had an owner */
	uint32_t deaths;
	slot_t   slots[COROKIT_OWNER_SLOTS] __attribute__((aligned(64)));
} registry_t;

corokit_owner_t corokit_owner_current;

static registry_t *registry;

int corokit_owner_startup(void)
{
	pthread_mutexattr_t robust;
	void *memory = mmap(NULL, sizeof(registry_t), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (memory == MAP_FAILED) {
		return -ENOMEM;
	}
	registry = memory;
	pthread_mutexattr_init(&robust);
	pthread_mutexattr_setpshared(&robust, PTHREAD_PROCESS_SHARED);
	pthread_mutexattr_setrobust(&robust, PTHREAD_MUTEX_ROBUST);
	for (uint32_t i = 0; i < COROKIT_OWNER_SLOTS; i++) {
		pthread_mutex_init(&registry->slots[i].alive, &robust);
	}
	pthread_mutexattr_destroy(&robust);
	return 0;
}

/* Requires the slot's mutex. */
static void retire_generation(slot_t *slot)
{
	uint32_t next = slot->generation == LAST_GENERATION ? 1 : slot->generation + 1;

	__atomic_store_n(&slot->occupied, 0, __ATOMIC_RELAXED);
	__atomic_store_n(&slot->generation, next, __ATOMIC_RELEASE);
}

/* As pthread_mutex_trylock(), with a dead owner buried. */
static int try_slot(slot_t *slot)
{
	int code = pthread_mutex_trylock(&slot->alive);

	if (code == EOWNERDEAD) {
		retire_generation(slot);
		__atomic_add_fetch(&registry->deaths, 1, __ATOMIC_ACQ_REL);
		pthread_mutex_consistent(&slot->alive);
		return 0;
	}
	return code;
}

static void remember_used(uint32_t count)
{
	uint32_t used = __atomic_load_n(&registry->used, __ATOMIC_ACQUIRE);

	while (used < count && !__atomic_compare_exchange_n(&registry->used, &used, count, true, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) {
	}
}

corokit_owner_t corokit_owner_register(void)
{
	if (!registry) {
		return 0;
	}
	for (uint32_t i = 0; i < COROKIT_OWNER_SLOTS; i++) {
		uint32_t at = __atomic_fetch_add(&registry->next, 1, __ATOMIC_RELAXED) % COROKIT_OWNER_SLOTS;
		slot_t *slot = &registry->slots[at];

		if (try_slot(slot) == 0) {
			retire_generation(slot);
			__atomic_store_n(&slot->occupied, 1, __ATOMIC_RELAXED);
			remember_used(at + 1);
			corokit_owner_current = slot->generation << SLOT_BITS | at;
			return corokit_owner_current;
		}
	}
	return 0;
}

bool corokit_owner_alive(corokit_owner_t owner)
{
	slot_t *slot;

	if (owner == corokit_owner_current) {
		return true;
	}
	slot = &registry->slots[COROKIT_OWNER_SLOT(owner)];
	if (__atomic_load_n(&slot->generation, __ATOMIC_ACQUIRE) == owner >> SLOT_BITS && try_slot(slot) == 0) {
		pthread_mutex_unlock(&slot->alive);
	}
	/* A process that ended in between has changed it. */
	return __atomic_load_n(&slot->generation, __ATOMIC_ACQUIRE) == owner >> SLOT_BITS;
}

uint32_t corokit_owner_count_deaths(void)
{
	uint32_t used = __atomic_load_n(&registry->used, __ATOMIC_ACQUIRE);

	for (uint32_t i = 0; i < used; i++) {
		slot_t *slot = &registry->slots[i];

		if (__atomic_load_n(&slot->occupied, __ATOMIC_RELAXED) && i != COROKIT_OWNER_SLOT(corokit_owner_current) && try_slot(slot) == 0) {
			pthread_mutex_unlock(&slot->alive);
		}
	}
	return __atomic_load_n(&registry->deaths, __ATOMIC_ACQUIRE);
}

/* The parent's mutex is not ours, and neither is its number. */
void corokit_owner_after_fork(void)
{
	corokit_owner_current = 0;
}

void corokit_owner_shutdown(void)
{
	if (!registry) {
		return;
	}
	if (corokit_owner_current) {
		slot_t *slot = &registry->slots[COROKIT_OWNER_SLOT(corokit_owner_current)];

		/* What it still holds is abandoned all the same. */
		retire_generation(slot);
		corokit_owner_current = 0;
		pthread_mutex_unlock(&slot->alive);
	}
	munmap(registry, sizeof(registry_t));
	registry = NULL;
}
