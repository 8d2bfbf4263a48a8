/*
 * The slow half: spin a little, look whether the owner lives, sleep in the
 * kernel. A sleeper looks again by itself, so a wake that went to a process
 * which died on the way costs LONGEST_SLEEP_NS and no more.
 */
#include "word_lock.h"

#include <limits.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
# include <linux/futex.h>
# include <sys/syscall.h>
#endif

#define LONGEST_SLEEP_NS (2 * COROKIT_NS_PER_MS)
#define SPINS 60

static inline void relax(void)
{
#if defined(__x86_64__) || defined(__i386__)
	__builtin_ia32_pause();
#elif defined(__aarch64__)
	__asm__ volatile("isb" ::: "memory");
#endif
}

void corokit_word_wake(uint32_t *word, int count)
{
#ifdef __linux__
	syscall(SYS_futex, word, FUTEX_WAKE, count, NULL, NULL, 0);
#else
	(void) word;
	(void) count;
#endif
}

void corokit_word_sleep(uint32_t *word, uint32_t value, uint64_t deadline)
{
	uint64_t now = corokit_clock_now();
	uint64_t ns = deadline <= now ? 0 : deadline - now;
	struct timespec time;

	if (ns > LONGEST_SLEEP_NS) {
		ns = LONGEST_SLEEP_NS;
	}
	time.tv_sec = 0;
	time.tv_nsec = (long) ns;
#ifdef __linux__
	syscall(SYS_futex, word, FUTEX_WAIT, value, &time, NULL, 0);
#else
	if (__atomic_load_n(word, __ATOMIC_ACQUIRE) == value) {
		nanosleep(&time, NULL);
	}
#endif
}

int corokit_word_take_over(uint32_t *word, corokit_owner_t self)
{
	uint32_t seen = __atomic_load_n(word, __ATOMIC_ACQUIRE);
	corokit_owner_t owner = seen & ~COROKIT_WORD_SLEEPERS;

	if (owner && corokit_owner_alive(owner)) {
		return -EBUSY;
	}
	/* Sleepers stay sleepers, whether or not someone sleeps by now. */
	if (!__atomic_compare_exchange_n(word, &seen, self | (seen & COROKIT_WORD_SLEEPERS), false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED)) {
		return -EBUSY;
	}
	return owner ? COROKIT_WORD_TAKEN_OVER : COROKIT_WORD_TAKEN;
}

int corokit_word_lock_slow(uint32_t *word, corokit_owner_t self, uint64_t deadline)
{
	for (int i = 0; i < SPINS; i++) {
		uint32_t free = 0;

		relax();
		if (__atomic_load_n(word, __ATOMIC_RELAXED) == 0 &&
			__atomic_compare_exchange_n(word, &free, self, false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED)) {
			return COROKIT_WORD_TAKEN;
		}
	}
	for (;;) {
		uint32_t seen = __atomic_load_n(word, __ATOMIC_ACQUIRE);
		corokit_owner_t owner = seen & ~COROKIT_WORD_SLEEPERS;

		if (!owner || !corokit_owner_alive(owner)) {
			/* We may not be the only one that slept. */
			if (__atomic_compare_exchange_n(word, &seen, self | COROKIT_WORD_SLEEPERS, false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED)) {
				return owner ? COROKIT_WORD_TAKEN_OVER : COROKIT_WORD_TAKEN;
			}
			continue;
		}
		if (deadline != COROKIT_NEVER && corokit_clock_now() >= deadline) {
			return -ETIMEDOUT;
		}
		if (!(seen & COROKIT_WORD_SLEEPERS)) {
			if (!__atomic_compare_exchange_n(word, &seen, seen | COROKIT_WORD_SLEEPERS, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED)) {
				continue;
			}
			seen |= COROKIT_WORD_SLEEPERS;
		}
		corokit_word_sleep(word, seen, deadline);
	}
}
