/*
 * A worker process: it calls workerStart, serves, and ends when it is told
 * to or has had enough, in this order: no new connections, the requests it has, other coroutines
 * and timers (workerExit), workerStop.
 */
#ifndef COROKIT_WORKER_H
#define COROKIT_WORKER_H

#include <signal.h>

#include "server.h"

/* The exit status of a worker whose workerStart did not return; it has said so in the log. */
#define COROKIT_WORKER_NOT_STARTED 93

/*
 * The rest of the process's life, from right after the fork, with every signal blocked.
 * Returns with the exception pending that ends the script. A byte in wake_fd makes the
 * supervisor look at the scoreboard; life_fd is at its end when the supervisor is gone.
 * May run PHP code. Suspends when the script is a coroutine.
 */
void corokit_worker_run(corokit_server_t *server, pid_t supervisor, int wake_fd, int life_fd, const sigset_t *mask);

/* Ends this worker in order. May be called by PHP code that it runs. */
void corokit_worker_end(void);

/* Brings the row of this worker up to date. */
void corokit_worker_publish(void);

#endif
