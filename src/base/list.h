/*
 * Intrusive doubly linked list. A node that is in no list points at itself,
 * so that unlinking twice is harmless and "is it waiting?" is one compare.
 */
#ifndef COROKIT_LIST_H
#define COROKIT_LIST_H

#include <stdbool.h>
#include <stddef.h>

typedef struct corokit_list {
	struct corokit_list *next;
	struct corokit_list *prev;
} corokit_list_t;

#define corokit_list_entry(node, type, member) \
	((type *) ((char *) (node) - offsetof(type, member)))

static inline void corokit_list_init(corokit_list_t *list)
{
	list->next = list;
	list->prev = list;
}

static inline bool corokit_list_empty(const corokit_list_t *list)
{
	return list->next == list;
}

static inline void corokit_list_insert_before(corokit_list_t *at, corokit_list_t *node)
{
	node->next = at;
	node->prev = at->prev;
	at->prev->next = node;
	at->prev = node;
}

static inline void corokit_list_push_back(corokit_list_t *list, corokit_list_t *node)
{
	corokit_list_insert_before(list, node);
}

static inline void corokit_list_push_front(corokit_list_t *list, corokit_list_t *node)
{
	corokit_list_insert_before(list->next, node);
}

static inline void corokit_list_unlink(corokit_list_t *node)
{
	node->prev->next = node->next;
	node->next->prev = node->prev;
	node->next = node;
	node->prev = node;
}

static inline corokit_list_t *corokit_list_pop_front(corokit_list_t *list)
{
	corokit_list_t *node = list->next;

	corokit_list_unlink(node);
	return node;
}

#endif
