/*
 * Waiting for children, and popen(3) with its pclose(3). Asked first with
 * WNOHANG; the end of one child is then seen through a pidfd. For any child, for stops
 * and for continuations there is no descriptor: asked again after 1 to 16 ms.
 *
 * A wait for any child never takes a status that another coroutine waits for (exec() and
 * the like): see child.h. A child whose waiter was cancelled and cannot come back is collected later.
 */
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../loop/fd_wait.h"
#include "../process/child.h"
#include "../process/popen.h"
#include "hook_close.h"
#include "hook_io.h"

#define KNOWN_OPTIONS (WNOHANG | WUNTRACED | WCONTINUED)

/* ---- waiting until it may be worth asking ---- */

/* With WUNTRACED and WCONTINUED the end is only one of the answers. */
static int wait_for_change(pid_t pid, bool only_end, uint64_t *pause)
{
	int fd = pid > 0 ? corokit_child_open(pid) : -ESRCH;
	int result;

	if (fd < 0) {
		return corokit_hook_back_off(pause, COROKIT_NEVER, "waitpid");
	}
	*pause = only_end || *pause ? MIN(*pause * 2, 16 * COROKIT_NS_PER_MS) : COROKIT_NS_PER_MS;
	result = corokit_hook_wait_fd(fd, POLLIN, only_end ? COROKIT_NEVER : corokit_clock_after(*pause), "waitpid");
	corokit_fd_closed(fd);
	close(fd);
	return result == -ETIMEDOUT || result > 0 ? 0 : result;
}

/* ---- wait4 and its shorter forms ---- */

typedef struct {
	pid_t                 pid;
	int                  *status;
	int                   options;
	struct rusage        *usage;
	corokit_child_claim_t claim;
} wait_t;

static bool has_ended(int status)
{
	return WIFEXITED(status) || WIFSIGNALED(status);
}

static pid_t give(wait_t *self, pid_t pid, int status, const struct rusage *usage)
{
	if (self->status) {
		*self->status = status;
	}
	if (self->usage) {
		*self->usage = *usage;
	}
	return pid;
}

/* The answer of wait4() without waiting: 0, none yet. */
static pid_t ask(wait_t *self)
{
	struct rusage usage;
	int status;
	pid_t pid;

	for (;;) {
		if (self->claim.collected) {
			return give(self, self->pid, self->claim.status, &self->claim.usage);
		}
		pid = wait4(self->pid, &status, self->options | WNOHANG, &usage);
		if (pid <= 0) {
			return pid;
		}
		if (self->pid > 0 || !has_ended(status) || !corokit_child_deliver(pid, status, &usage)) {
			return give(self, pid, status, &usage);
		}
	}
}

/* pcntl_waitpid() may be called again; whoever else waits for a child gives it up with the wait. */
static bool may_come_back(void)
{
	zend_execute_data *frame = EG(current_execute_data);
	zend_string *name = frame && frame->func ? frame->func->common.function_name : NULL;

	return name && strncmp(ZSTR_VAL(name), "pcntl_", 6) == 0;
}

static pid_t wait_in_coroutine(const corokit_hook_call_t *call, corokit_caller_t caller, wait_t *self)
{
	uint64_t pause = 0;
	pid_t pid;
	int err = 0;

	corokit_list_init(&self->claim.link);
	if (self->pid > 0 && !(self->options & WNOHANG)) {
		corokit_child_claim(&self->claim, self->pid);
	}
	while ((pid = ask(self)) == 0 && !(self->options & WNOHANG)) {
		err = wait_for_change(self->pid, !(self->options & (WUNTRACED | WCONTINUED)), &pause);
		if (err == -EINTR && corokit_hook_restarts()) {
			err = 0;
		}
		if (err < 0) {
			break;
		}
	}
	corokit_child_unclaim(&self->claim);
	if (err == -ECANCELED && self->pid > 0 && caller == COROKIT_CALLER_PHP && !may_come_back()) {
		corokit_child_abandon(self->pid);
	}
	return (pid_t) (err < 0 ? corokit_hook_fail(err) : corokit_hook_return(call, pid));
}

static pid_t hook_wait4(corokit_caller_t caller, pid_t pid, int *status, int options, struct rusage *usage)
{
	corokit_hook_call_t call;
	wait_t self = {.pid = pid, .status = status, .options = options, .usage = usage};

	if ((options & ~KNOWN_OPTIONS) || !corokit_hook_enter(&call, caller, COROKIT_HOOK_PROCESSES)) {
		return wait4(pid, status, options, usage);
	}
	return wait_in_coroutine(&call, caller, &self);
}

static pid_t hook_waitpid(corokit_caller_t caller, pid_t pid, int *status, int options)
{
	return hook_wait4(caller, pid, status, options, NULL);
}

static pid_t hook_wait3(corokit_caller_t caller, int *status, int options, struct rusage *usage)
{
	return hook_wait4(caller, -1, status, options, usage);
}

static pid_t hook_wait(corokit_caller_t caller, int *status)
{
	return hook_wait4(caller, -1, status, 0, NULL);
}

/* ---- waitid ---- */

static int status_of(const siginfo_t *info)
{
	switch (info->si_code) {
		case CLD_EXITED:
			return (info->si_status & 0xff) << 8;
		case CLD_DUMPED:
			return info->si_status | 0x80;
		default:
			return info->si_status;
	}
}

static bool is_end(const siginfo_t *info)
{
	return info->si_code == CLD_EXITED || info->si_code == CLD_KILLED || info->si_code == CLD_DUMPED;
}

