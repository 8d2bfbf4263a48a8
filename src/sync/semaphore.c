/*
 * Semaphores. The waiters live on the stacks of the coroutines that wait.
 */
#include "semaphore.h"

typedef struct {
	corokit_wait_t       base;
	corokit_list_t       link;
	corokit_semaphore_t *semaphore;
	zend_long            wanted;
	bool                 granted;
} semaphore_wait_t;

void corokit_semaphore_init(corokit_semaphore_t *semaphore, zend_long permits)
{
	semaphore->available = permits;
	corokit_list_init(&semaphore->waiters);
}

static void serve_waiters(corokit_semaphore_t *semaphore)
{
	while (!corokit_list_empty(&semaphore->waiters)) {
		semaphore_wait_t *first = corokit_list_entry(semaphore->waiters.next, semaphore_wait_t, link);

		if (first->wanted > semaphore->available) {
			return;
		}
		semaphore->available -= first->wanted;
		corokit_list_unlink(&first->link);
		first->granted = true;
		corokit_wake(first->base.coroutine, 0);
	}
}

static void on_interrupted(corokit_wait_t *base)
{
	semaphore_wait_t *wait = (semaphore_wait_t *) base;

	corokit_list_unlink(&wait->link);
	/* It may have been the big one that held up the rest. */
	serve_waiters(wait->semaphore);
}

bool corokit_semaphore_try_acquire(corokit_semaphore_t *semaphore, zend_long n)
{
	if (n > semaphore->available || !corokit_list_empty(&semaphore->waiters)) {
		return false;
	}
	semaphore->available -= n;
	return true;
}

int corokit_semaphore_wait_acquire(corokit_semaphore_t *semaphore, zend_long n, uint64_t deadline, const char *reason)
{
	semaphore_wait_t wait = {
		.base = { .reason = reason, .unlink = on_interrupted },
		.semaphore = semaphore,
		.wanted = n,
	};
	int code;

	corokit_list_push_back(&semaphore->waiters, &wait.link);
	code = corokit_park(&wait.base, deadline);
	if (UNEXPECTED(code < 0)) {
		/* The coroutine is being ended: not parked at all, or after it got its permits. */
		if (wait.granted) {
			corokit_semaphore_release(semaphore, n);
		}
		corokit_list_unlink(&wait.link);
	}
	return code;
}

void corokit_semaphore_release(corokit_semaphore_t *semaphore, zend_long n)
{
	semaphore->available += n;
	serve_waiters(semaphore);
}

uint32_t corokit_semaphore_waiting(const corokit_semaphore_t *semaphore)
{
	uint32_t n = 0;

	for (const corokit_list_t *at = semaphore->waiters.next; at != &semaphore->waiters; at = at->next) {
		n++;
	}
	return n;
}
