/*
 * Who of this process has the lock, and who waits for it here. The first of
 * those that wait looks after it; where another process has it, again and again. The others
 * sleep until they are first.
 */
#include "process_lock.h"

#include <pthread.h>

#include "wait.h"

typedef struct {
	corokit_wait_t base;
	corokit_list_t link;
	bool           parked;
} lock_wait_t;

uint32_t corokit_process_lock_generation;


static void after_fork_in_child(void)
{
	corokit_process_lock_generation++;
	corokit_lock_kinds_after_fork();
}

void corokit_process_locks_startup(void)
{
	pthread_atfork(NULL, NULL, after_fork_in_child);
}

/* ---- life ---- */

static void abandon_alone(corokit_held_t *held);

static void reset_process_state(corokit_process_lock_t *lock)
{
	lock->generation = corokit_process_lock_generation;
	lock->exclusive = false;
	corokit_list_init(&lock->readers);
	corokit_list_init(&lock->waiters);
}

int corokit_process_lock_init(corokit_process_lock_t *lock, const corokit_lock_kind_t *kind, zend_string *path)
{
	int code;

	memset(lock, 0, sizeof(*lock));
	lock->fd = -1;
	lock->alone.held.abandon = abandon_alone;
	lock->alone.lock = lock;
	corokit_list_init(&lock->fd_link);
	reset_process_state(lock);
	lock->path = path ? zend_string_copy(path) : NULL;
	code = kind->open(lock);
	if (code < 0) {
		if (lock->path) {
			zend_string_release(lock->path);
		}
		return code;
	}
	lock->kind = kind;
	return 0;
}

static void free_reader(corokit_lock_hold_t *hold)
{
	corokit_held_remove(&hold->held);
	corokit_list_unlink(&hold->link);
	efree(hold);
}

/* In the child of a fork() holders and waiters are those of the parent: forget them. */
static void notice_fork(corokit_process_lock_t *lock)
{
	corokit_held_forget(&lock->alone.held);
	while (!corokit_list_empty(&lock->readers)) {
		corokit_lock_hold_t *hold = corokit_list_entry(lock->readers.next, corokit_lock_hold_t, link);

		corokit_held_forget(&hold->held);
		free_reader(hold);
	}
	reset_process_state(lock);
}

static zend_always_inline void enter(corokit_process_lock_t *lock)
{
	if (UNEXPECTED(lock->generation != corokit_process_lock_generation)) {
		notice_fork(lock);
	}
}

void corokit_process_lock_deinit(corokit_process_lock_t *lock)
{
	if (!lock->kind) {
		return;
	}
	enter(lock);
	if (lock->exclusive) {
		corokit_held_remove(&lock->alone.held);
		lock->kind->abandon(lock);
	}
	if (!corokit_list_empty(&lock->readers)) {
		lock->kind->release(lock, true);
	}
	while (!corokit_list_empty(&lock->readers)) {
		free_reader(corokit_list_entry(lock->readers.next, corokit_lock_hold_t, link));
	}
	lock->kind->close(lock);
	lock->kind = NULL;
	if (lock->path) {
		zend_string_release(lock->path);
	}
}

bool corokit_process_lock_is_used(const corokit_process_lock_t *lock)
{
	return lock->generation == corokit_process_lock_generation && (lock->exclusive || !corokit_list_empty(&lock->readers) || !corokit_list_empty(&lock->waiters));
}

/* ---- taking ---- */

static corokit_lock_hold_t *find_reader(const corokit_process_lock_t *lock, zend_long cid)
{
	for (corokit_list_t *at = lock->readers.next; at != &lock->readers; at = at->next) {
		corokit_lock_hold_t *hold = corokit_list_entry(at, corokit_lock_hold_t, link);

		if (hold->held.cid == cid) {
			return hold;
		}
	}
	return NULL;
}

static void abandon_reader(corokit_held_t *held);

static void add_reader(corokit_process_lock_t *lock)
{
	corokit_lock_hold_t *hold = emalloc(sizeof(*hold));

	hold->held.abandon = abandon_reader;
	hold->lock = lock;
	hold->count = 1;
	corokit_list_push_back(&lock->readers, &hold->link);
	corokit_held_add(&hold->held);
}

/* The process has it now: so has the running coroutine. */
static zend_always_inline void hold(corokit_process_lock_t *lock, bool shared, int how)
{
	lock->abandoned = how == COROKIT_WORD_TAKEN_OVER;
	if (UNEXPECTED(shared)) {
		add_reader(lock);
		return;
	}
	lock->exclusive = true;
	corokit_held_add(&lock->alone.held);
}

/* Does a coroutine of this process stand in the way? 0, -EBUSY or -EDEADLK. */
static zend_always_inline int look_here(const corokit_process_lock_t *lock)
{
	if (lock->exclusive) {
		return lock->alone.held.cid == corokit_running_cid() ? -EDEADLK : -EBUSY;
	}
	if (UNEXPECTED(!corokit_list_empty(&lock->readers))) {
		return find_reader(lock, corokit_running_cid()) ? -EDEADLK : -EBUSY;
	}
	return 0;
}

/* Whether or not somebody waits. */
static int take(corokit_process_lock_t *lock, bool shared)
{
	int code;

	if (shared && !lock->exclusive && !corokit_list_empty(&lock->readers)) {
		if (lock->kind->is_wished && lock->kind->is_wished(lock)) {
			return -EBUSY;
		}
		/* What the first of them was told holds for all. */
		hold(lock, true, lock->abandoned ? COROKIT_WORD_TAKEN_OVER : COROKIT_WORD_TAKEN);
		return 0;
	}
	code = look_here(lock);
	if (code < 0) {
		return code;
	}
	code = lock->kind->take(lock, shared);
	if (code < 0) {
		return code;
	}
	hold(lock, shared, code);
	return 0;
}

