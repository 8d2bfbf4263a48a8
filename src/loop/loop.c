/* See loop.h. Owned by the scheduler's thread; one per process and fork. */
#include "loop.h"

#include <errno.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "ext/standard/info.h"

#include "../base/clock.h"
#include "../core/scheduler.h"
#include "../core/timer.h"
#include "fd_set.h"
#include "fd_wait.h"
#include "pool.h"
#include "watchdog.h"

#define MAX_ON_WAKEUP 4

static struct {
	bool       started;
	uv_loop_t  uv;
	uv_timer_t deadline;  /* the earliest of core/timer.h, while libuv waits */
	uv_poll_t  foreign;   /* the epoll set, nested */
	bool       nested;
	uint32_t   refs;
	int        wakeup_fd; /* eventfd; -1: none yet */
	void     (*on_wakeup[MAX_ON_WAKEUP])(void);
} loop = {.wakeup_fd = -1};

static void on_deadline(uv_timer_t *timer)
{
	(void) timer; /* poll_events() fires what is due */
}

static void on_foreign(uv_poll_t *handle, int status, int events)
{
	(void) handle;
	(void) status;
	(void) events;
	corokit_fd_set_poll(0);
}

uv_loop_t *corokit_loop_get(void)
{
	int err;

	if (EXPECTED(loop.started)) {
		return &loop.uv;
	}
	err = uv_loop_init(&loop.uv);
	if (err < 0) {
		errno = -err;
		return NULL;
	}
	uv_timer_init(&loop.uv, &loop.deadline);
	uv_unref((uv_handle_t *) &loop.deadline);
	loop.nested = false;
	loop.started = true;
	return &loop.uv;
}

bool corokit_loop_started(void)
{
	return loop.started;
}

void corokit_loop_ref(void)
{
	loop.refs++;
}

void corokit_loop_unref(void)
{
	loop.refs--;
}

/* ---- turning ---- */

static bool libuv_is_active(void)
{
	return loop.started && uv_loop_alive(&loop.uv);
}

static bool is_alive(void)
{
	return corokit_timers_alive() || corokit_fd_set_waiting() || corokit_pool_waiting() || libuv_is_active()
		|| (loop.refs && corokit_scheduler_has_foreground());
}

/* Milliseconds until `deadline`, rounded up: waking early would only wait again. */
static int wait_ms(uint64_t deadline, uint64_t now)
{
	uint64_t ms;

	if (deadline == COROKIT_NEVER) {
		return -1;
	}
	if (deadline <= now) {
		return 0;
	}
	ms = (deadline - now + COROKIT_NS_PER_MS - 1) / COROKIT_NS_PER_MS;
	return ms > INT32_MAX ? INT32_MAX : (int) ms;
}

static void nest_foreign_set(void)
{
	if (!loop.nested && corokit_fd_set_is_open()) {
		uv_poll_init(&loop.uv, &loop.foreign, corokit_fd_set_open());
		uv_unref((uv_handle_t *) &loop.foreign);
		uv_poll_start(&loop.foreign, UV_READABLE, on_foreign);
		loop.nested = true;
	}
}

static void turn_libuv(int timeout_ms)
{
	nest_foreign_set();
	if (timeout_ms > 0) {
		uv_update_time(&loop.uv);
		uv_timer_start(&loop.deadline, on_deadline, (uint64_t) timeout_ms, 0);
	}
	uv_run(&loop.uv, timeout_ms == 0 ? UV_RUN_NOWAIT : UV_RUN_ONCE);
	if (timeout_ms > 0) {
		uv_timer_stop(&loop.deadline);
	}
}

static void poll_events(bool wait)
{
	uint64_t next = corokit_timers_next();
	int timeout_ms = 0;

	if (wait) {
		corokit_scheduler_before_idle();
		next = corokit_timers_next();
		timeout_ms = wait_ms(next, corokit_clock_now());
	}
	corokit_watchdog_turn(timeout_ms != 0);
	if (libuv_is_active()) {
		turn_libuv(timeout_ms);
	} else if (corokit_fd_set_waiting() || loop.wakeup_fd >= 0) {
		corokit_fd_set_poll(timeout_ms);
	} else if (timeout_ms != 0) {
		corokit_fd_set_open();
		corokit_fd_set_poll(timeout_ms);
	}
	if (corokit_timers_count()) {
		corokit_timers_fire(corokit_clock_now());
	}
	corokit_watchdog_turn(false);
}

/* ---- waking from outside ---- */

static void on_wakeup_readable(void)
{
	uint64_t count;

	if (read(loop.wakeup_fd, &count, sizeof(count)) <= 0) {
		return;
	}
	for (size_t i = 0; i < MAX_ON_WAKEUP && loop.on_wakeup[i]; i++) {
		loop.on_wakeup[i]();
	}
}

static void open_wakeup(void)
{
	if (loop.wakeup_fd < 0) {
		loop.wakeup_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
		corokit_fd_set_watch_wakeup(loop.wakeup_fd, on_wakeup_readable);
	}
}

void corokit_loop_add_on_wakeup(void (*on_wakeup)(void))
{
	size_t i = 0;

	while (i < MAX_ON_WAKEUP - 1 && loop.on_wakeup[i] && loop.on_wakeup[i] != on_wakeup) {
		i++;
	}
	loop.on_wakeup[i] = on_wakeup;
	open_wakeup();
}

void corokit_loop_wakeup(void)
{
	uint64_t one = 1;
	int saved = errno;

	if (loop.wakeup_fd >= 0 && write(loop.wakeup_fd, &one, sizeof(one)) < 0) {
		/* Full means that it is awake already. */
	}
	errno = saved;
}

/* ---- life ---- */

static void close_handle(uv_handle_t *handle, void *arg)
{
	(void) arg;
	if (!uv_is_closing(handle)) {
		uv_close(handle, NULL);
	}
}

static void close_wakeup(void)
{
	if (loop.wakeup_fd >= 0) {
		close(loop.wakeup_fd);
		loop.wakeup_fd = -1;
	}
}

static void deactivate(void)
{
	if (loop.started) {
		uv_walk(&loop.uv, close_handle, NULL);
		while (uv_run(&loop.uv, UV_RUN_DEFAULT)) {
			;
		}
		uv_loop_close(&loop.uv);
		loop.started = false;
		loop.nested = false;
	}
	corokit_fd_set_close();
	close_wakeup();
	memset(loop.on_wakeup, 0, sizeof(loop.on_wakeup));
	loop.refs = 0;
}

void corokit_loop_after_fork(void)
{
	corokit_fd_wait_after_fork();
	if (loop.started) {
		/* The copy shares its epoll set with the parent: leave it as it is. */
		loop.started = false;
		loop.nested = false;
	}
	loop.refs = 0;
	if (loop.wakeup_fd >= 0) {
		close_wakeup();
		open_wakeup();
	}
}

static const corokit_scheduler_loop_t scheduler_loop = {
	.poll = poll_events,
	.alive = is_alive,
};

static zend_result startup(int module_number)
{
	(void) module_number;
	corokit_scheduler_set_loop(&scheduler_loop);
	return SUCCESS;
}

static void info(void)
{
	php_info_print_table_row(2, "libuv", uv_version_string());
}

const corokit_layer_t corokit_loop_layer = {
	.name = "loop",
	.startup = startup,
	.deactivate = deactivate,
	.info = info,
};
