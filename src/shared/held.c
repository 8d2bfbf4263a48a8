#include "held.h"

#include "../core/locals.h"
#include "../core/scheduler.h"

static int slot;

void corokit_held_add(corokit_held_t *held)
{
	corokit_coroutine_t *holder = EXPECTED(corokit_current != NULL) ? corokit_current : corokit_scheduler_main();

	held->holder = holder;
	held->cid = holder->cid;
	held->prev = NULL;
	held->next = corokit_locals_get(holder, slot);
	if (held->next) {
		held->next->prev = held;
	}
	corokit_locals_set(holder, slot, held);
}

void corokit_held_remove(corokit_held_t *held)
{
	if (!held->holder) {
		return;
	}
	if (held->next) {
		held->next->prev = held->prev;
	}
	if (held->prev) {
		held->prev->next = held->next;
	} else {
		corokit_locals_set(held->holder, slot, held->next);
	}
	held->holder = NULL;
}

void corokit_held_forget(corokit_held_t *held)
{
	if (held->holder && (held->holder == corokit_scheduler_main() || corokit_coroutine_find(held->cid) == held->holder)) {
		corokit_held_remove(held);
	}
	held->holder = NULL;
}

corokit_held_t *corokit_held_find(bool (*is)(const corokit_held_t *held, const void *arg), const void *arg)
{
	corokit_coroutine_t *holder = corokit_current ? corokit_current : corokit_scheduler_main();
	corokit_held_t *held = corokit_locals_get(holder, slot);

	while (held && !is(held, arg)) {
		held = held->next;
	}
	return held;
}

static void abandon_all(corokit_coroutine_t *coroutine, void *value)
{
	/* The slot was emptied for us; each removal fills it with the next one. */
	corokit_locals_set(coroutine, slot, value);
	for (corokit_held_t *held; (held = corokit_locals_get(coroutine, slot));) {
		corokit_held_remove(held);
		held->abandon(held);
	}
}

void corokit_held_startup(void)
{
	slot = corokit_locals_register(abandon_all);
}
