/*
 * When the time has come the coroutine's wait is ended with a
 * TimeoutException. If it does not wait just then, or waits for something that cannot
 * be given up, it is tried again every millisecond: the limit takes effect in its next wait.
 */
#include "time_limit.h"

#include "backtrace.h"
#include "exceptions.h"
#include "locals.h"

#define RETRY_NS COROKIT_NS_PER_MS

typedef struct {
	corokit_timer_t      timer;
	corokit_coroutine_t *coroutine; /* borrowed: the limit is in a slot of it */
} limit_t;

static int slot;

static void on_deadline(corokit_timer_t *timer)
{
	limit_t *limit = (limit_t *) ((char *) timer - offsetof(limit_t, timer));
	corokit_coroutine_t *coroutine = limit->coroutine;

	if (coroutine->status != COROKIT_COROUTINE_WAITING || coroutine->wait->uncancelable) {
		corokit_timer_start(timer, corokit_clock_after(RETRY_NS));
		return;
	}
	corokit_cancel(coroutine, corokit_backtrace_exception(coroutine, corokit_timeout_exception_ce,
		"The time limit of the coroutine has passed"));
}

static void end(corokit_coroutine_t *coroutine, void *value)
{
	limit_t *limit = value;

	(void) coroutine;
	corokit_timer_stop(&limit->timer);
	efree(limit);
}

void corokit_time_limit_set(corokit_coroutine_t *coroutine, uint64_t deadline)
{
	limit_t *limit = corokit_locals_get(coroutine, slot);

	if (!limit) {
		if (deadline == COROKIT_NEVER) {
			return;
		}
		limit = emalloc(sizeof(*limit));
		limit->coroutine = coroutine;
		corokit_timer_init(&limit->timer, on_deadline);
		corokit_locals_set(coroutine, slot, limit);
	}
	corokit_timer_start(&limit->timer, deadline);
}

static zend_result startup(int module_number)
{
	(void) module_number;
	slot = corokit_locals_register(end);
	return SUCCESS;
}

const corokit_layer_t corokit_time_limit_layer = {
	.name = "time limit",
	.startup = startup,
};
