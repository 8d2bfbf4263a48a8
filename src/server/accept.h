/*
 * Accepting in a worker. All workers watch the one inherited socket; each
 * leaves connections to the others while it is full, or has more than they have.
 */
#ifndef COROKIT_ACCEPT_H
#define COROKIT_ACCEPT_H

#include <uv.h>

#include "scoreboard.h"

/* Why a worker does not accept just now; several may hold. */
#define COROKIT_ACCEPT_FULL  1u /* worker_max_concurrency requests are in handlers */
#define COROKIT_ACCEPT_LIMIT 2u /* max_connection connections are open */
#define COROKIT_ACCEPT_YIELD 4u /* for a moment, so that another worker takes the next one */
#define COROKIT_ACCEPT_FRESH 8u /* connections just taken may bring requests that make it full */
#define COROKIT_ACCEPT_ENDED 16u

typedef struct {
	/* Owns the socket. -EMFILE: the limit of connections, nothing is accepted until allow(LIMIT). */
	int (*take)(int fd);
} corokit_accept_events_t;

/* 0 or a negative code. The row is that of this worker, and its `connections` is kept up to date by others. */
int  corokit_accept_start(uv_loop_t *loop, int fd, const corokit_accept_events_t *events, const corokit_scoreboard_t *board, const corokit_row_t *row);
void corokit_accept_forbid(unsigned reason);
void corokit_accept_allow(unsigned reason);
/* For good. */
void corokit_accept_stop(void);

#endif
