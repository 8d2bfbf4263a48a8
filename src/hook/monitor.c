/*
 * Turns: who holds a monitor, who waits for it, and what is said where
 * waiting cannot work. Each coroutine has the list of what it holds in a
 * slot, so that its end, a fatal error included, gives everything back.
 */
#include "monitor.h"

#include <errno.h>

#include "zend_exceptions.h"

#include "../base/config.h"
#include "../core/exceptions.h"
#include "../core/locals.h"
#include "../core/scheduler.h"
#include "../core/wait_cycle.h"

typedef struct {
	corokit_wait_t     wait;
	corokit_list_t     link;
	corokit_monitor_t *monitor;
} turn_t;

uint32_t corokit_monitors_held;
static int slot;

/* ---- holding ---- */

static inline void hold(corokit_monitor_t *monitor, corokit_coroutine_t *coroutine)
{
	corokit_monitor_t *first = corokit_locals_get(coroutine, slot);

	monitor->holder = coroutine->cid;
	monitor->prev_held = NULL;
	monitor->next_held = first;
	if (first) {
		first->prev_held = monitor;
	}
	corokit_locals_set(coroutine, slot, monitor);
	corokit_monitors_held++;
}

/* `coroutine`: the holder; NULL when its list is gone. */
static inline void let_go(corokit_monitor_t *monitor, corokit_coroutine_t *coroutine)
{
	if (monitor->next_held) {
		monitor->next_held->prev_held = monitor->prev_held;
	}
	if (monitor->prev_held) {
		monitor->prev_held->next_held = monitor->next_held;
	} else if (coroutine) {
		corokit_locals_set(coroutine, slot, monitor->next_held);
	}
	monitor->next_held = monitor->prev_held = NULL;
	monitor->holder = 0;
	corokit_monitors_held--;
}

static void hand_over(corokit_monitor_t *monitor)
{
	turn_t *next;

	if (EXPECTED(corokit_list_empty(&monitor->waiters))) {
		return;
	}
	next = corokit_list_entry(corokit_list_pop_front(&monitor->waiters), turn_t, link);
	hold(monitor, next->wait.coroutine);
	corokit_wake(next->wait.coroutine, 0);
}

static void free_doomed(corokit_monitor_t *monitor)
{
	while (monitor->doomed_count) {
		zend_object *object = monitor->doomed[--monitor->doomed_count];

		OBJ_RELEASE(object);
	}
}

bool corokit_monitor_is_foreign(const corokit_monitor_t *monitor)
{
	return monitor->holder && !(corokit_current && corokit_current->cid == monitor->holder)
		&& corokit_coroutine_find(monitor->holder);
}

void corokit_monitor_doom(corokit_monitor_t *monitor, zend_object *object)
{
	monitor->doomed = safe_erealloc(monitor->doomed, monitor->doomed_count + 1, sizeof(*monitor->doomed), 0);
	monitor->doomed[monitor->doomed_count++] = object;
	GC_ADDREF(object);
}

/* ---- what cannot wait ---- */

static void throw_in_use(const corokit_monitor_t *monitor, const zend_object *object, int code, const char *why)
{
	corokit_coroutine_t *holder = corokit_coroutine_find(monitor->holder);
	zend_string *them = holder ? corokit_coroutine_describe(holder) : zend_string_init(ZEND_STRL("a coroutine"), 0);
	zend_string *us = corokit_coroutine_describe(corokit_scheduler_running_coroutine());

	zend_throw_exception_ex(corokit_error_ce, code, "%s object #%" PRIu32 " is in %s %s, and %s %s",
		ZSTR_VAL(object->ce->name), object->handle, monitor->in_transaction ? "a transaction of" : "use by",
		ZSTR_VAL(them), ZSTR_VAL(us), why);
	zend_string_release(them);
	zend_string_release(us);
}

bool corokit_monitor_pass_main(corokit_monitor_t *monitor, const zend_object *object)
{
	if (EXPECTED(!corokit_monitor_is_foreign(monitor))) {
		return true;
	}
	throw_in_use(monitor, object, EBUSY, "cannot wait for it");
	return false;
}

/* ---- waiting ---- */

static void unlink_turn(corokit_wait_t *wait)
{
	corokit_list_unlink(&((turn_t *) wait)->link);
}

static void visit_holder(corokit_wait_t *wait, void (*visit)(corokit_coroutine_t *, void *), void *arg)
{
	corokit_coroutine_t *holder = corokit_coroutine_find(((turn_t *) wait)->monitor->holder);

	if (holder) {
		visit(holder, arg);
	}
}

static void throw_waited(const corokit_monitor_t *monitor, const zend_object *object, int code)
{
	char text[96];

	if (EG(exception)) {
		return;
	}
	if (code == -ETIMEDOUT) {
		snprintf(text, sizeof(text), "has waited %g s for it (corokit.handle_wait_timeout)",
			(double) corokit_config.handle_wait_timeout / COROKIT_NS_PER_SEC);
		throw_in_use(monitor, object, ETIMEDOUT, text);
	} else {
		zend_throw_exception_ex(corokit_canceled_exception_ce, 0, "The wait for %s object #%" PRIu32 " was cancelled",
			ZSTR_VAL(object->ce->name), object->handle);
	}
}

