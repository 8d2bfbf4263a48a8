/* See scoreboard.h. */
#include "scoreboard.h"

#include <string.h>
#include <sys/mman.h>
#include <time.h>

static size_t size_of(uint32_t row_count)
{
	return sizeof(corokit_scoreboard_t) + row_count * sizeof(corokit_row_t);
}

corokit_scoreboard_t *corokit_scoreboard_create(uint32_t row_count)
{
	corokit_scoreboard_t *board = mmap(NULL, size_of(row_count), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (board == MAP_FAILED) {
		return NULL;
	}
	board->start_time = time(NULL);
	board->row_count = row_count;
	return board;
}

void corokit_scoreboard_destroy(corokit_scoreboard_t *board)
{
	munmap(board, size_of(board->row_count));
}

corokit_row_t *corokit_scoreboard_take(corokit_scoreboard_t *board, uint32_t worker_id)
{
	for (uint32_t i = 0; i < board->row_count; i++) {
		corokit_row_t *row = &board->rows[i];

		if (corokit_row_state(row) == COROKIT_WORKER_FREE) {
			memset(row, 0, sizeof(*row));
			row->worker_id = worker_id;
			corokit_row_set_state(row, COROKIT_WORKER_BOOTING);
			return row;
		}
	}
	return NULL;
}

static void add_counters(corokit_counters_t *to, const corokit_counters_t *from)
{
	uint64_t *sums = (uint64_t *) to;
	const uint64_t *numbers = (const uint64_t *) from;

	for (size_t i = 0; i < sizeof(*to) / sizeof(uint64_t); i++) {
		sums[i] += __atomic_load_n(&numbers[i], __ATOMIC_RELAXED);
	}
}

void corokit_scoreboard_give_back(corokit_scoreboard_t *board, corokit_row_t *row)
{
	add_counters(&board->ended, &row->counters);
	/* The connections of a process that was killed are closed too. */
	board->ended.closed += row->connections;
	row->pid = 0;
	corokit_row_set_state(row, COROKIT_WORKER_FREE);
}

static uint32_t load(const uint32_t *number)
{
	return __atomic_load_n(number, __ATOMIC_RELAXED);
}

void corokit_scoreboard_sum(const corokit_scoreboard_t *board, corokit_counters_t *counters, corokit_row_t *now, uint32_t *idle_workers)
{
	memset(now, 0, sizeof(*now));
	memset(counters, 0, sizeof(*counters));
	add_counters(counters, &board->ended);
	*idle_workers = 0;
	for (uint32_t i = 0; i < board->row_count; i++) {
		const corokit_row_t *row = &board->rows[i];

		if (corokit_row_state(row) == COROKIT_WORKER_FREE) {
			continue;
		}
		add_counters(counters, &row->counters);
		now->connections += load(&row->connections);
		now->active += load(&row->active);
		now->queued += load(&row->queued);
		now->coroutines += load(&row->coroutines);
		now->coroutine_peak += load(&row->coroutine_peak);
		*idle_workers += corokit_row_state(row) == COROKIT_WORKER_READY && !load(&row->active);
	}
}

uint32_t corokit_scoreboard_least_connections(const corokit_scoreboard_t *board, const corokit_row_t *except)
{
	uint32_t least = UINT32_MAX;

	for (uint32_t i = 0; i < board->row_count; i++) {
		const corokit_row_t *row = &board->rows[i];

		if (row != except && corokit_row_state(row) == COROKIT_WORKER_READY && load(&row->connections) < least) {
			least = load(&row->connections);
		}
	}
	return least;
}

pid_t corokit_scoreboard_pid_of(const corokit_scoreboard_t *board, uint32_t worker_id)
{
	for (uint32_t i = 0; i < board->row_count; i++) {
		const corokit_row_t *row = &board->rows[i];
		corokit_worker_state_t state = corokit_row_state(row);

		if (row->worker_id == worker_id && (state == COROKIT_WORKER_BOOTING || state == COROKIT_WORKER_READY)) {
			return row->pid;
		}
	}
	return 0;
}
