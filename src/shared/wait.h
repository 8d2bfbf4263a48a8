/* Waiting for another process, which can wake a sleeper in the kernel but no coroutine. */
#ifndef COROKIT_SHARED_WAIT_H
#define COROKIT_SHARED_WAIT_H

#include "../core/coroutine.h"

/* The cid of whatever runs; -1: {main}. */
static zend_always_inline zend_long corokit_running_cid(void)
{
	return EXPECTED(corokit_current != NULL) ? corokit_current->cid : -1;
}

/* How long to wait before the next look. Start with {0}. */
typedef struct {
	uint64_t pause;
} corokit_backoff_t;

/* The time of the next look, at most `deadline`. */
uint64_t corokit_backoff_next(corokit_backoff_t *backoff, uint64_t deadline);

/*
 * Calls attempt() until it says other than -EBUSY: that, -ETIMEDOUT or -ECANCELED. A
 * coroutine suspends between the looks; where it must not, the process sleeps.
 */
int corokit_shared_wait(int (*attempt)(void *arg), void *arg, uint64_t deadline, const char *reason);

/* Puts the process to sleep. */
void corokit_shared_block_until(uint64_t deadline);

/* Seconds as Swoole takes them: only a positive number is a limit. */
static inline uint64_t corokit_shared_deadline(double timeout)
{
	return timeout > 0 ? corokit_clock_deadline(timeout) : COROKIT_NEVER;
}

#endif
