/*
 * A counting semaphore with a strict queue: permits go to the coroutine that
 * has waited longest, at the moment they are released, and someone who wants
 * many is not overtaken by someone who wants few.
 */
#ifndef COROKIT_SEMAPHORE_H
#define COROKIT_SEMAPHORE_H

#include "php.h"

#include "../core/coroutine.h"

typedef struct {
	zend_long      available;
	corokit_list_t waiters;
} corokit_semaphore_t;

void corokit_semaphore_init(corokit_semaphore_t *semaphore, zend_long permits);

/* Takes n permits if they are free and nobody waits for some. */
bool corokit_semaphore_try_acquire(corokit_semaphore_t *semaphore, zend_long n);
/*
 * Waits for them after the try failed. 0, -ETIMEDOUT, -ECANCELED. May
 * suspend; requires corokit_may_park().
 */
int corokit_semaphore_wait_acquire(corokit_semaphore_t *semaphore, zend_long n, uint64_t deadline, const char *reason);
/* Wakes whom it can. The sum must not overflow. */
void corokit_semaphore_release(corokit_semaphore_t *semaphore, zend_long n);

uint32_t corokit_semaphore_waiting(const corokit_semaphore_t *semaphore);

#endif
