/*
 * Waits that could never end: coroutine A waits for a handle that B holds,
 * and B waits for the end of A. Whoever is about to close such a circle gets
 * an Error instead. Only waits that name their blockers are seen.
 */
#ifndef COROKIT_WAIT_CYCLE_H
#define COROKIT_WAIT_CYCLE_H

#include "coroutine.h"

/* Coroutines that wait for what another one holds: none, and a wait for the end of others closes no circle. */
extern uint32_t corokit_waits_for_holders;

/*
 * Would the running coroutine, were it to wait so, wait for itself? The one
 * that waits for it directly, or NULL. Waits with a deadline of their own end by
 * themselves, but not those for a holder.
 */
corokit_coroutine_t *corokit_wait_find_cycle(corokit_wait_t *wait);

/* For waits for the end of others: false, and an Error thrown, when that would close a circle. */
bool corokit_wait_allowed(corokit_wait_t *wait, uint64_t deadline);

/* "coroutine 3 (created at file:line)", "{main}"; the caller owns it. */
zend_string *corokit_coroutine_describe(const corokit_coroutine_t *coroutine);

#endif
