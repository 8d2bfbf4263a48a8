/* See accept.h. One per worker process, on its loop. */
#include "accept.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#include "../base/clock.h"
#include "../core/timer.h"
#include "log.h"

/* Connections above those of the emptiest other worker before it gets a head start. */
#define IMBALANCE    8
#define HEAD_START   (2 * COROKIT_NS_PER_MS)
#define OUT_OF_FILES (100 * COROKIT_NS_PER_MS)
#define PER_TURN     64

static struct {
	uv_poll_t                      poll;
	int                            fd;
	unsigned                       forbidden;
	bool                           open;
	bool                           yielded;  /* had its pause: takes what nobody else took */
	corokit_timer_t                pause;
	const corokit_accept_events_t *events;   /* borrowed */
	const corokit_scoreboard_t    *board;    /* borrowed */
	const corokit_row_t           *row;      /* borrowed */
} acceptor;

static void on_readable(uv_poll_t *poll, int status, int events);

static void watch(void)
{
	if (!acceptor.open) {
		return;
	}
	if (acceptor.forbidden) {
		uv_poll_stop(&acceptor.poll);
	} else {
		uv_poll_start(&acceptor.poll, UV_READABLE, on_readable);
	}
}

void corokit_accept_forbid(unsigned reason)
{
	if (!(acceptor.forbidden & reason)) {
		acceptor.forbidden |= reason;
		watch();
	}
}

void corokit_accept_allow(unsigned reason)
{
	if (acceptor.forbidden & reason) {
		acceptor.forbidden &= ~reason;
		watch();
	}
}

static void on_pause_end(corokit_timer_t *timer)
{
	(void) timer;
	acceptor.yielded = true;
	corokit_accept_allow(COROKIT_ACCEPT_YIELD);
}

static void pause_for(uint64_t ns)
{
	corokit_accept_forbid(COROKIT_ACCEPT_YIELD);
	corokit_timer_start(&acceptor.pause, corokit_clock_after(ns));
}

static bool has_more_than_others(void)
{
	uint32_t least;

	if (acceptor.yielded || acceptor.row->connections < IMBALANCE) {
		return false;
	}
	least = corokit_scoreboard_least_connections(acceptor.board, acceptor.row);
	return least != UINT32_MAX && acceptor.row->connections >= least + least / 8 + IMBALANCE;
}

/* False when there is no more to accept now. */
static bool accept_one(void)
{
	int fd = accept4(acceptor.fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);

	if (fd >= 0) {
		if (acceptor.events->take(fd) == -EMFILE) {
			corokit_accept_forbid(COROKIT_ACCEPT_LIMIT);
		}
		return true;
	}
	switch (errno) {
		case EINTR:
		case ECONNABORTED:
			return true;
		case EMFILE:
		case ENFILE:
		case ENOBUFS:
		case ENOMEM:
			corokit_log_write(COROKIT_LOG_WARNING, "cannot accept: %s", strerror(errno));
			pause_for(OUT_OF_FILES);
			return false;
		default:
			return false;
	}
}

static void on_readable(uv_poll_t *poll, int status, int events)
{
	(void) poll;
	(void) status;
	(void) events;
	for (int i = 0; i < PER_TURN && !acceptor.forbidden; i++) {
		if (has_more_than_others()) {
			pause_for(HEAD_START);
			return;
		}
		if (!accept_one()) {
			acceptor.yielded = false;
			return;
		}
	}
}

int corokit_accept_start(uv_loop_t *loop, int fd, const corokit_accept_events_t *events, const corokit_scoreboard_t *board, const corokit_row_t *row)
{
	int err = uv_poll_init(loop, &acceptor.poll, fd);

	if (err < 0) {
		return err;
	}
	acceptor.fd = fd;
	acceptor.events = events;
	acceptor.board = board;
	acceptor.row = row;
	acceptor.open = true;
	acceptor.yielded = false;
	corokit_timer_init(&acceptor.pause, on_pause_end);
	acceptor.pause.background = true;
	watch();
	return 0;
}

void corokit_accept_stop(void)
{
	acceptor.forbidden |= COROKIT_ACCEPT_ENDED;
	if (acceptor.open) {
		acceptor.open = false;
		corokit_timer_stop(&acceptor.pause);
		uv_close((uv_handle_t *) &acceptor.poll, NULL);
	}
}
