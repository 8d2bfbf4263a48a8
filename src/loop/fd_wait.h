/*
 * Waiting for descriptors that are not ours. One one-shot epoll set, nested
 * in the loop as one handle; never uv_poll_t on the descriptor itself, which
 * would make it non-blocking for everyone who shares it.
 *
 * Any number of coroutines may wait for one descriptor; events are poll(2)'s.
 */
#ifndef COROKIT_FD_WAIT_H
#define COROKIT_FD_WAIT_H

#include <poll.h>
#include <stdint.h>

#include "../core/coroutine.h"

/*
 * Suspends until one of `events` (POLLIN, POLLOUT, POLLPRI) holds. Returns
 * the events that hold now (> 0, with POLLERR and POLLHUP), -ETIMEDOUT, -ECANCELED, -EBADF (closed
 * by another coroutine, or no descriptor), -EINTR (see corokit_fd_wait_interrupt()) or -EPERM: it cannot be
 * watched, as regular files, which never block. May suspend.
 */
int corokit_fd_wait(int fd, short events, uint64_t deadline, const char *reason);

/*
 * poll(2) itself: fills revents, returns their count, 0 past the deadline,
 * or a negative code as above. Descriptors < 0 are skipped. May suspend.
 */
int corokit_fd_wait_many(struct pollfd *fds, nfds_t count, uint64_t deadline, const char *reason);

/* The coroutine that waits for any of `events` on fd, or NULL. */
corokit_coroutine_t *corokit_fd_waiter(int fd, short events);

/* The descriptor is gone (close, dup2 over it): wakes every waiter with -EBADF. Returns how many. */
int corokit_fd_closed(int fd);

void corokit_fd_wait_after_fork(void);

#endif
