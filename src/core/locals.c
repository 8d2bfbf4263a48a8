/*
 * The registry of slots, and the two moments when slots act by themselves:
 * a coroutine begins, a coroutine ends.
 */
#include "locals.h"

static struct {
	int                     count;
	int                     inheritors;
	corokit_local_end_t     on_end[COROKIT_LOCALS_MAX];
	corokit_local_inherit_t inherit[COROKIT_LOCALS_MAX];
	int                     inherit_slot[COROKIT_LOCALS_MAX];
} registry;

int corokit_locals_register(corokit_local_end_t on_end)
{
	ZEND_ASSERT(registry.count < COROKIT_LOCALS_MAX);
	registry.on_end[registry.count] = on_end;
	return registry.count++;
}

int corokit_locals_register_inherited(corokit_local_end_t on_end, corokit_local_inherit_t inherit)
{
	int slot = corokit_locals_register(on_end);

	registry.inherit[registry.inheritors] = inherit;
	registry.inherit_slot[registry.inheritors] = slot;
	registry.inheritors++;
	return slot;
}

void corokit_locals_inherit(corokit_coroutine_t *parent, corokit_coroutine_t *child)
{
	for (int i = 0; i < registry.inheritors; i++) {
		registry.inherit[i](parent, child, registry.inherit_slot[i]);
	}
}

void corokit_locals_end(corokit_coroutine_t *coroutine)
{
	while (coroutine->locals_used) {
		int slot = __builtin_ctz(coroutine->locals_used);

		coroutine->locals_used &= ~(1u << slot);
		registry.on_end[slot](coroutine, coroutine->locals[slot]);
		if (EG(exception)) {
			return;
		}
	}
}
