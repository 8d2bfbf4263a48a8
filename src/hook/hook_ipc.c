/*
 * System V messages and semaphores. The kernel has no descriptor for them:
 * tried with IPC_NOWAIT, again after 1 to 16 ms, and at once when a coroutine of this
 * process did something with the same queue or set. A signal ends these
 * waits whatever its handler's SA_RESTART says, as the kernel does it.
 */
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>

#include "hook_io.h"

typedef enum { MESSAGES, SEMAPHORES } kind_t;

typedef struct {
	corokit_wait_t wait;
	corokit_list_t link;
	kind_t         kind;
	int            id;
} waiter_t;

static corokit_list_t waiters = {&waiters, &waiters};

static void on_interrupted(corokit_wait_t *wait)
{
	corokit_list_unlink(&corokit_list_entry(wait, waiter_t, wait)->link);
}

/* Something was taken or given: who waits may look again. */
static void wake_waiters(kind_t kind, int id)
{
	corokit_list_t *next;

	for (corokit_list_t *at = waiters.next; at != &waiters; at = next) {
		waiter_t *waiter = corokit_list_entry(at, waiter_t, link);

		next = at->next;
		if (waiter->kind == kind && waiter->id == id) {
			corokit_list_unlink(&waiter->link);
			corokit_wake(waiter->wait.coroutine, 0);
		}
	}
}

/* 0: try again. -EAGAIN: past the deadline. Or another negative code. May suspend. */
static int wait_for_change(kind_t kind, int id, uint64_t *pause, uint64_t deadline, const char *reason)
{
	waiter_t waiter = {.wait = {.reason = reason, .unlink = on_interrupted}, .kind = kind, .id = id};
	int result;

	if (deadline != COROKIT_NEVER && corokit_clock_now() >= deadline) {
		return -EAGAIN;
	}
	*pause = *pause ? MIN(*pause * 2, 16 * COROKIT_NS_PER_MS) : COROKIT_NS_PER_MS;
	corokit_list_push_back(&waiters, &waiter.link);
	result = corokit_hook_park(&waiter.wait, MIN(corokit_clock_after(*pause), deadline));
	if (result == -EINTR) {
		corokit_hook_restarts(); /* its handler runs, but the wait is over */
	}
	return result == -ETIMEDOUT ? 0 : result;
}

/* ---- messages ---- */

static int hook_msgsnd(corokit_caller_t caller, int id, const void *message, size_t size, int flags)
{
	corokit_hook_call_t call;
	uint64_t pause = 0;
	int err;

	if ((flags & IPC_NOWAIT) || !corokit_hook_enter(&call, caller, COROKIT_HOOK_PROCESSES)) {
		return msgsnd(id, message, size, flags);
	}
	while (msgsnd(id, message, size, flags | IPC_NOWAIT) < 0) {
		if (errno != EAGAIN) {
			return -1;
		}
		err = wait_for_change(MESSAGES, id, &pause, COROKIT_NEVER, "msgsnd");
		if (err < 0) {
			return (int) corokit_hook_fail(err);
		}
	}
	wake_waiters(MESSAGES, id);
	return (int) corokit_hook_return(&call, 0);
}

static ssize_t hook_msgrcv(corokit_caller_t caller, int id, void *message, size_t size, long type, int flags)
{
	corokit_hook_call_t call;
	uint64_t pause = 0;
	ssize_t result;
	int err;

	if ((flags & IPC_NOWAIT) || !corokit_hook_enter(&call, caller, COROKIT_HOOK_PROCESSES)) {
		return msgrcv(id, message, size, type, flags);
	}
	while ((result = msgrcv(id, message, size, type, flags | IPC_NOWAIT)) < 0) {
		if (errno != ENOMSG) {
			return -1;
		}
		err = wait_for_change(MESSAGES, id, &pause, COROKIT_NEVER, "msgrcv");
		if (err < 0) {
			return corokit_hook_fail(err);
		}
	}
	wake_waiters(MESSAGES, id);
	return corokit_hook_return(&call, result);
}

/* ---- semaphores ---- */

#define MAX_OPERATIONS 32

/* With IPC_NOWAIT on some of them only the kernel can tell which one would wait. */
static bool may_wait(const struct sembuf *operations, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (operations[i].sem_flg & IPC_NOWAIT) {
			return false;
		}
	}
	return count > 0 && count <= MAX_OPERATIONS;
}

static int operate(corokit_hook_call_t *call, int id, const struct sembuf *operations, size_t count, uint64_t deadline)
{
	struct sembuf now[MAX_OPERATIONS];
	uint64_t pause = 0;
	int err;

	memcpy(now, operations, count * sizeof(*now));
	for (size_t i = 0; i < count; i++) {
		now[i].sem_flg |= IPC_NOWAIT;
	}
	while (semop(id, now, count) < 0) {
		if (errno != EAGAIN) {
			return -1;
		}
		err = wait_for_change(SEMAPHORES, id, &pause, deadline, "semop");
		if (err < 0) {
			return (int) corokit_hook_fail(err);
		}
	}
	wake_waiters(SEMAPHORES, id);
	return (int) corokit_hook_return(call, 0);
}

static int hook_semop(corokit_caller_t caller, int id, struct sembuf *operations, size_t count)
{
	corokit_hook_call_t call;

	if (!may_wait(operations, count) || !corokit_hook_enter(&call, caller, COROKIT_HOOK_PROCESSES)) {
		return semop(id, operations, count);
	}
	return operate(&call, id, operations, count, COROKIT_NEVER);
}

static int hook_semtimedop(corokit_caller_t caller, int id, struct sembuf *operations, size_t count, const struct timespec *timeout)
{
	corokit_hook_call_t call;
	uint64_t deadline = COROKIT_NEVER;

	if (!may_wait(operations, count) || (timeout && (timeout->tv_sec < 0 || timeout->tv_nsec < 0 || timeout->tv_nsec >= 1000000000L))
		|| !corokit_hook_enter(&call, caller, COROKIT_HOOK_PROCESSES)) {
		return semtimedop(id, operations, count, timeout);
	}
	if (timeout) {
		deadline = corokit_clock_after((uint64_t) timeout->tv_sec * COROKIT_NS_PER_SEC + (uint64_t) timeout->tv_nsec);
	}
	return operate(&call, id, operations, count, deadline);
}

/* The coroutines that wait stay with the parent. */
void corokit_hook_ipc_after_fork(void)
{
	corokit_list_init(&waiters);
}

COROKIT_HOOK_VARIANTS(int, msgsnd, (int id, const void *message, size_t size, int flags), (id, message, size, flags))
COROKIT_HOOK_VARIANTS(ssize_t, msgrcv, (int id, void *message, size_t size, long type, int flags), (id, message, size, type, flags))
COROKIT_HOOK_VARIANTS(int, semop, (int id, struct sembuf *operations, size_t count), (id, operations, count))
COROKIT_HOOK_VARIANTS(int, semtimedop, (int id, struct sembuf *operations, size_t count, const struct timespec *timeout), (id, operations, count, timeout))

const corokit_hook_entry_t corokit_hook_ipc_table[] = {
	COROKIT_HOOK_ENTRY(msgsnd),
	COROKIT_HOOK_ENTRY(msgrcv),
	COROKIT_HOOK_ENTRY(semop),
	COROKIT_HOOK_ENTRY(semtimedop),
	COROKIT_HOOK_END
};
