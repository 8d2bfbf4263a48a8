/*
 * Monotonic time in nanoseconds, and the deadline arithmetic built on it.
 * A deadline is an absolute time; COROKIT_NEVER never arrives.
 */
#ifndef COROKIT_CLOCK_H
#define COROKIT_CLOCK_H

#include <stdint.h>

#define COROKIT_NEVER UINT64_MAX
#define COROKIT_NS_PER_MS UINT64_C(1000000)
#define COROKIT_NS_PER_SEC UINT64_C(1000000000)

uint64_t corokit_clock_now(void);
/* The same clock as the last tick of the kernel left it: some milliseconds old, a fraction of the cost. */
uint64_t corokit_clock_coarse(void);

static inline uint64_t corokit_clock_after(uint64_t ns)
{
	uint64_t now = corokit_clock_now();

	return ns >= COROKIT_NEVER - now ? COROKIT_NEVER : now + ns;
}

/* The convention of PHP signatures: seconds; negative or zero-less-than means for ever. */
static inline uint64_t corokit_clock_deadline(double seconds)
{
	if (seconds < 0 || seconds > 1e9) {
		return COROKIT_NEVER;
	}
	return corokit_clock_after((uint64_t) (seconds * 1e9));
}

/*
 * A counter that is cheap enough for every switch: it runs at an unknown but
 * constant rate. Only differences mean anything.
 */
static inline uint64_t corokit_clock_ticks(void)
{
#if defined(__x86_64__) || defined(__i386__)
	return __builtin_ia32_rdtsc();
#elif defined(__aarch64__)
	uint64_t ticks;
	__asm__ volatile("mrs %0, cntvct_el0" : "=r"(ticks));
	return ticks;
#else
	return corokit_clock_now();
#endif
}

#endif