/* 1: *info is the answer. 0: none yet. -1: errno. */
static int ask_waitid(idtype_t type, id_t id, siginfo_t *info, int options)
{
	static const struct rusage no_usage;

	for (;;) {
		info->si_pid = 0;
		if (waitid(type, id, info, options | WNOHANG) < 0) {
			return -1;
		}
		if (info->si_pid == 0) {
			return 0;
		}
		if (type == P_PID || (options & WNOWAIT) || !is_end(info) || !corokit_child_deliver(info->si_pid, status_of(info), &no_usage)) {
			return 1;
		}
	}
}

static int hook_waitid(corokit_caller_t caller, idtype_t type, id_t id, siginfo_t *info, int options)
{
	corokit_hook_call_t call;
	siginfo_t own;
	uint64_t pause = 0;
	int answer, err;

	if ((type != P_PID && type != P_PGID && type != P_ALL) || !corokit_hook_enter(&call, caller, COROKIT_HOOK_PROCESSES)) {
		return waitid(type, id, info, options);
	}
	memset(&own, 0, sizeof(own));
	while ((answer = ask_waitid(type, id, &own, options)) == 0 && !(options & WNOHANG)) {
		err = wait_for_change(type == P_PID ? (pid_t) id : -1, !(options & (WSTOPPED | WCONTINUED)), &pause);
		if (err < 0 && !(err == -EINTR && corokit_hook_restarts())) {
			return (int) corokit_hook_fail(err);
		}
	}
	if (answer < 0) {
		return -1;
	}
	if (info) {
		*info = own;
	}
	return (int) corokit_hook_return(&call, 0);
}

/* ---- popen and pclose, in coroutines and outside: whichever of them is called first ---- */

static FILE *hook_popen(const char *command, const char *mode)
{
	FILE *file;

	if (!corokit_hook_on_scheduler_thread()) {
		return popen(command, mode);
	}
	file = corokit_popen_start(command, mode);
	if (file && UNEXPECTED(corokit_config.chaos) && corokit_may_park()) {
		int saved_errno = errno;

		corokit_hook_chaos();
		errno = saved_errno;
	}
	return file;
}

/* exec() and the like, whose read was cancelled, do not go on to wait for the command. */
static bool is_given_up(void)
{
	static const char *const names[] = {"exec", "system", "passthru", "shell_exec"};
	zend_execute_data *frame = EG(current_execute_data);
	zend_string *name = frame && frame->func ? frame->func->common.function_name : NULL;

	if (!corokit_current || !name || !(corokit_current->canceled || EG(exception))) {
		return false;
	}
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (strcmp(ZSTR_VAL(name), names[i]) == 0) {
			return true;
		}
	}
	return false;
}

/* Signals never end it, as in libc. 0 or a negative errno. May suspend. */
static int await_end(corokit_child_claim_t *claim, int *status)
{
	bool parks = (corokit_hooks_mask & COROKIT_HOOK_PROCESSES) && corokit_may_park();
	wait_t self = {.pid = claim->pid, .status = status, .options = parks ? WNOHANG : 0};
	uint64_t pause = 0;
	pid_t pid;
	int err;

	for (;;) {
		if (claim->collected) {
			*status = claim->status;
			return 0;
		}
		pid = parks ? ask(&self) : wait4(claim->pid, status, 0, NULL);
		if (pid > 0) {
			return 0;
		}
		if (pid < 0 && errno != EINTR) {
			return -errno;
		}
		if (parks) {
			err = is_given_up() ? -ECANCELED : wait_for_change(claim->pid, true, &pause);
			if (err < 0 && err != -EINTR) {
				return err;
			}
			if (err == -EINTR) {
				corokit_hook_restarts(); /* runs the handler */
			}
		}
	}
}

static int hook_pclose(FILE *file)
{
	int saved_errno = errno, status = 0, err;
	corokit_popen_t *opened = corokit_hook_on_scheduler_thread() ? corokit_popen_find(file) : NULL;
	corokit_child_claim_t *claim;

	if (!opened) {
		return pclose(file);
	}
	claim = corokit_popen_claim(opened);
	corokit_popen_close(opened);
	err = await_end(claim, &status);
	if (err == -ECANCELED) {
		corokit_child_abandon(claim->pid);
	}
	corokit_popen_end(opened);
	errno = err < 0 ? -err : saved_errno;
	return err < 0 ? -1 : status;
}

COROKIT_HOOK_VARIANTS(pid_t, wait, (int *status), (status))
COROKIT_HOOK_VARIANTS(pid_t, wait3, (int *status, int options, struct rusage *usage), (status, options, usage))
COROKIT_HOOK_VARIANTS(pid_t, wait4, (pid_t pid, int *status, int options, struct rusage *usage), (pid, status, options, usage))
COROKIT_HOOK_VARIANTS(pid_t, waitpid, (pid_t pid, int *status, int options), (pid, status, options))
COROKIT_HOOK_VARIANTS(int, waitid, (idtype_t type, id_t id, siginfo_t *info, int options), (type, id, info, options))

const corokit_hook_entry_t corokit_hook_process_table[] = {
	COROKIT_HOOK_ENTRY(wait),
	COROKIT_HOOK_ENTRY(wait3),
	COROKIT_HOOK_ENTRY(wait4),
	COROKIT_HOOK_ENTRY(waitpid),
	COROKIT_HOOK_ENTRY(waitid),
	COROKIT_HOOK_ENTRY_SAME(popen),
	COROKIT_HOOK_ENTRY_SAME(pclose),
	COROKIT_HOOK_END
};