static bool wait_for_turn(corokit_monitor_t *monitor, const zend_object *object)
{
	uint64_t limit = (uint64_t) corokit_config.handle_wait_timeout;
	char reason[128];
	turn_t turn = {
		.wait = {
			.reason = reason,
			.unlink = unlink_turn,
			.each_blocker = visit_holder,
			.for_holder = true,
		},
		.monitor = monitor,
	};
	int code;

	if (UNEXPECTED(!corokit_coroutine_find(monitor->holder))) {
		/* Left behind by fork(): neither it nor who waits for it is in this process. */
		corokit_list_init(&monitor->waiters);
		let_go(monitor, NULL);
		monitor->depth = 0;
		monitor->in_transaction = false;
		hold(monitor, corokit_current);
		return true;
	}
	if (!corokit_may_park()) {
		throw_in_use(monitor, object, EBUSY, "cannot wait for it here");
		return false;
	}
	if (corokit_wait_find_cycle(&turn.wait)) {
		throw_in_use(monitor, object, EDEADLK, "would wait for it for ever: the one waits for the other");
		return false;
	}
	snprintf(reason, sizeof(reason), "%.64s object #%" PRIu32 ", in use by coroutine " ZEND_LONG_FMT,
		ZSTR_VAL(object->ce->name), object->handle, monitor->holder);
	corokit_list_push_back(&monitor->waiters, &turn.link);
	corokit_monitor_addref(monitor);
	corokit_waits_for_holders++;
	code = corokit_park(&turn.wait, limit ? corokit_clock_after(limit) : COROKIT_NEVER);
	corokit_waits_for_holders--;
	corokit_monitor_delref(monitor);
	if (EXPECTED(code >= 0)) {
		return true;
	}
	if (monitor->holder == corokit_current->cid) {
		/* It was ours before the wait was given up. */
		let_go(monitor, corokit_current);
		hand_over(monitor);
	}
	throw_waited(monitor, object, code);
	return false;
}

bool corokit_monitor_enter(corokit_coroutine_t *self, corokit_monitor_t *monitor, const zend_object *object)
{
	if (EXPECTED(!monitor->holder)) {
		hold(monitor, self);
	} else if (UNEXPECTED(monitor->holder != self->cid) && !wait_for_turn(monitor, object)) {
		return false;
	}
	monitor->depth++;
	return true;
}

void corokit_monitor_leave(corokit_coroutine_t *self, corokit_monitor_t *monitor)
{
	/* Not ours any more: the coroutine's end, or the connection's, was faster. */
	if (UNEXPECTED(monitor->holder != self->cid) || --monitor->depth || monitor->in_transaction) {
		return;
	}
	if (UNEXPECTED(monitor->doomed_count)) {
		monitor->depth = 1;
		free_doomed(monitor);
		monitor->depth = 0;
	}
	let_go(monitor, self);
	hand_over(monitor);
}

void corokit_monitor_note_transaction(corokit_monitor_t *monitor, const zend_function *function, const zval *result)
{
	int state;

	if (!monitor->handle || !monitor->family || !monitor->family->transaction) {
		return;
	}
	state = monitor->family->transaction(monitor->handle, function, result);
	if (state >= 0) {
		monitor->in_transaction = state;
	}
}

void corokit_monitor_abandon(corokit_monitor_t *monitor)
{
	monitor->handle = NULL;
	monitor->in_transaction = false;
	if (monitor->holder && !monitor->depth) {
		let_go(monitor, corokit_coroutine_find(monitor->holder));
		hand_over(monitor);
	}
}

/* ---- the end of a coroutine ---- */

static void log_roll_back(const corokit_monitor_t *monitor, const corokit_coroutine_t *coroutine)
{
	zend_string *holder = corokit_coroutine_describe(coroutine);
	zend_string *line = zend_strpprintf(0, "CoroKit: %s ended in a transaction on %s object #%" PRIu32 ", which is rolled back",
		ZSTR_VAL(holder), ZSTR_VAL(monitor->handle->ce->name), monitor->handle->handle);

	php_log_err(ZSTR_VAL(line));
	zend_string_release(line);
	zend_string_release(holder);
}

static void roll_back(corokit_monitor_t *monitor, corokit_coroutine_t *coroutine)
{
	zend_object *handle = monitor->handle;

	if (!monitor->in_transaction || !handle || !monitor->family || !monitor->family->roll_back) {
		return;
	}
	log_roll_back(monitor, coroutine);
	if (coroutine->ending) {
		return; /* with the script goes the connection */
	}
	GC_ADDREF(handle);
	monitor->family->roll_back(handle);
	if (EG(exception)) {
		zend_clear_exception();
	}
	OBJ_RELEASE(handle);
}

/* The first of what it holds; the slot was emptied. */
static void give_back(corokit_coroutine_t *coroutine, void *value)
{
	corokit_monitor_t *monitor = value;

	corokit_locals_set(coroutine, slot, monitor);
	corokit_monitor_addref(monitor);
	monitor->depth = 1;
	roll_back(monitor, coroutine);
	free_doomed(monitor);
	monitor->in_transaction = false;
	monitor->depth = 0;
	if (monitor->holder == coroutine->cid) {
		let_go(monitor, coroutine);
		hand_over(monitor);
	}
	corokit_monitor_delref(monitor);
}

void corokit_monitors_startup(void)
{
	slot = corokit_locals_register(give_back);
}
