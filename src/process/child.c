/* See child.h. */
#include "child.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../base/clock.h"
#include "../core/timer.h"

/* How often the children that were abandoned are looked at. */
#define COLLECT_EVERY_NS (50 * COROKIT_NS_PER_MS)

static corokit_list_t claims = {&claims, &claims};

static struct {
	pid_t          *pids;
	size_t          count, room;
	corokit_timer_t timer;
} abandoned;

int corokit_child_open(pid_t pid)
{
#ifdef SYS_pidfd_open
	int fd = (int) syscall(SYS_pidfd_open, pid, 0);

	return fd < 0 ? -errno : fd;
#else
	(void) pid;
	return -ENOSYS;
#endif
}

/* ---- claims ---- */

void corokit_child_claim(corokit_child_claim_t *claim, pid_t pid)
{
	claim->pid = pid;
	claim->collected = false;
	corokit_list_push_back(&claims, &claim->link);
}

void corokit_child_unclaim(corokit_child_claim_t *claim)
{
	corokit_list_unlink(&claim->link);
}

/* Several may wait for the same child; one of them gets it, as in stock PHP. */
bool corokit_child_deliver(pid_t pid, int status, const struct rusage *usage)
{
	for (corokit_list_t *at = claims.next; at != &claims; at = at->next) {
		corokit_child_claim_t *claim = corokit_list_entry(at, corokit_child_claim_t, link);

		if (claim->pid == pid && !claim->collected) {
			claim->collected = true;
			claim->status = status;
			claim->usage = *usage;
			return true;
		}
	}
	return false;
}

/* ---- children that nobody waits for ---- */

static void collect(void)
{
	size_t left = 0;

	for (size_t i = 0; i < abandoned.count; i++) {
		pid_t pid = abandoned.pids[i];

		if (waitpid(pid, NULL, WNOHANG) == 0) {
			abandoned.pids[left++] = pid;
		}
	}
	abandoned.count = left;
}

static void on_time(corokit_timer_t *timer)
{
	collect();
	if (abandoned.count) {
		corokit_timer_start(timer, corokit_clock_after(COLLECT_EVERY_NS));
	}
}

static bool make_room(void)
{
	size_t room = abandoned.room ? abandoned.room * 2 : 16;
	pid_t *pids;

	if (abandoned.count < abandoned.room) {
		return true;
	}
	pids = realloc(abandoned.pids, room * sizeof(*pids));
	if (!pids) {
		return false;
	}
	abandoned.pids = pids;
	abandoned.room = room;
	return true;
}

void corokit_child_abandon(pid_t pid)
{
	if (waitpid(pid, NULL, WNOHANG) != 0 || !make_room()) {
		return;
	}
	abandoned.pids[abandoned.count++] = pid;
	if (!corokit_timer_armed(&abandoned.timer)) {
		abandoned.timer.background = true;
		corokit_timer_start(&abandoned.timer, corokit_clock_after(COLLECT_EVERY_NS));
	}
}

/* ---- life ---- */

void corokit_child_after_fork(void)
{
	/* What is linked there are the parent's; each unlinks itself when it ends. */
	while (!corokit_list_empty(&claims)) {
		corokit_list_pop_front(&claims);
	}
	abandoned.count = 0;
	corokit_timer_init(&abandoned.timer, on_time);
}

/* The timers of the last request are forgotten; what it abandoned is not. */
static zend_result activate(void)
{
	corokit_timer_init(&abandoned.timer, on_time);
	abandoned.timer.background = true;
	collect();
	if (abandoned.count) {
		corokit_timer_start(&abandoned.timer, corokit_clock_after(COLLECT_EVERY_NS));
	}
	return SUCCESS;
}

static void deactivate(void)
{
	corokit_timer_stop(&abandoned.timer);
	collect();
}

const corokit_layer_t corokit_process_layer = {
	.name = "process",
	.activate = activate,
	.deactivate = deactivate,
};
