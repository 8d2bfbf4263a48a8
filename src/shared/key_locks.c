/*
 * In shared memory a key that is locked has an entry in the group of its hash. A
 * group that is full of other keys makes its next one wait.
 */
#include "key_locks.h"

#define GROUPS 256
#define GROUP_KEYS 15

typedef struct {
	uint32_t gate; /* held for as long as a look takes */
	uint32_t owners[GROUP_KEYS]; /* 0: free */
	uint64_t hashes[GROUP_KEYS];
	uint64_t padding;
} group_t;

struct key_space {
	group_t groups[GROUPS];
};

/* What the kind of lock below needs of its key. */
typedef struct {
	corokit_process_lock_t base;
	struct key_space      *space;
	uint64_t               hash;
	uint32_t               entry; /* in its group, while it has it */
} key_lock_t;

static group_t *group_of(const key_lock_t *lock)
{
	return &lock->space->groups[(lock->hash ^ lock->hash >> 32) % GROUPS];
}

/* Its entry, or one to take: a free one, else one of the dead. Negative: none. Requires the gate. */
static int find_entry(const group_t *group, uint64_t hash)
{
	int found = -1;

	for (int i = 0; i < GROUP_KEYS; i++) {
		if (group->owners[i] && group->hashes[i] == hash) {
			return i;
		}
		if (!group->owners[i]) {
			found = i;
		}
	}
	for (int i = 0; found < 0 && i < GROUP_KEYS; i++) {
		if (!corokit_owner_alive(group->owners[i])) {
			found = i;
		}
	}
	return found;
}

static int take_key(corokit_process_lock_t *base, bool shared)
{
	key_lock_t *lock = (key_lock_t *) base;
	group_t *group = group_of(lock);
	corokit_owner_t self = corokit_owner_self();
	int code = COROKIT_WORD_TAKEN, entry;

	(void) shared;
	if (!self) {
		return -EUSERS;
	}
	corokit_word_lock(&group->gate, self);
	entry = find_entry(group, lock->hash);
	if (entry < 0) {
		code = -EBUSY;
	} else if (group->owners[entry] && group->hashes[entry] == lock->hash) {
		code = corokit_owner_alive(group->owners[entry]) ? -EBUSY : COROKIT_WORD_TAKEN_OVER;
	}
	if (code >= 0) {
		/* Killed in between we leave an entry that is free, or a dead one of this key. */
		group->hashes[entry] = lock->hash;
		__atomic_store_n(&group->owners[entry], self, __ATOMIC_RELEASE);
		lock->entry = (uint32_t) entry;
	}
	corokit_word_unlock(&group->gate);
	return code;
}

static void release_key(corokit_process_lock_t *base, bool shared)
{
	key_lock_t *lock = (key_lock_t *) base;

	(void) shared;
	__atomic_store_n(&group_of(lock)->owners[lock->entry], 0, __ATOMIC_RELEASE);
}

static void abandon_key(corokit_process_lock_t *base)
{
	key_lock_t *lock = (key_lock_t *) base;

	__atomic_store_n(&group_of(lock)->owners[lock->entry], COROKIT_OWNER_DEAD, __ATOMIC_RELEASE);
}

static int open_key(corokit_process_lock_t *lock)
{
	(void) lock;
	return 0;
}

static void close_key(corokit_process_lock_t *lock)
{
	(void) lock;
}

static const corokit_lock_kind_t key_kind = {
	.open = open_key, .close = close_key, .take = take_key, .release = release_key, .abandon = abandon_key,
};

/* ---- the locks that this process uses ---- */

static void free_lock(zval *zv)
{
	key_lock_t *lock = Z_PTR_P(zv);

	corokit_process_lock_deinit(&lock->base);
	efree(lock);
}

int corokit_key_locks_init(corokit_key_locks_t *locks)
{
	locks->space = corokit_shm_map(sizeof(struct key_space));
	if (!locks->space) {
		return -ENOMEM;
	}
	ALLOC_HASHTABLE(locks->locks);
	zend_hash_init(locks->locks, 0, NULL, free_lock, false);
	return 0;
}

void corokit_key_locks_deinit(corokit_key_locks_t *locks)
{
	if (locks->space) {
		zend_hash_destroy(locks->locks);
		FREE_HASHTABLE(locks->locks);
		corokit_shm_unmap(locks->space, sizeof(struct key_space));
		locks->space = NULL;
	}
}

bool corokit_key_locks_have_waiters(const corokit_key_locks_t *locks)
{
	key_lock_t *lock;

	if (locks->space) {
		ZEND_HASH_FOREACH_PTR(locks->locks, lock) {
			if (corokit_process_lock_has_waiters(&lock->base)) {
				return true;
			}
		} ZEND_HASH_FOREACH_END();
	}
	return false;
}

static key_lock_t *get_lock(corokit_key_locks_t *locks, zend_string *key)
{
	key_lock_t *lock = zend_hash_find_ptr(locks->locks, key);

	if (!lock) {
		lock = emalloc(sizeof(*lock));
		corokit_process_lock_init(&lock->base, &key_kind, NULL);
		lock->space = locks->space;
		lock->hash = zend_string_hash_val(key);
		zend_hash_add_new_ptr(locks->locks, key, lock);
	}
	return lock;
}

static void forget_unused(corokit_key_locks_t *locks, zend_string *key, const key_lock_t *lock)
{
	if (!corokit_process_lock_is_used(&lock->base)) {
		zend_hash_del(locks->locks, key);
	}
}

int corokit_key_lock(corokit_key_locks_t *locks, zend_string *key, uint64_t deadline)
{
	key_lock_t *lock = get_lock(locks, key);
	int code = corokit_process_lock_wait(&lock->base, false, deadline);

	if (code < 0) {
		forget_unused(locks, key, lock);
	}
	return code;
}

int corokit_key_unlock(corokit_key_locks_t *locks, zend_string *key)
{
	key_lock_t *lock = zend_hash_find_ptr(locks->locks, key);
	int code = lock ? corokit_process_lock_release(&lock->base) : -EPERM;

	if (code == 0) {
		forget_unused(locks, key, lock);
	}
	return code;
}
