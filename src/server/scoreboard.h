/*
 * What the processes of a server tell each other, in memory shared from
 * before the first fork: one row per worker process. The supervisor gives
 * rows out and takes them back; only the process that owns a row writes its
 * numbers, so they need no lock, and a reader sees each of them whole.
 */
#ifndef COROKIT_SCOREBOARD_H
#define COROKIT_SCOREBOARD_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

typedef enum {
	COROKIT_WORKER_FREE,     /* nobody has this row */
	COROKIT_WORKER_BOOTING,  /* workerStart has not returned */
	COROKIT_WORKER_READY,    /* accepts */
	COROKIT_WORKER_DRAINING  /* answers what it has and ends */
} corokit_worker_state_t;

typedef struct {
	uint64_t accepted;
	uint64_t closed;
	uint64_t aborted;   /* connections refused or cut by a limit */
	uint64_t requests;
	uint64_t responses;
	uint64_t received;  /* bytes */
	uint64_t sent;
} corokit_counters_t;

typedef struct {
	corokit_counters_t counters;
	pid_t    pid;
	uint32_t state;       /* corokit_worker_state_t */
	uint32_t worker_id;
	uint32_t connections; /* open now */
	uint32_t active;      /* requests in a handler now */
	uint32_t queued;      /* requests that wait for a free handler */
	uint32_t coroutines;
	uint32_t coroutine_peak;
} corokit_row_t;

typedef struct {
	int64_t            start_time;
	corokit_counters_t ended;     /* sums of processes that are gone; the supervisor writes */
	uint32_t           row_count;
	corokit_row_t      rows[];
} corokit_scoreboard_t;

/* NULL: no memory. Lives until every process that has it mapped ended, or destroy() in each. */
corokit_scoreboard_t *corokit_scoreboard_create(uint32_t row_count);
void corokit_scoreboard_destroy(corokit_scoreboard_t *board);

/* A free row, now BOOTING; NULL when all are taken. Supervisor only, as the next. */
corokit_row_t *corokit_scoreboard_take(corokit_scoreboard_t *board, uint32_t worker_id);
/* Its process is gone: its counters are kept. */
void corokit_scoreboard_give_back(corokit_scoreboard_t *board, corokit_row_t *row);

/* Sums over the rows and what ended; `now` gets sums of the numbers of now. */
void corokit_scoreboard_sum(const corokit_scoreboard_t *board, corokit_counters_t *counters, corokit_row_t *now, uint32_t *idle_workers);
/* The fewest connections that another worker which accepts has; UINT32_MAX: there is none. */
uint32_t corokit_scoreboard_least_connections(const corokit_scoreboard_t *board, const corokit_row_t *except);
/* The process of a worker that is not ending, or 0. */
pid_t corokit_scoreboard_pid_of(const corokit_scoreboard_t *board, uint32_t worker_id);

static inline corokit_worker_state_t corokit_row_state(const corokit_row_t *row)
{
	return (corokit_worker_state_t) __atomic_load_n(&row->state, __ATOMIC_ACQUIRE);
}

static inline void corokit_row_set_state(corokit_row_t *row, corokit_worker_state_t state)
{
	__atomic_store_n(&row->state, (uint32_t) state, __ATOMIC_RELEASE);
}

#endif
