/*
 * What the scheduler knows of request scopes: a coroutine has one or none, and
 * before PHP code of another scope runs, the state of the engine is exchanged. That
 * is done late: only when the next coroutine to run belongs to another scope than
 * the one whose state is in the engine. src/scope fills the functions in at module start.
 */
#ifndef COROKIT_SCOPE_HOOK_H
#define COROKIT_SCOPE_HOOK_H

#include "coroutine.h"

typedef struct {
	/* Puts the state of `to` into the engine, which is at rest. NULL: the worker's own. No PHP code. */
	void (*swap)(struct corokit_scope *to);
	/* A coroutine left EG(exception), for which nobody waits: true when the scope took it. May run PHP code. */
	bool (*settle)(corokit_coroutine_t *coroutine);
} corokit_scope_hooks_t;

extern corokit_scope_hooks_t corokit_scope_hooks;
/* Whose state is in the engine now. */
extern struct corokit_scope *corokit_live_scope;

static zend_always_inline void corokit_scope_resume(corokit_coroutine_t *coroutine)
{
	if (UNEXPECTED(coroutine->scope != corokit_live_scope)) {
		corokit_scope_hooks.swap(coroutine->scope);
	}
}

#endif
