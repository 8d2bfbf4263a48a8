/*
 * The engine's global state that belongs to one coroutine but that
 * zend_fiber_switch_context() does not save: error handling in progress,
 * output buffers, sort and serialize callbacks, autoload in progress.
 *
 * Nearly always all of it is at rest, so a switch first asks that one
 * question (corokit_engine_busy()) and copies only when the answer is yes.
 * To add a field: the list in engine_state.c, in busy(), save() and rest().
 */
#ifndef COROKIT_ENGINE_STATE_H
#define COROKIT_ENGINE_STATE_H

#include <stdbool.h>

typedef struct {
	struct corokit_engine_saved *saved; /* owned; NULL: this coroutine left the engine at rest */
} corokit_engine_state_t;

/* Leaving: moves what is not at rest out of the engine into `state`. */
void corokit_engine_leave(corokit_engine_state_t *state);
/* Entering: moves it back. The engine is at rest before. */
void corokit_engine_enter(corokit_engine_state_t *state);

void corokit_engine_startup(void);
/* A coroutine ended: flushes its output buffers, frees what it left, engine at rest. May run PHP code. */
void corokit_engine_end(void);

#endif
