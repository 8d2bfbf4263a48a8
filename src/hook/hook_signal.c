/*
 * The way of a signal: the trampoline, in signal context, calls PHP's
 * handler (which only queues the signal and sets EG(vm_interrupt)), notes the
 * number and wakes the loop. On the loop the coroutine that installed the
 * handler is woken with -EINTR, if it waits in a hook. Nobody else is. When
 * there is no one to interrupt and PHP is to call the handler at once
 * (pcntl_async_signals), a coroutine is made to do that, so that a handler
 * runs although everybody sleeps.
 *
 * The kernel's own record of handlers is the truth: sigaction() of others,
 * libuv for instance, may replace the trampoline without our knowing.
 */
#include "hook_signal.h"

#include <signal.h>
#include <string.h>

#include "zend_signal.h"

#include "../core/locals.h"
#include "../core/scheduler.h"
#include "../loop/fd_wait.h"
#include "../loop/loop.h"

#define SIGNAL_MAX 64

/* What PHP asked for; written with the signal blocked or before it can come. */
typedef struct {
	struct sigaction action;
	zend_long        cid;    /* who asked; -1: {main} */
	bool             wanted; /* by PHP code, so there is someone to interrupt */
} handler_t;

static handler_t handlers[SIGNAL_MAX + 1];
static uint64_t pending;        /* bit n - 1: signal n came; written in signal context */
static uint32_t wanted_count;   /* while not 0, waits can be interrupted */
static bool last_restarts;      /* the handler of the last interruption has SA_RESTART */
static int interruptible_slot;  /* of locals.h: set while a coroutine waits in a hook */

/* ---- in signal context ---- */

static void trampoline(int signo, siginfo_t *info, void *context)
{
	const struct sigaction *action = &handlers[signo].action;

	if (action->sa_flags & SA_SIGINFO) {
		action->sa_sigaction(signo, info, context);
	} else {
		action->sa_handler(signo);
	}
	__atomic_or_fetch(&pending, UINT64_C(1) << (signo - 1), __ATOMIC_RELEASE);
	corokit_loop_wakeup();
}

/* ---- on the loop ---- */

static bool handlers_are_due(void)
{
	return zend_atomic_bool_load_ex(&EG(vm_interrupt)) && !zend_atomic_bool_load_ex(&EG(timed_out));
}

/* Calls the handlers as the VM would at its next interrupt check. */
static void run_handlers(corokit_coroutine_t *self, void *arg)
{
	(void) arg;
	if (self->ending || !handlers_are_due() || !zend_interrupt_function) {
		return;
	}
	zend_atomic_bool_store_ex(&EG(vm_interrupt), false);
	zend_interrupt_function(EG(current_execute_data));
	/* What they leave in EG(exception) is uncaught: no code of the script is below them. */
}

static void spawn_handlers(void)
{
	corokit_coroutine_t *coroutine = corokit_coroutine_create(run_handlers, NULL);

	if (coroutine) {
		corokit_coroutine_spawn(coroutine);
	}
}

static bool interrupt_owner(const handler_t *handler)
{
	corokit_coroutine_t *owner = corokit_coroutine_find(handler->cid);

	if (!owner || !corokit_locals_get(owner, interruptible_slot)) {
		return false;
	}
	last_restarts = (handler->action.sa_flags & SA_RESTART) != 0;
	return corokit_interrupt(owner, -EINTR);
}

static void on_signals(void)
{
	uint64_t came = __atomic_exchange_n(&pending, 0, __ATOMIC_ACQUIRE);
	bool interrupted = false;

	for (int signo = 1; signo <= SIGNAL_MAX; signo++) {
		if (came & (UINT64_C(1) << (signo - 1)) && handlers[signo].wanted) {
			interrupted |= interrupt_owner(&handlers[signo]);
		}
	}
	if (came && !interrupted && handlers_are_due()) {
		spawn_handlers();
	}
}

/* ---- sigaction() ---- */

/* Synchronous faults and the clock of max_execution_time interrupt no wait. */
static bool is_hookable(int signo)
{
	switch (signo) {
		case SIGSEGV:
		case SIGBUS:
		case SIGFPE:
		case SIGILL:
		case SIGTRAP:
		case SIGABRT:
		case SIGPROF:
		case SIGKILL:
		case SIGSTOP:
			return false;
		default:
			return signo >= 1 && signo <= SIGNAL_MAX;
	}
}

/* PHP keeps a table of its own for some signals: the default action hides behind its handler. */
static bool is_default_of_php(int signo)
{
#ifdef ZEND_SIGNALS
	return SIGG(handlers)[signo - 1].handler == (void *) SIG_DFL;
#else
	(void) signo;
	return false;
#endif
}

static bool is_function(const struct sigaction *action)
{
	return action->sa_handler != SIG_DFL && action->sa_handler != SIG_IGN;
}

