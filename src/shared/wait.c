#include "wait.h"

#include <time.h>

#define FIRST_PAUSE_NS (COROKIT_NS_PER_MS / 20)
#define LONGEST_PAUSE_NS (3 * COROKIT_NS_PER_MS)

uint64_t corokit_backoff_next(corokit_backoff_t *backoff, uint64_t deadline)
{
	uint64_t next;

	backoff->pause = backoff->pause ? backoff->pause * 2 : FIRST_PAUSE_NS;
	if (backoff->pause > LONGEST_PAUSE_NS) {
		backoff->pause = LONGEST_PAUSE_NS;
	}
	next = corokit_clock_after(backoff->pause);
	return next < deadline ? next : deadline;
}

void corokit_shared_block_until(uint64_t deadline)
{
	uint64_t now = corokit_clock_now();

	if (deadline > now) {
		struct timespec time = {
			.tv_sec = (time_t) ((deadline - now) / COROKIT_NS_PER_SEC),
			.tv_nsec = (long) ((deadline - now) % COROKIT_NS_PER_SEC),
		};

		/* A signal that ends it early is one more look. */
		nanosleep(&time, NULL);
	}
}

int corokit_shared_wait(int (*attempt)(void *arg), void *arg, uint64_t deadline, const char *reason)
{
	corokit_backoff_t backoff = {0};

	for (;;) {
		int code = attempt(arg);
		uint64_t next;

		if (code != -EBUSY) {
			return code;
		}
		if (deadline != COROKIT_NEVER && corokit_clock_now() >= deadline) {
			return -ETIMEDOUT;
		}
		next = corokit_backoff_next(&backoff, deadline);
		if (!corokit_may_park()) {
			corokit_shared_block_until(next);
		} else if (corokit_sleep_until(next, reason) == -ECANCELED) {
			return -ECANCELED;
		}
	}
}
