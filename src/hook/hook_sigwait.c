/*
 * sigwaitinfo(2) and sigtimedwait(2): a signalfd tells when one of the signals is pending; the call itself
 * takes it. While it waits the kernel keeps the signals from their handlers even where they are not
 * blocked; here they are blocked for that time. Scheduler's thread.
 */
#include <signal.h>
#include <stdint.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

#include "../loop/fd_wait.h"
#include "hook_io.h"

#define SIGNAL_MAX 64

static uint32_t waits_for[SIGNAL_MAX + 1]; /* waits that block a signal which the script does not */

/* Blocks what is not blocked, and returns those signals in `mine`. */
static void keep_from_handlers(const sigset_t *set, sigset_t *mine)
{
	sigset_t before;

	sigprocmask(SIG_BLOCK, set, &before);
	sigemptyset(mine);
	for (int signo = 1; signo <= SIGNAL_MAX; signo++) {
		if (sigismember(set, signo) == 1 && (waits_for[signo] || sigismember(&before, signo) == 0)) {
			waits_for[signo]++;
			sigaddset(mine, signo);
		}
	}
}

static void give_to_handlers(sigset_t *mine)
{
	for (int signo = 1; signo <= SIGNAL_MAX; signo++) {
		if (sigismember(mine, signo) == 1 && --waits_for[signo]) {
			sigdelset(mine, signo); /* another one waits for it still */
		}
	}
	sigprocmask(SIG_UNBLOCK, mine, NULL);
}

static int take_pending(const sigset_t *set, siginfo_t *info)
{
	static const struct timespec now;

	return sigtimedwait(set, info, &now);
}

static int wait_for_signal(const sigset_t *set, siginfo_t *info, uint64_t deadline, const char *reason)
{
	int fd = signalfd(-1, set, SFD_CLOEXEC | SFD_NONBLOCK);
	uint64_t pause = 0;
	sigset_t mine;
	int signo, err;

	keep_from_handlers(set, &mine);

	while ((signo = take_pending(set, info)) < 0 && errno == EAGAIN) {
		err = fd < 0 ? corokit_hook_back_off(&pause, deadline, reason) : corokit_hook_wait_fd(fd, POLLIN, deadline, reason);
		if (err < 0) {
			signo = err == -ETIMEDOUT ? -EAGAIN : err;
			break;
		}
	}
	if (signo == -1) {
		signo = -errno;
	}
	if (fd >= 0) {
		corokit_fd_closed(fd);
		close(fd);
	}
	give_to_handlers(&mine);
	return signo;
}

static int hook_sigwaitinfo(corokit_caller_t caller, const sigset_t *set, siginfo_t *info)
{
	corokit_hook_call_t call;
	int signo;

	if (!corokit_hook_enter(&call, caller, COROKIT_HOOK_PROCESSES)) {
		return sigwaitinfo(set, info);
	}
	signo = wait_for_signal(set, info, COROKIT_NEVER, "sigwaitinfo");
	return (int) (signo < 0 ? corokit_hook_fail(signo) : corokit_hook_return(&call, signo));
}

static int hook_sigtimedwait(corokit_caller_t caller, const sigset_t *set, siginfo_t *info, const struct timespec *timeout)
{
	corokit_hook_call_t call;
	uint64_t deadline = COROKIT_NEVER;
	int signo;

	if ((timeout && (timeout->tv_sec < 0 || timeout->tv_nsec < 0 || timeout->tv_nsec >= 1000000000L))
		|| (timeout && timeout->tv_sec == 0 && timeout->tv_nsec == 0)
		|| !corokit_hook_enter(&call, caller, COROKIT_HOOK_PROCESSES)) {
		return sigtimedwait(set, info, timeout);
	}
	if (timeout) {
		deadline = corokit_clock_after((uint64_t) timeout->tv_sec * COROKIT_NS_PER_SEC + (uint64_t) timeout->tv_nsec);
	}
	signo = wait_for_signal(set, info, deadline, "sigtimedwait");
	return (int) (signo < 0 ? corokit_hook_fail(signo) : corokit_hook_return(&call, signo));
}

COROKIT_HOOK_VARIANTS(int, sigwaitinfo, (const sigset_t *set, siginfo_t *info), (set, info))
COROKIT_HOOK_VARIANTS(int, sigtimedwait, (const sigset_t *set, siginfo_t *info, const struct timespec *timeout), (set, info, timeout))

const corokit_hook_entry_t corokit_hook_sigwait_table[] = {
	COROKIT_HOOK_ENTRY(sigwaitinfo),
	COROKIT_HOOK_ENTRY(sigtimedwait),
	COROKIT_HOOK_END
};
