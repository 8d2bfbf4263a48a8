/*
 * Deadlines, in one heap ordered by time. Owned by the scheduler's thread.
 * The loop asks for the next deadline before it waits and fires what is due
 * after; the heap itself knows neither libuv nor PHP.
 *
 * fire() runs on the scheduler's stack: it may make coroutines ready and
 * start or stop timers, and must not park or run PHP code.
 */
#ifndef COROKIT_TIMER_H
#define COROKIT_TIMER_H

#include <stdbool.h>
#include <stdint.h>

typedef struct corokit_timer corokit_timer_t;

struct corokit_timer {
	void     (*fire)(corokit_timer_t *timer);
	uint64_t   deadline; /* ns of corokit_clock_now() */
	uint32_t   position; /* in the heap, from 1; 0: stopped */
	bool       background; /* does not keep the loop alive */
};

static inline void corokit_timer_init(corokit_timer_t *timer, void (*fire)(corokit_timer_t *))
{
	timer->fire = fire;
	timer->deadline = 0;
	timer->position = 0;
	timer->background = false;
}

static inline bool corokit_timer_armed(const corokit_timer_t *timer)
{
	return timer->position != 0;
}

/* Arms or re-arms. COROKIT_NEVER stops the timer. */
void corokit_timer_start(corokit_timer_t *timer, uint64_t deadline);
void corokit_timer_stop(corokit_timer_t *timer);

/* The earliest deadline, COROKIT_NEVER when there is none. */
uint64_t corokit_timers_next(void);
/* Fires every timer due at `now`, in order of deadline, then of arming. */
void corokit_timers_fire(uint64_t now);
/* Armed timers that keep the loop alive. */
uint32_t corokit_timers_alive(void);
/* Armed timers, all of them. */
uint32_t corokit_timers_count(void);
/* Forgets every timer and frees the heap: request shutdown, fork. */
void corokit_timers_reset(void);

#endif
