/*
 * A heap with four children per node: shallower than a binary one, and the
 * four deadlines that are compared lie beside each other. The key is a copy in the
 * heap, so that sifting never touches the timers themselves.
 */
#include "timer.h"

#include <stdlib.h>

#include "php.h"
#include "../base/clock.h"

typedef struct {
	uint64_t         deadline;
	uint64_t         order; /* of arming; breaks ties */
	corokit_timer_t *timer;
} heap_entry_t;

/* Entries are numbered from 1, so that a position of 0 means "not armed". */
static struct {
	heap_entry_t *entries;
	uint32_t      count;
	uint32_t      capacity;
	uint32_t      background;
	uint64_t      armed; /* timers ever */
} heap;

static inline uint32_t parent_of(uint32_t position)
{
	return (position - 2) / 4 + 1;
}

static inline uint32_t first_child_of(uint32_t position)
{
	return (position - 1) * 4 + 2;
}

static inline bool earlier(const heap_entry_t *a, const heap_entry_t *b)
{
	return a->deadline != b->deadline ? a->deadline < b->deadline : a->order < b->order;
}

static inline void place(uint32_t position, const heap_entry_t *entry)
{
	heap.entries[position] = *entry;
	entry->timer->position = position;
}

static uint32_t sift_up(uint32_t position, const heap_entry_t *entry)
{
	while (position > 1) {
		uint32_t parent = parent_of(position);

		if (!earlier(entry, &heap.entries[parent])) {
			break;
		}
		place(position, &heap.entries[parent]);
		position = parent;
	}
	return position;
}

static uint32_t sift_down(uint32_t position, const heap_entry_t *entry)
{
	for (;;) {
		uint32_t child = first_child_of(position);
		uint32_t end = MIN(child + 4, heap.count + 1);
		uint32_t best = child;

		if (child > heap.count) {
			break;
		}
		for (uint32_t i = child + 1; i < end; i++) {
			if (earlier(&heap.entries[i], &heap.entries[best])) {
				best = i;
			}
		}
		if (!earlier(&heap.entries[best], entry)) {
			break;
		}
		place(position, &heap.entries[best]);
		position = best;
	}
	return position;
}

static void grow(void)
{
	heap.capacity = heap.capacity ? heap.capacity * 2 : 64;
	heap.entries = perealloc(heap.entries, (heap.capacity + 1) * sizeof(heap_entry_t), 1);
}

void corokit_timer_start(corokit_timer_t *timer, uint64_t deadline)
{
	heap_entry_t entry = {deadline, ++heap.armed, timer};

	corokit_timer_stop(timer);
	if (deadline == COROKIT_NEVER) {
		return;
	}
	if (heap.count == heap.capacity) {
		grow();
	}
	timer->deadline = deadline;
	heap.background += timer->background;
	heap.count++;
	place(sift_up(heap.count, &entry), &entry);
}

void corokit_timer_stop(corokit_timer_t *timer)
{
	uint32_t position = timer->position;
	heap_entry_t last;

	if (position == 0) {
		return;
	}
	timer->position = 0;
	heap.background -= timer->background;
	last = heap.entries[heap.count--];
	if (last.timer == timer) {
		return;
	}
	if (position > 1 && earlier(&last, &heap.entries[parent_of(position)])) {
		place(sift_up(position, &last), &last);
	} else {
		place(sift_down(position, &last), &last);
	}
}

uint64_t corokit_timers_next(void)
{
	return heap.count ? heap.entries[1].deadline : COROKIT_NEVER;
}

void corokit_timers_fire(uint64_t now)
{
	/* A timer armed by fire() for a time that has passed waits for the next
	 * turn, so that it cannot keep the loop from its descriptors. */
	uint64_t newest = heap.armed;

	while (heap.count && heap.entries[1].deadline <= now && heap.entries[1].order <= newest) {
		corokit_timer_t *timer = heap.entries[1].timer;

		corokit_timer_stop(timer);
		timer->fire(timer);
	}
}

uint32_t corokit_timers_alive(void)
{
	return heap.count - heap.background;
}

uint32_t corokit_timers_count(void)
{
	return heap.count;
}

void corokit_timers_reset(void)
{
	for (uint32_t i = 1; i <= heap.count; i++) {
		heap.entries[i].timer->position = 0;
	}
	if (heap.entries) {
		pefree(heap.entries, 1);
	}
	memset(&heap, 0, sizeof(heap));
}
