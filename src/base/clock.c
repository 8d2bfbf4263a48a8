/* Monotonic clock. Stateless; any thread. */
#include "clock.h"

#include <time.h>

uint64_t corokit_clock_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t) now.tv_sec * COROKIT_NS_PER_SEC + (uint64_t) now.tv_nsec;
}

uint64_t corokit_clock_coarse(void)
{
#ifdef CLOCK_MONOTONIC_COARSE
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
	return (uint64_t) now.tv_sec * COROKIT_NS_PER_SEC + (uint64_t) now.tv_nsec;
#else
	return corokit_clock_now();
#endif
}
