/*
 * The process that start() was called in: it forks the workers and replaces
 * them, and does what signals say. It has no loop and no thread, so that
 * every fork is a clean one; it waits in poll(2) for its pipe.
 */
#ifndef COROKIT_SUPERVISOR_H
#define COROKIT_SUPERVISOR_H

#include "server.h"

/*
 * Runs the server to its end. Returns true in the supervisor when all workers are
 * gone; false in a worker, which is at its end too, and in both with an exception pending
 * when the script must go no further. May run PHP code.
 */
bool corokit_supervisor_run(corokit_server_t *server);

/* At the end of a request: what a fatal error in the supervisor left. */
void corokit_supervisor_clean_up(void);

#endif
