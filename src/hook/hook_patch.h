/*
 * Which loaded objects get hooks, and the record of what was patched where.
 * Process state; the main thread, or whoever calls dlopen().
 */
#ifndef COROKIT_HOOK_PATCH_H
#define COROKIT_HOOK_PATCH_H

#include "hook.h"

/* A patched object. Records stay until the next scan. */
typedef struct {
	char             *path;
	corokit_caller_t  caller;
	size_t            slot_count;
	const char      **symbols; /* one for each slot; the strings belong to the hook tables */
} corokit_hook_object_t;

/* Patches all that is loaded now and is not patched yet. */
void corokit_hook_patch_loaded(void);

const corokit_hook_object_t *corokit_hook_patched_objects(size_t *count);
/* Why hooks are off, wholly or for some object; NULL when all is well. */
const char *corokit_hook_patch_problem(void);
/* Every loaded object without hooks, and how many calls it imports that would have one. */
void corokit_hook_each_unpatched(void (*visit)(const char *path, bool denied, size_t imports, void *arg), void *arg);
const char *corokit_hook_caller_name(corokit_caller_t caller);

/* The entry of a symbol, or NULL. */
const corokit_hook_entry_t *corokit_hook_find(const char *symbol);

/* Who an address in code or data belongs to. False: an object that gets no hooks. */
bool corokit_hook_caller_of(const void *address, corokit_caller_t *caller);

#endif
