/* The sleep family. Interrupted by a signal it says what was left, as stock. */
#include <time.h>
#include <unistd.h>

#include "hook_io.h"

static uint64_t left_until(uint64_t deadline)
{
	uint64_t now = corokit_clock_now();

	return deadline > now ? deadline - now : 0;
}

/* SQLite sleeps in a loop, and does not look at the result: after a cancel it shall come to its end. */
static bool is_pointless(corokit_caller_t caller)
{
	return UNEXPECTED(caller == COROKIT_CALLER_SQLITE) && EG(exception);
}

static unsigned hook_sleep(corokit_caller_t caller, unsigned seconds)
{
	corokit_hook_call_t call;
	uint64_t deadline;

	if (seconds == 0 || !corokit_hook_enter(&call, caller, COROKIT_HOOK_SLEEP)) {
		return sleep(seconds);
	}
	deadline = corokit_clock_after(seconds * COROKIT_NS_PER_SEC);
	if (corokit_hook_sleep_until(deadline, "sleep") < 0) {
		return (unsigned) (left_until(deadline) / COROKIT_NS_PER_SEC);
	}
	return (unsigned) corokit_hook_return(&call, 0);
}

static int hook_usleep(corokit_caller_t caller, useconds_t microseconds)
{
	corokit_hook_call_t call;
	int result;

	if (is_pointless(caller)) {
		return 0;
	}
	if (microseconds == 0 || !corokit_hook_enter(&call, caller, COROKIT_HOOK_SLEEP)) {
		return usleep(microseconds);
	}
	result = corokit_hook_sleep_until(corokit_clock_after((uint64_t) microseconds * 1000), "usleep");
	return (int) (result < 0 ? corokit_hook_fail(result) : corokit_hook_return(&call, 0));
}

static bool is_valid(const struct timespec *time)
{
	return time && time->tv_sec >= 0 && time->tv_nsec >= 0 && time->tv_nsec < 1000000000L;
}

/* 0 or a negative code, and what was left. */
static int sleep_for(const struct timespec *time, struct timespec *left)
{
	uint64_t deadline = corokit_clock_after((uint64_t) time->tv_sec * COROKIT_NS_PER_SEC + (uint64_t) time->tv_nsec);
	int result = corokit_hook_sleep_until(deadline, "nanosleep");

	if (result < 0 && left) {
		uint64_t ns = left_until(deadline);

		left->tv_sec = (time_t) (ns / COROKIT_NS_PER_SEC);
		left->tv_nsec = (long) (ns % COROKIT_NS_PER_SEC);
	}
	return result;
}

static int hook_nanosleep(corokit_caller_t caller, const struct timespec *time, struct timespec *left)
{
	corokit_hook_call_t call;
	int result;

	if (is_pointless(caller)) {
		return 0;
	}
	if (!is_valid(time) || !corokit_hook_enter(&call, caller, COROKIT_HOOK_SLEEP)) {
		return nanosleep(time, left);
	}
	result = sleep_for(time, left);
	return (int) (result < 0 ? corokit_hook_fail(result) : corokit_hook_return(&call, 0));
}

static int hook_clock_nanosleep(corokit_caller_t caller, clockid_t clock, int flags, const struct timespec *time, struct timespec *left)
{
	corokit_hook_call_t call;
	struct timespec now, interval;
	int result;

	if (!is_valid(time) || (clock != CLOCK_REALTIME && clock != CLOCK_MONOTONIC) || (flags & ~TIMER_ABSTIME)
		|| !corokit_hook_enter(&call, caller, COROKIT_HOOK_SLEEP)) {
		return clock_nanosleep(clock, flags, time, left);
	}
	interval = *time;
	if (flags & TIMER_ABSTIME) {
		int64_t ns;

		clock_gettime(clock, &now);
		ns = (int64_t) (time->tv_sec - now.tv_sec) * (int64_t) COROKIT_NS_PER_SEC + (time->tv_nsec - now.tv_nsec);
		ns = MAX(ns, 0);
		interval.tv_sec = (time_t) (ns / (int64_t) COROKIT_NS_PER_SEC);
		interval.tv_nsec = (long) (ns % (int64_t) COROKIT_NS_PER_SEC);
		left = NULL;
	}
	result = sleep_for(&interval, left);
	errno = call.saved_errno;
	return -result; /* this one returns the error number */
}

COROKIT_HOOK_VARIANTS(unsigned, sleep, (unsigned seconds), (seconds))
COROKIT_HOOK_VARIANTS(int, usleep, (useconds_t microseconds), (microseconds))
COROKIT_HOOK_VARIANTS(int, nanosleep, (const struct timespec *time, struct timespec *left), (time, left))
COROKIT_HOOK_VARIANTS(int, clock_nanosleep, (clockid_t clock, int flags, const struct timespec *time, struct timespec *left), (clock, flags, time, left))

const corokit_hook_entry_t corokit_hook_sleep_table[] = {
	COROKIT_HOOK_ENTRY_FOR(sleep, COROKIT_CALLERS_ALL_AND_SQLITE),
	COROKIT_HOOK_ENTRY_FOR(usleep, COROKIT_CALLERS_ALL_AND_SQLITE),
	COROKIT_HOOK_ENTRY_FOR(nanosleep, COROKIT_CALLERS_ALL_AND_SQLITE),
	COROKIT_HOOK_ENTRY_FOR(clock_nanosleep, COROKIT_CALLERS_ALL_AND_SQLITE),
	COROKIT_HOOK_END
};
