/*
 * Two coroutines that need one class at the same time: the second waits for
 * the first one's loader instead of starting another. For the scheduler.
 */
#ifndef COROKIT_AUTOLOAD_H
#define COROKIT_AUTOLOAD_H

void corokit_autoload_startup(void);
void corokit_autoload_shutdown(void);
void corokit_autoload_activate(void);
void corokit_autoload_deactivate(void);

#endif
