/*
 * The engine's global state that belongs to one coroutine but that
 * zend_fiber_switch_context() does not save: error handling in progress,
 * output buffers, sort and serialize callbacks, autoload in progress.
 *
 * Nearly always all of it is at rest, so a switch first asks that one
 * question and copies only when the answer is no. To add a field: a line in
 * each of corokit_engine_busy(), take(), give_back() and rest() of
 * engine_state.c.
 */
#ifndef COROKIT_ENGINE_STATE_H
#define COROKIT_ENGINE_STATE_H

#include "php.h"
#include "ext/json/php_json.h"
#include "ext/standard/basic_functions.h"
#include "main/php_output.h"

#include "../base/compat.h"
#include "error_handler.h"

typedef struct {
	struct corokit_engine_saved *saved; /* owned; NULL: the engine was left at rest */
} corokit_engine_state_t;

void corokit_engine_save(corokit_engine_state_t *state);
void corokit_engine_restore(corokit_engine_state_t *state);

/* Only the state of unknown layout of other modules; false when none is loaded. */
bool corokit_engine_modules_busy(void);
extern bool corokit_engine_watches_modules;

static zend_always_inline bool corokit_engine_busy(void)
{
	uintptr_t busy = (uintptr_t) EG(exception) | (uintptr_t) EG(prev_exception) | (uintptr_t) EG(fake_scope)
		| (uintptr_t) EG(error_handling) | (uintptr_t) EG(filename_override)
		| (uintptr_t) BG(user_compare_fci).size | (uintptr_t) BG(serialize_lock)
		| (uintptr_t) BG(serialize).level | (uintptr_t) BG(unserialize).level
		| (uintptr_t) OG(active) | (uintptr_t) OG(running)
		| (uintptr_t) JSON_G(encoder_depth) | (uintptr_t) JSON_G(error_code);

#ifdef COROKIT_HAVE_DELAYED_OOM
	busy |= (uintptr_t) EG(delayed_oom).state;
#endif
	if (EG(in_autoload) && zend_hash_num_elements(EG(in_autoload))) {
		return true;
	}
	return busy != 0 || UNEXPECTED(corokit_error_handler_busy())
		|| UNEXPECTED(corokit_engine_watches_modules && corokit_engine_modules_busy());
}

/* Leaving a coroutine: moves what is not at rest out of the engine. */
static zend_always_inline void corokit_engine_leave(corokit_engine_state_t *state)
{
	if (UNEXPECTED(corokit_engine_busy())) {
		corokit_engine_save(state);
	}
}

/* Entering one: moves it back. The engine is at rest before. */
static zend_always_inline void corokit_engine_enter(corokit_engine_state_t *state)
{
	if (UNEXPECTED(state->saved)) {
		corokit_engine_restore(state);
	}
}

/* RINIT: which modules with state of their own are loaded. */
void corokit_engine_activate(void);
/* A coroutine ended: flushes its output buffers and puts the engine to rest. May run PHP code. */
void corokit_engine_end(void);

#endif
