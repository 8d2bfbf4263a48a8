/* How each kind excludes processes. */
#include "process_lock.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

/* ---- mutex, spinlock, semaphore: a word ---- */

static int open_word(corokit_process_lock_t *lock)
{
	if (!corokit_shm_chunk_alloc(&lock->chunk)) {
		return -ENOMEM;
	}
	lock->word = lock->chunk.at;
	lock->quick = !lock->path;
	return 0;
}

static void close_word(corokit_process_lock_t *lock)
{
	corokit_shm_chunk_free(&lock->chunk);
}

static int take_word(corokit_process_lock_t *lock, bool shared)
{
	corokit_owner_t self = corokit_owner_self();

	(void) shared;
	return self ? corokit_word_try_lock(lock->word, self) : -EUSERS;
}

static int block_word(corokit_process_lock_t *lock, bool shared, uint64_t deadline)
{
	(void) shared;
	return corokit_word_lock_slow(lock->word, corokit_owner_current, deadline);
}

static void release_word(corokit_process_lock_t *lock, bool shared)
{
	(void) shared;
	corokit_word_unlock(lock->word);
}

static void abandon_word(corokit_process_lock_t *lock)
{
	corokit_word_abandon(lock->word);
}

/* ---- read-write ---- */

/* How long a writer's wish keeps new readers away; it looks again much sooner. */
#define WISH_MS 30

/* Each word has one owner, so a process that dies leaves nothing half done. */
struct rw_state {
	uint32_t gate;        /* held for as long as a look takes */
	uint32_t writer;      /* a dead one stays here until somebody has it alone */
	uint32_t end;         /* slots from here on never had a reader */
	uint64_t wished_until; /* corokit_clock_coarse() in ms */
	uint32_t readers[COROKIT_OWNER_SLOTS]; /* by slot of the owner: the owner that reads, 0: none */
};

static uint64_t now_ms(void)
{
	return corokit_clock_coarse() / COROKIT_NS_PER_MS;
}

static int open_rw(corokit_process_lock_t *lock)
{
	lock->rw = corokit_shm_map(sizeof(struct rw_state));
	return lock->rw ? 0 : -ENOMEM;
}

static void close_rw(corokit_process_lock_t *lock)
{
	corokit_shm_unmap(lock->rw, sizeof(struct rw_state));
}

static bool is_wished_rw(corokit_process_lock_t *lock)
{
	return __atomic_load_n(&lock->rw->wished_until, __ATOMIC_RELAXED) > now_ms();
}

/* Requires the gate, as the functions below. */
static bool has_readers(struct rw_state *rw)
{
	bool found = false;

	for (uint32_t i = 0; i < rw->end; i++) {
		if (!rw->readers[i]) {
			continue;
		}
		if (corokit_owner_alive(rw->readers[i])) {
			found = true;
		} else {
			rw->readers[i] = 0;
		}
	}
	return found;
}

static int take_for_reading(struct rw_state *rw, corokit_owner_t self, bool wished)
{
	uint32_t slot = COROKIT_OWNER_SLOT(self);

	if (wished) {
		return -EBUSY;
	}
	if (rw->end <= slot) {
		rw->end = slot + 1;
	}
	rw->readers[slot] = self;
	return COROKIT_WORD_TAKEN;
}

static int take_for_writing(struct rw_state *rw, corokit_owner_t self)
{
	if (has_readers(rw)) {
		rw->wished_until = now_ms() + WISH_MS;
		return -EBUSY;
	}
	rw->writer = self;
	rw->wished_until = 0;
	return COROKIT_WORD_TAKEN;
}

static int take_rw(corokit_process_lock_t *lock, bool shared)
{
	struct rw_state *rw = lock->rw;
	corokit_owner_t self = corokit_owner_self();
	bool dead_writer;
	int code;

	if (!self) {
		return -EUSERS;
	}
	corokit_word_lock(&rw->gate, self);
	dead_writer = rw->writer && !corokit_owner_alive(rw->writer);
	if (rw->writer && !dead_writer) {
		code = -EBUSY;
	} else if (shared) {
		code = take_for_reading(rw, self, is_wished_rw(lock));
	} else {
		code = take_for_writing(rw, self);
	}
	if (code >= 0 && dead_writer) {
		code = COROKIT_WORD_TAKEN_OVER;
	}
	corokit_word_unlock(&rw->gate);
	return code;
}

