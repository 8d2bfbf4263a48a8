/*
 * A lock in one 32-bit word of shared memory: 0, or the owner that holds it,
 * with a flag when someone sleeps on it. Robust: a lock whose owner died is
 * taken over by whoever comes next, who is told so and repairs what the dead
 * one was about. For short stretches of C that run no PHP code, and below
 * locks that are held longer.
 *
 * Not fair: who comes while it is free has it. So a process that lost its time
 * slice in the queue does not hold up the others.
 */
#ifndef COROKIT_SHM_WORD_LOCK_H
#define COROKIT_SHM_WORD_LOCK_H

#include <errno.h>

#include "../base/clock.h"
#include "owner.h"

#define COROKIT_WORD_SLEEPERS UINT32_C(0x80000000)

/* Results of taking it. */
#define COROKIT_WORD_TAKEN      0
#define COROKIT_WORD_TAKEN_OVER 1 /* from a dead owner */

int  corokit_word_lock_slow(uint32_t *word, corokit_owner_t self, uint64_t deadline);
/* Takes over a dead owner's; -EBUSY. For a word that was seen to be held. */
int  corokit_word_take_over(uint32_t *word, corokit_owner_t self);
void corokit_word_wake(uint32_t *word, int count);
/* Sleeps while the word has that value; at most until the deadline. */
void corokit_word_sleep(uint32_t *word, uint32_t value, uint64_t deadline);

/* Blocks the process. */
static zend_always_inline int corokit_word_lock(uint32_t *word, corokit_owner_t self)
{
	uint32_t free = 0;

	if (EXPECTED(__atomic_compare_exchange_n(word, &free, self, false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))) {
		return COROKIT_WORD_TAKEN;
	}
	return corokit_word_lock_slow(word, self, COROKIT_NEVER);
}

/* The same, or -EBUSY. */
static zend_always_inline int corokit_word_try_lock(uint32_t *word, corokit_owner_t self)
{
	uint32_t free = 0;

	if (EXPECTED(__atomic_compare_exchange_n(word, &free, self, false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))) {
		return COROKIT_WORD_TAKEN;
	}
	return corokit_word_take_over(word, self);
}

static zend_always_inline void corokit_word_unlock(uint32_t *word)
{
	if (UNEXPECTED(__atomic_exchange_n(word, 0, __ATOMIC_RELEASE) & COROKIT_WORD_SLEEPERS)) {
		corokit_word_wake(word, 1);
	}
}

/* Lets it go as if we had died: the next one is told. */
static inline void corokit_word_abandon(uint32_t *word)
{
	if (__atomic_exchange_n(word, COROKIT_OWNER_DEAD, __ATOMIC_RELEASE) & COROKIT_WORD_SLEEPERS) {
		corokit_word_wake(word, 1);
	}
}

/* 0: nobody. The owner may be dead. */
static zend_always_inline corokit_owner_t corokit_word_owner(const uint32_t *word)
{
	return __atomic_load_n(word, __ATOMIC_ACQUIRE) & ~COROKIT_WORD_SLEEPERS;
}

#endif
