/* Who uses which stream: see stream_guard.h. The table grows with the highest descriptor that was waited for. */
#include "stream_guard.h"

#include <stdlib.h>
#include <sys/socket.h>

#include "zend_exceptions.h"

#include "../core/exceptions.h"

corokit_stream_guard_t corokit_stream_guard;

static bool is_listening(int fd)
{
	int listening = 0;
	socklen_t length = sizeof(listening);

	return getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listening, &length) == 0 && listening;
}

/* The entry is stale when its coroutine is gone (ended, or lost in a fork) or was told that the descriptor is. */
static corokit_coroutine_t *find_user(zend_long cid)
{
	corokit_coroutine_t *user;

	if (!cid || cid == corokit_current->cid) {
		return NULL;
	}
	user = corokit_coroutine_find(cid);
	if (user && user->status == COROKIT_COROUTINE_READY && user->wake_code == -EBADF) {
		return NULL;
	}
	return user;
}

static const char *spawn_file(const corokit_coroutine_t *coroutine)
{
	return coroutine->spawn_file ? ZSTR_VAL(coroutine->spawn_file) : "the module";
}

static void throw_in_use(int fd, corokit_coroutine_t *user, bool reading)
{
	corokit_coroutine_t *self = corokit_current;

	zend_throw_exception_ex(corokit_error_ce, EBUSY,
		"stream (descriptor %d) is being %s by coroutine " ZEND_LONG_FMT " (created at %s:%u), coroutine " ZEND_LONG_FMT " (created at %s:%u) cannot %s it at the same time",
		fd, reading ? "read" : "written",
		user->cid, spawn_file(user), user->spawn_line,
		self->cid, spawn_file(self), self->spawn_line, reading ? "read" : "write");
}

bool corokit_stream_conflict(int fd, short events)
{
	const corokit_stream_use_t *use = &corokit_stream_guard.uses[fd];
	int saved_errno = errno;
	corokit_coroutine_t *user = NULL;
	bool reading = false;

	if (events & POLLIN) {
		user = find_user(use->reader);
		reading = user != NULL;
	}
	if (!user && (events & POLLOUT)) {
		user = find_user(use->writer);
	}
	/* Accepting leaves no buffer behind: any number may do it. */
	if (!user || is_listening(fd)) {
		errno = saved_errno;
		return false;
	}
	if (!EG(exception)) {
		throw_in_use(fd, user, reading);
	}
	errno = saved_errno;
	return true;
}

static bool grow(int fd)
{
	int size = corokit_stream_guard.size ? corokit_stream_guard.size : 64;
	corokit_stream_use_t *uses;

	while (size <= fd) {
		size *= 2;
	}
	uses = realloc(corokit_stream_guard.uses, (size_t) size * sizeof(*uses));
	if (!uses) {
		return false;
	}
	memset(uses + corokit_stream_guard.size, 0, (size_t) (size - corokit_stream_guard.size) * sizeof(*uses));
	corokit_stream_guard.uses = uses;
	corokit_stream_guard.size = size;
	return true;
}

void corokit_stream_enter(corokit_caller_t caller, int fd, short events)
{
	corokit_stream_use_t *use;

	if (caller != COROKIT_CALLER_PHP || fd < 0) {
		return;
	}
	if (UNEXPECTED(fd >= corokit_stream_guard.size) && !grow(fd)) {
		return; /* no memory for a check must not stop the call */
	}
	use = &corokit_stream_guard.uses[fd];
	if (events & POLLIN) {
		use->reader = corokit_current->cid;
	}
	if (events & POLLOUT) {
		use->writer = corokit_current->cid;
	}
}

void corokit_stream_leave(corokit_caller_t caller, int fd, short events)
{
	corokit_stream_use_t *use;

	if (caller != COROKIT_CALLER_PHP || (unsigned) fd >= (unsigned) corokit_stream_guard.size) {
		return;
	}
	use = &corokit_stream_guard.uses[fd];
	if ((events & POLLIN) && use->reader == corokit_current->cid) {
		use->reader = 0;
	}
	if ((events & POLLOUT) && use->writer == corokit_current->cid) {
		use->writer = 0;
	}
}