static void release_rw(corokit_process_lock_t *lock, bool shared)
{
	if (shared) {
		__atomic_store_n(&lock->rw->readers[COROKIT_OWNER_SLOT(corokit_owner_current)], 0, __ATOMIC_RELEASE);
	} else {
		__atomic_store_n(&lock->rw->writer, 0, __ATOMIC_RELEASE);
	}
}

static void abandon_rw(corokit_process_lock_t *lock)
{
	__atomic_store_n(&lock->rw->writer, COROKIT_OWNER_DEAD, __ATOMIC_RELEASE);
}

/* ---- files ---- */

static corokit_list_t open_files = { &open_files, &open_files };

static int open_file(corokit_process_lock_t *lock)
{
	if (lock->fd >= 0) {
		return 0;
	}
	lock->fd = open(ZSTR_VAL(lock->path), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	if (lock->fd < 0) {
		return -errno;
	}
	corokit_list_push_back(&open_files, &lock->fd_link);
	return 0;
}

/* The word beside the file says who has it: so the next one of this family knows of a death. */
static int open_file_lock(corokit_process_lock_t *lock)
{
	int code = open_word(lock);

	if (code < 0) {
		return code;
	}
	code = open_file(lock);
	if (code < 0) {
		close_word(lock);
	}
	return code;
}

static void close_file_lock(corokit_process_lock_t *lock)
{
	if (lock->fd >= 0) {
		close(lock->fd);
		corokit_list_unlink(&lock->fd_link);
		lock->fd = -1;
	}
	close_word(lock);
}

static int take_file(corokit_process_lock_t *lock, bool shared)
{
	corokit_owner_t self = corokit_owner_self(), before;
	int code;

	if (!self) {
		return -EUSERS;
	}
	code = open_file(lock);
	if (code < 0) {
		return code;
	}
	while (flock(lock->fd, (shared ? LOCK_SH : LOCK_EX) | LOCK_NB) < 0) {
		if (errno != EINTR) {
			return errno == EWOULDBLOCK ? -EBUSY : -errno;
		}
	}
	before = shared ? __atomic_load_n(lock->word, __ATOMIC_ACQUIRE) : __atomic_exchange_n(lock->word, self, __ATOMIC_ACQ_REL);
	return before ? COROKIT_WORD_TAKEN_OVER : COROKIT_WORD_TAKEN;
}

static void release_file(corokit_process_lock_t *lock, bool shared)
{
	if (!shared) {
		__atomic_store_n(lock->word, 0, __ATOMIC_RELEASE);
	}
	flock(lock->fd, LOCK_UN);
}

static void abandon_file(corokit_process_lock_t *lock)
{
	__atomic_store_n(lock->word, COROKIT_OWNER_DEAD, __ATOMIC_RELEASE);
	flock(lock->fd, LOCK_UN);
}

void corokit_lock_kinds_after_fork(void)
{
	while (!corokit_list_empty(&open_files)) {
		corokit_process_lock_t *lock = corokit_list_entry(corokit_list_pop_front(&open_files), corokit_process_lock_t, fd_link);

		close(lock->fd);
		lock->fd = -1;
	}
}

/* ---- the table ---- */

static const corokit_lock_kind_t word_kind = {
	.open = open_word, .close = close_word, .take = take_word, .block = block_word, .release = release_word, .abandon = abandon_word,
};

static const corokit_lock_kind_t rw_kind = {
	.open = open_rw, .close = close_rw, .take = take_rw, .release = release_rw, .abandon = abandon_rw, .is_wished = is_wished_rw, .sharing = true,
};

static const corokit_lock_kind_t file_kind = {
	.open = open_file_lock, .close = close_file_lock, .take = take_file, .release = release_file, .abandon = abandon_file, .sharing = true,
};

const corokit_lock_kind_t *corokit_lock_kind(zend_long number)
{
	switch (number) {
		case COROKIT_LOCK_MUTEX:
		case COROKIT_LOCK_SPINLOCK:
		case COROKIT_LOCK_SEM:
			return &word_kind;
		case COROKIT_LOCK_RWLOCK:
			return &rw_kind;
		case COROKIT_LOCK_FILELOCK:
			return &file_kind;
		default:
			return NULL;
	}
}