static void set_wanted(int signo, bool wanted)
{
	if (wanted != handlers[signo].wanted) {
		handlers[signo].wanted = wanted;
		if (wanted) {
			wanted_count++;
			corokit_loop_add_on_wakeup(on_signals);
			/* A signal may come and its handler wake someone: no deadlock. */
			corokit_loop_ref();
		} else {
			wanted_count--;
			corokit_loop_unref();
		}
	}
}

static int hook_sigaction(int signo, const struct sigaction *action, struct sigaction *old)
{
	struct sigaction mine, before, previous;
	bool wanted;
	int result;

	if (!is_hookable(signo)) {
		return sigaction(signo, action, old);
	}
	previous = handlers[signo].action;
	/* Only PHP code that runs wants to be interrupted, not the engine at the start of a request. */
	wanted = action && is_function(action) && EG(current_execute_data) && !is_default_of_php(signo);
	if (wanted) {
		/* The signal may come between the two lines; what is there already serves it too. */
		handlers[signo].action = *action;
		handlers[signo].cid = corokit_scheduler_running_coroutine()->cid;
		mine = *action;
		mine.sa_flags |= SA_SIGINFO;
		mine.sa_sigaction = trampoline;
	}
	result = sigaction(signo, wanted ? &mine : action, &before);
	if (result < 0) {
		handlers[signo].action = previous;
		return result;
	}
	if (action) {
		set_wanted(signo, wanted);
	}
	if (old) {
		*old = before.sa_flags & SA_SIGINFO && before.sa_sigaction == trampoline ? previous : before;
	}
	return 0;
}

typedef void (*plain_handler_t)(int);

static plain_handler_t hook_signal(int signo, plain_handler_t handler)
{
	struct sigaction action, old;

	memset(&action, 0, sizeof(action));
	action.sa_handler = handler;
	action.sa_flags = SA_RESTART;
	sigemptyset(&action.sa_mask);
	return hook_sigaction(signo, &action, &old) < 0 ? SIG_ERR : old.sa_handler;
}

/* Libraries that ignore SIGPIPE for a moment wait for nobody. */
#define CALLED_BY_PHP(name) \
	{ #name, (void *) name, 1u << COROKIT_CALLER_PHP | 1u << COROKIT_CALLER_EXT, { \
		[COROKIT_CALLER_PHP] = (void *) hook_##name, [COROKIT_CALLER_EXT] = (void *) hook_##name } }

const corokit_hook_entry_t corokit_hook_signal_table[] = {
	CALLED_BY_PHP(sigaction),
	CALLED_BY_PHP(signal),
	COROKIT_HOOK_END
};

/* ---- waits ---- */

static inline void begin_wait(corokit_coroutine_t *self)
{
	if (UNEXPECTED(wanted_count)) {
		corokit_locals_set(self, interruptible_slot, self);
	}
}

static inline int end_wait(corokit_coroutine_t *self, int code)
{
	if (UNEXPECTED(self->locals_used)) {
		corokit_locals_set(self, interruptible_slot, NULL);
	}
	return code;
}

int corokit_hook_wait_fd(int fd, short events, uint64_t deadline, const char *reason)
{
	corokit_coroutine_t *self = corokit_current;

	begin_wait(self);
	return end_wait(self, corokit_fd_wait(fd, events, deadline, reason));
}

int corokit_hook_wait_fds(struct pollfd *fds, nfds_t count, uint64_t deadline, const char *reason)
{
	corokit_coroutine_t *self = corokit_current;

	begin_wait(self);
	return end_wait(self, corokit_fd_wait_many(fds, count, deadline, reason));
}

int corokit_hook_sleep_until(uint64_t deadline, const char *reason)
{
	corokit_coroutine_t *self = corokit_current;

	begin_wait(self);
	return end_wait(self, corokit_sleep_until(deadline, reason));
}

int corokit_hook_park(corokit_wait_t *wait, uint64_t deadline)
{
	corokit_coroutine_t *self = corokit_current;

	begin_wait(self);
	return end_wait(self, corokit_park(wait, deadline));
}

bool corokit_hook_restarts(void)
{
	if (last_restarts && handlers_are_due()) {
		spawn_handlers();
	}
	return last_restarts;
}

/* ---- life ---- */

static void forget_mark(corokit_coroutine_t *coroutine, void *value)
{
	(void) value;
	corokit_locals_set(coroutine, interruptible_slot, NULL);
}

void corokit_hook_signal_startup(void)
{
	interruptible_slot = corokit_locals_register(forget_mark);
}

/* The handlers of the last request are still installed, but ask for nothing. */
void corokit_hook_signal_activate(void)
{
	for (int signo = 1; signo <= SIGNAL_MAX; signo++) {
		handlers[signo].wanted = false;
	}
	wanted_count = 0;
	__atomic_store_n(&pending, 0, __ATOMIC_RELAXED);
}

/* The loop of the child has forgotten our references. */
void corokit_hook_signal_after_fork(void)
{
	__atomic_store_n(&pending, 0, __ATOMIC_RELAXED);
	for (uint32_t i = 0; i < wanted_count; i++) {
		corokit_loop_ref();
	}
}
