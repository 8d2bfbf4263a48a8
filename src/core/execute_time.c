/* See execute_time.h. Scheduler's thread only. */
#include "execute_time.h"

#include "scheduler_internal.h"

bool corokit_execute_time_counted;
static uint64_t entered;     /* ticks: the running coroutine, or the first call */
static uint64_t first_ticks; /* the first call, in both clocks */
static uint64_t first_ns;

void corokit_execute_time_add(corokit_coroutine_t *running)
{
	uint64_t now = corokit_clock_ticks();

	running->ran += now - entered;
	entered = now;
}

uint64_t corokit_execute_time_get(corokit_coroutine_t *coroutine)
{
	if (!corokit_execute_time_counted) {
		corokit_execute_time_counted = true;
		first_ns = corokit_clock_now();
		first_ticks = entered = corokit_clock_ticks();
		return 0;
	}
	corokit_execute_time_add(corokit_scheduler.running);
	return (uint64_t) ((double) coroutine->ran * (double) (corokit_clock_now() - first_ns) / (double) (entered - first_ticks) / 1000);
}

void corokit_execute_time_activate(void)
{
	corokit_execute_time_counted = false;
}
