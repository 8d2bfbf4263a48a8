/*
 * One coroutine at a time reads from a PHP stream, and one writes to it.
 * PHP's stream code works out where in its buffer the data goes before it
 * waits, so a second reader of the same stream would leave garbage there.
 *
 * Calls from the php binary's slots announce here that they wait, by
 * descriptor and direction, until they run again; not only until they are
 * woken. A second one gets a CoroKit\Error that names both.
 *
 * Owned by the scheduler's thread.
 */
#ifndef COROKIT_STREAM_GUARD_H
#define COROKIT_STREAM_GUARD_H

#include <poll.h>

#include "hook.h"

typedef struct {
	zend_long reader; /* cid; 0: nobody */
	zend_long writer;
	bool      drained; /* the last recv() took all there was: asking again at once is in vain */
} corokit_stream_use_t;

typedef struct {
	corokit_stream_use_t *uses; /* by descriptor; owned */
	int                   size;
} corokit_stream_guard_t;

extern corokit_stream_guard_t corokit_stream_guard;

/* The slow half of corokit_stream_busy(): is the user alive, and in this stream? Throws, unless something is thrown already. */
bool corokit_stream_conflict(int fd, short events);

/* Does another coroutine wait for fd in the direction of `events`? Then an Error was thrown. May throw. */
static inline bool corokit_stream_busy(corokit_caller_t caller, int fd, short events)
{
	const corokit_stream_use_t *use;

	if (caller != COROKIT_CALLER_PHP || (unsigned) fd >= (unsigned) corokit_stream_guard.size) {
		return false;
	}
	use = &corokit_stream_guard.uses[fd];
	if (EXPECTED(!((events & POLLIN) && use->reader) && !((events & POLLOUT) && use->writer))) {
		return false;
	}
	return corokit_stream_conflict(fd, events);
}

/* A guess that saves a system call and can only be wrong: nothing but an early wait hangs on it. */
static inline bool corokit_stream_drained(corokit_caller_t caller, int fd)
{
	return caller == COROKIT_CALLER_PHP && (unsigned) fd < (unsigned) corokit_stream_guard.size && corokit_stream_guard.uses[fd].drained;
}

static inline void corokit_stream_received(corokit_caller_t caller, int fd, bool drained)
{
	if (caller == COROKIT_CALLER_PHP && (unsigned) fd < (unsigned) corokit_stream_guard.size) {
		corokit_stream_guard.uses[fd].drained = drained;
	}
}

/* Around a wait. Nothing happens for other callers than the php binary. */
void corokit_stream_enter(corokit_caller_t caller, int fd, short events);
void corokit_stream_leave(corokit_caller_t caller, int fd, short events);

#endif
