/*
 * The event loop of the process: libuv for timers, threads, signals and our
 * own sockets, and one epoll set for descriptors that are not ours (see
 * fd_wait.h). Made at first use by the thread that runs coroutines, never
 * before a fork that is meant to have loops of its own.
 *
 * Where nothing of libuv is active, the loop waits in the epoll set itself,
 * one system call a turn; else the set is nested in libuv's.
 *
 * Callbacks run on the stack of {main}: they make coroutines ready, start
 * some with corokit_coroutine_spawn(), and run no PHP code.
 */
#ifndef COROKIT_LOOP_H
#define COROKIT_LOOP_H

#include <stdbool.h>
#include <uv.h>

#include "../base/layer.h"

extern const corokit_layer_t corokit_loop_layer;

/* The loop, started if it was not. NULL when libuv cannot make one (errno). */
uv_loop_t *corokit_loop_get(void);
bool corokit_loop_started(void);

/*
 * Things outside libuv that may still wake a coroutine (waits for signals,
 * an accept elsewhere): while the count is not zero there is no deadlock. A
 * script without coroutines ends all the same.
 */
void corokit_loop_ref(void);
void corokit_loop_unref(void);

/*
 * Makes a waiting loop turn; async-signal-safe, any thread. Every function that was
 * added runs then, on the loop, and looks whether it is meant: signals, the
 * pool. Adding one again changes nothing; they are forgotten at the end of the request.
 */
void corokit_loop_wakeup(void);
void corokit_loop_add_on_wakeup(void (*on_wakeup)(void));

/* In the child of fork(). */
void corokit_loop_after_fork(void);

#endif
