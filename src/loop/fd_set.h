/* The epoll set behind fd_wait.h, for loop.c only. */
#ifndef COROKIT_FD_SET_H
#define COROKIT_FD_SET_H

#include <stdbool.h>
#include <stdint.h>

/* Its descriptor, made at first use; negative errno. */
int      corokit_fd_set_open(void);
bool     corokit_fd_set_is_open(void);
/* Coroutines that wait for descriptors. */
uint32_t corokit_fd_set_waiting(void);
/* Waits up to timeout_ms (-1: for ever) and wakes who can go on. */
void     corokit_fd_set_poll(int timeout_ms);
/* The wake-up event of the loop is read through the set. */
void     corokit_fd_set_watch_wakeup(int fd, void (*on_readable)(void));
void     corokit_fd_set_close(void);

#endif
