/* sigwaitinfo(2) and sigtimedwait(2): a signalfd tells when one of the signals is pending; the call itself takes it. */
#include <signal.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

#include "../loop/fd_wait.h"
#include "hook_io.h"

static int take_pending(const sigset_t *set, siginfo_t *info)
{
	static const struct timespec now;

	return sigtimedwait(set, info, &now);
}

static int wait_for_signal(const sigset_t *set, siginfo_t *info, uint64_t deadline, const char *reason)
{
	int fd = signalfd(-1, set, SFD_CLOEXEC | SFD_NONBLOCK);
	uint64_t pause = 0;
	int signo, err;

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
