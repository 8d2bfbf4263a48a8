#include "held.h"

int corokit_held_slot;

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
	corokit_held_t *held = corokit_locals_get(holder, corokit_held_slot);

	while (held && !is(held, arg)) {
		held = held->next;
	}
	return held;
}

static void abandon_all(corokit_coroutine_t *coroutine, void *value)
{
	/* The slot was emptied for us; each removal fills it with the next one. */
	corokit_locals_set(coroutine, corokit_held_slot, value);
	for (corokit_held_t *held; (held = corokit_locals_get(coroutine, corokit_held_slot));) {
		corokit_held_remove(held);
		held->abandon(held);
	}
}

void corokit_held_startup(void)
{
	corokit_held_slot = corokit_locals_register(abandon_all);
}