int corokit_process_lock_try(corokit_process_lock_t *lock, bool shared)
{
	enter(lock);
	shared = shared && lock->kind->sharing;
	if (UNEXPECTED(shared)) {
		corokit_lock_hold_t *mine = find_reader(lock, corokit_running_cid());

		if (mine) {
			mine->count++;
			return 0;
		}
	}
	if (UNEXPECTED(!corokit_list_empty(&lock->waiters))) {
		return look_here(lock) == -EDEADLK ? -EDEADLK : -EBUSY;
	}
	return take(lock, shared);
}

/* ---- waiting ---- */

static bool is_held_here(const corokit_process_lock_t *lock)
{
	return lock->exclusive || !corokit_list_empty(&lock->readers);
}

static void forget_parked(corokit_wait_t *base)
{
	((lock_wait_t *) base)->parked = false;
}

static void wake_first(corokit_process_lock_t *lock)
{
	lock_wait_t *first;

	if (EXPECTED(corokit_list_empty(&lock->waiters))) {
		return;
	}
	first = corokit_list_entry(lock->waiters.next, lock_wait_t, link);
	if (first->parked) {
		first->parked = false;
		corokit_wake(first->base.coroutine, 0);
	}
}

static int suspend_until_taken(corokit_process_lock_t *lock, lock_wait_t *wait, bool shared, uint64_t deadline)
{
	corokit_backoff_t backoff = {0};

	for (;;) {
		uint64_t until = deadline;
		int code;

		if (lock->waiters.next == &wait->link) {
			code = take(lock, shared);
			if (code != -EBUSY) {
				return code;
			}
			if (shared || !is_held_here(lock)) {
				until = corokit_backoff_next(&backoff, deadline);
			}
		}
		if (deadline != COROKIT_NEVER && corokit_clock_now() >= deadline) {
			return -ETIMEDOUT;
		}
		wait->parked = true;
		code = corokit_park(&wait->base, until);
		wait->parked = false;
		if (code < 0 && code != -ETIMEDOUT) {
			return code;
		}
	}
}

static int attempt_alone(void *arg)
{
	return take(arg, false);
}

static int attempt_shared(void *arg)
{
	return take(arg, true);
}

static int block_until_taken(corokit_process_lock_t *lock, bool shared, uint64_t deadline)
{
	int code;

	if (is_held_here(lock)) {
		/* Whoever has it runs only when we are gone. */
		return -EDEADLK;
	}
	if (!lock->kind->block) {
		return corokit_shared_wait(shared ? attempt_shared : attempt_alone, lock, deadline, "lock");
	}
	code = lock->kind->block(lock, shared, deadline);
	if (code < 0) {
		return code;
	}
	hold(lock, shared, code);
	return 0;
}

int corokit_process_lock_wait(corokit_process_lock_t *lock, bool shared, uint64_t deadline)
{
	lock_wait_t wait = { .base = { .reason = "lock", .unlink = forget_parked } };
	int code = corokit_process_lock_try(lock, shared);

	if (code != -EBUSY) {
		return code;
	}
	shared = shared && lock->kind->sharing;
	if (!corokit_may_park()) {
		return block_until_taken(lock, shared, deadline);
	}
	corokit_list_push_back(&lock->waiters, &wait.link);
	code = suspend_until_taken(lock, &wait, shared, deadline);
	corokit_list_unlink(&wait.link);
	/* The next one is first now: it looks after the lock, and may share it. */
	wake_first(lock);
	return code;
}

/* ---- letting go ---- */

static zend_always_inline void release_alone(corokit_process_lock_t *lock)
{
	lock->exclusive = false;
	lock->kind->release(lock, false);
	wake_first(lock);
}

static void release_reader(corokit_lock_hold_t *hold)
{
	corokit_process_lock_t *lock = hold->lock;

	free_reader(hold);
	if (corokit_list_empty(&lock->readers)) {
		lock->kind->release(lock, true);
		wake_first(lock);
	}
}

static void abandon_alone(corokit_held_t *held)
{
	corokit_process_lock_t *lock = ((corokit_lock_hold_t *) held)->lock;

	if (lock->generation == corokit_process_lock_generation) {
		lock->exclusive = false;
		lock->kind->abandon(lock);
		wake_first(lock);
	}
}

static void abandon_reader(corokit_held_t *held)
{
	corokit_lock_hold_t *hold = (corokit_lock_hold_t *) held;

	if (hold->lock->generation == corokit_process_lock_generation) {
		release_reader(hold);
	}
}

int corokit_process_lock_release(corokit_process_lock_t *lock)
{
	corokit_lock_hold_t *reader;

	enter(lock);
	if (EXPECTED(lock->exclusive && lock->alone.held.cid == corokit_running_cid())) {
		corokit_held_remove(&lock->alone.held);
		release_alone(lock);
		return 0;
	}
	reader = find_reader(lock, corokit_running_cid());
	if (!reader) {
		return -EPERM;
	}
	if (--reader->count == 0) {
		release_reader(reader);
	}
	return 0;
}

zend_long corokit_process_lock_holder(const corokit_process_lock_t *lock)
{
	return lock->exclusive && lock->generation == corokit_process_lock_generation ? lock->alone.held.cid : 0;
}
