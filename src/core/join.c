/*
 * Every joined coroutine holds, in a slot, the list of those that wait for
 * it. The slot is the last of this layer, so that deferred calls and the
 * Context object are over when a joiner goes on.
 */
#include "join.h"

#include "locals.h"
#include "wait_cycle.h"

typedef struct join join_t;

/* One coroutine waiting for one other; in the array of its join. */
typedef struct link {
	struct link         *next;   /* others that wait for the same coroutine */
	corokit_coroutine_t *target; /* NULL: has ended */
	join_t              *join;
} link_t;

struct join {
	corokit_wait_t wait;
	uint32_t       left;
	uint32_t       count;
	link_t        *links;
};

static int slot;

/* The latest is the first in the list; who waits longest goes on first. */
static link_t *reverse(link_t *link)
{
	link_t *reversed = NULL;

	while (link) {
		link_t *next = link->next;

		link->next = reversed;
		reversed = link;
		link = next;
	}
	return reversed;
}

static void on_end(corokit_coroutine_t *coroutine, void *value)
{
	(void) coroutine;
	for (link_t *link = reverse(value), *next; link; link = next) {
		next = link->next;
		link->target = NULL;
		if (--link->join->left == 0) {
			corokit_wake(link->join->wait.coroutine, 0);
		}
	}
}

static void unlink_one(link_t *link)
{
	link_t *first = corokit_locals_get(link->target, slot);

	if (first == link) {
		corokit_locals_set(link->target, slot, link->next);
		return;
	}
	while (first->next != link) {
		first = first->next;
	}
	first->next = link->next;
}

static void unlink_all(corokit_wait_t *wait)
{
	join_t *join = (join_t *) ((char *) wait - offsetof(join_t, wait));

	for (uint32_t i = 0; i < join->count; i++) {
		if (join->links[i].target) {
			unlink_one(&join->links[i]);
		}
	}
}

static void each_target(corokit_wait_t *wait, void (*visit)(corokit_coroutine_t *, void *), void *arg)
{
	join_t *join = (join_t *) ((char *) wait - offsetof(join_t, wait));

	for (uint32_t i = 0; i < join->count; i++) {
		if (join->links[i].target) {
			visit(join->links[i].target, arg);
		}
	}
}

int corokit_join(corokit_coroutine_t **coroutines, uint32_t count, uint64_t deadline)
{
	join_t join = {
		.wait = {.reason = "the end of other coroutines", .unlink = unlink_all, .each_blocker = each_target},
		.left = count,
		.count = count,
		.links = safe_emalloc(count, sizeof(link_t), 0),
	};
	int code;

	for (uint32_t i = 0; i < count; i++) {
		join.links[i].next = corokit_locals_get(coroutines[i], slot);
		join.links[i].target = coroutines[i];
		join.links[i].join = &join;
		corokit_locals_set(coroutines[i], slot, &join.links[i]);
	}
	if (corokit_wait_allowed(&join.wait, deadline)) {
		code = corokit_park(&join.wait, deadline);
	} else {
		unlink_all(&join.wait);
		code = -EDEADLK;
	}
	efree(join.links);
	return code;
}

static zend_result startup(int module_number)
{
	(void) module_number;
	slot = corokit_locals_register(on_end);
	return SUCCESS;
}

const corokit_layer_t corokit_join_layer = {
	.name = "join",
	.startup = startup,
};
