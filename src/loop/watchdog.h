/*
 * corokit.blocked_ms: a thread sees a loop that has not turned for that long
 * and says what the scheduler's thread is doing.
 */
#ifndef COROKIT_WATCHDOG_H
#define COROKIT_WATCHDOG_H

#include "../base/config.h"
#include "../base/layer.h"

extern const corokit_layer_t corokit_watchdog_layer;

/* The loop turns; `waits`: it has nothing to do now, which may take as long as it wants. */
void corokit_watchdog_note_turn(bool waits);

static inline void corokit_watchdog_turn(bool waits)
{
	if (UNEXPECTED(corokit_config.blocked_ms)) {
		corokit_watchdog_note_turn(waits);
	}
}

void corokit_watchdog_after_fork(void);

#endif
