/*
 * What the hooks of descriptors share: is it blocking, how long may it
 * block, may this coroutine wait for it. And the tables of all of them.
 */
#ifndef COROKIT_HOOK_IO_H
#define COROKIT_HOOK_IO_H

#include "hook.h"

extern const corokit_hook_entry_t corokit_hook_poll_table[];
extern const corokit_hook_entry_t corokit_hook_connect_table[];
extern const corokit_hook_entry_t corokit_hook_accept_table[];
extern const corokit_hook_entry_t corokit_hook_recv_table[];
extern const corokit_hook_entry_t corokit_hook_send_table[];
extern const corokit_hook_entry_t corokit_hook_rw_table[];
extern const corokit_hook_entry_t corokit_hook_sleep_table[];
extern const corokit_hook_entry_t corokit_hook_dns_table[];
extern const corokit_hook_entry_t corokit_hook_flock_table[];
extern const corokit_hook_entry_t corokit_hook_sync_table[];
extern const corokit_hook_entry_t corokit_hook_offload_table[];
extern const corokit_hook_entry_t corokit_hook_process_table[];
extern const corokit_hook_entry_t corokit_hook_ipc_table[];
extern const corokit_hook_entry_t corokit_hook_sigwait_table[];

void corokit_hook_ipc_after_fork(void);

/* O_NONBLOCK is set: its user wants EAGAIN. */
bool corokit_hook_is_nonblocking(int fd);

/* When a blocking call on the socket gives up: SO_RCVTIMEO or SO_SNDTIMEO. COROKIT_NEVER for anything else. */
uint64_t corokit_hook_socket_deadline(int fd, int option);

/*
 * Waits as corokit_hook_wait_fd(), and says so in stream_guard.h: where
 * another coroutine uses the stream it throws and returns -EBUSY. May suspend. May throw.
 */
int corokit_hook_wait_io(corokit_caller_t caller, int fd, short events, uint64_t deadline, const char *reason);

/*
 * After EAGAIN of a call that was made without waiting: 0 when it can be
 * tried again, or a negative code for the caller (-EAGAIN: non-blocking, or
 * past the deadline, which is computed at the first wait). May suspend. May throw.
 */
typedef struct {
	corokit_caller_t caller;
	int              fd;
	short            events;
	int              timeout_option; /* SO_RCVTIMEO, SO_SNDTIMEO */
	const char      *reason;
	bool             started;
	uint64_t         deadline;
} corokit_hook_retry_t;

int corokit_hook_wait_to_retry(corokit_hook_retry_t *retry);

/*
 * Where nothing tells when to try again: sleeps 1 ms, then twice as long each time up to
 * 16, and no longer than the deadline. `pause` starts as 0. 0: try again; -ETIMEDOUT: the deadline
 * had passed before the last try; or another negative code. May suspend.
 */
int corokit_hook_back_off(uint64_t *pause, uint64_t deadline, const char *reason);

#endif
