/* A search along the blockers of waits; see wait_cycle.h. Scheduler's thread. */
#include "wait_cycle.h"

#include "zend_exceptions.h"

#include "exceptions.h"

typedef struct {
	corokit_coroutine_t  *self;
	corokit_coroutine_t  *at;    /* whose blockers are visited; NULL: those of the wait to come */
	corokit_coroutine_t  *found; /* waits for self */
	corokit_coroutine_t **open;  /* owned: seen, and not yet looked at */
	uint32_t              count, room;
} search_t;

uint32_t corokit_waits_for_holders;
static uint32_t searches;

static void visit(corokit_coroutine_t *blocker, void *arg)
{
	search_t *search = arg;

	if (blocker == search->self) {
		search->found = search->at;
		return;
	}
	if (blocker->visited == searches) {
		return;
	}
	blocker->visited = searches;
	if (search->count == search->room) {
		search->room = search->room ? search->room * 2 : 16;
		search->open = erealloc(search->open, search->room * sizeof(*search->open));
	}
	search->open[search->count++] = blocker;
}

/* Waits with a deadline end by themselves. */
static bool is_lasting(const corokit_coroutine_t *coroutine)
{
	return coroutine->status == COROKIT_COROUTINE_WAITING && coroutine->wait->each_blocker
		&& (coroutine->wait->for_holder || !corokit_timer_armed(&coroutine->timer));
}

corokit_coroutine_t *corokit_wait_find_cycle(corokit_wait_t *wait)
{
	search_t search = {.self = corokit_current};

	searches++;
	wait->each_blocker(wait, visit, &search);
	while (search.count && !search.found) {
		search.at = search.open[--search.count];
		if (is_lasting(search.at)) {
			search.at->wait->each_blocker(search.at->wait, visit, &search);
		}
	}
	if (search.open) {
		efree(search.open);
	}
	return search.found;
}

bool corokit_wait_allowed(corokit_wait_t *wait, uint64_t deadline)
{
	corokit_coroutine_t *other;
	zend_string *us, *them;

	if (EXPECTED(!corokit_waits_for_holders) || deadline != COROKIT_NEVER) {
		return true;
	}
	other = corokit_wait_find_cycle(wait);
	if (!other) {
		return true;
	}
	us = corokit_coroutine_describe(corokit_current);
	them = corokit_coroutine_describe(other);
	zend_throw_exception_ex(corokit_error_ce, EDEADLK, "%s cannot wait for %s: %s waits for %s, so neither could go on",
		ZSTR_VAL(us), wait->reason, ZSTR_VAL(them), other->wait->reason);
	zend_string_release(us);
	zend_string_release(them);
	return false;
}

zend_string *corokit_coroutine_describe(const corokit_coroutine_t *coroutine)
{
	if (coroutine->is_main) {
		return zend_string_init(ZEND_STRL("{main}"), 0);
	}
	if (!coroutine->spawn_file) {
		return zend_strpprintf(0, "coroutine " ZEND_LONG_FMT " (created by the module)", coroutine->cid);
	}
	return zend_strpprintf(0, "coroutine " ZEND_LONG_FMT " (created at %s:%" PRIu32 ")",
		coroutine->cid, ZSTR_VAL(coroutine->spawn_file), coroutine->spawn_line);
}
