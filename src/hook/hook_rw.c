/*
 * read(2) and write(2) on anything: RWF_NOWAIT where the kernel can (sockets,
 * pipes, files in the page cache), poll(2) first where it cannot (terminals,
 * /proc). A cold file is read by the pool. Writes to files are made directly,
 * and so are those to standard output and error, which others may share.
 */
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include "../loop/pool.h"
#include "hook_io.h"
#include "stream_guard.h"

/* ---- a cold file, on the pool ---- */

typedef struct {
	corokit_job_t job;
	int           fd; /* a duplicate: the caller may be cancelled and close its own */
	size_t        size;
	ssize_t       result;
	int           error;
	char          buffer[];
} read_job_t;

static void work_read(corokit_job_t *job)
{
	read_job_t *self = (read_job_t *) job;

	self->result = read(self->fd, self->buffer, self->size);
	self->error = errno;
}

static void release_read(corokit_job_t *job)
{
	close(((read_job_t *) job)->fd);
	free(job);
}

static ssize_t read_on_pool(corokit_hook_call_t *call, int fd, void *buffer, size_t size)
{
	read_job_t *job = malloc(sizeof(*job) + size);
	ssize_t result;
	int err;

	if (!job) {
		return read(fd, buffer, size);
	}
	memset(job, 0, sizeof(*job));
	job->job.work = work_read;
	job->job.release = release_read;
	job->fd = fcntl(fd, F_DUPFD_CLOEXEC, 3);
	job->size = size;
	if (job->fd < 0) {
		free(job);
		return read(fd, buffer, size);
	}
	err = corokit_pool_run(&job->job, COROKIT_NEVER, "file read");
	if (err < 0) {
		return corokit_hook_fail(err);
	}
	result = job->result;
	err = -job->error;
	if (result > 0) {
		memcpy(buffer, job->buffer, (size_t) result);
	}
	release_read(&job->job);
	return result < 0 ? corokit_hook_fail(err) : corokit_hook_return(call, result);
}

/* ---- read ---- */

static bool is_ready(int fd, short events)
{
	struct pollfd poll_fd = {.fd = fd, .events = events};

	return poll(&poll_fd, 1, 0) != 0;
}

static ssize_t hook_read(corokit_caller_t caller, int fd, void *buffer, size_t size)
{
	corokit_hook_call_t call;
	corokit_hook_retry_t retry = {.caller = caller, .fd = fd, .events = POLLIN, .timeout_option = SO_RCVTIMEO, .reason = "read"};
	struct iovec part = {buffer, size};

	if ((caller == COROKIT_CALLER_PHP && !corokit_hook_in_internal_function()) || !corokit_hook_enter_fd(&call, caller, fd)) {
		return read(fd, buffer, size);
	}
	/* EAGAIN: the stream layer takes anything else for the end. */
	if (UNEXPECTED(corokit_stream_busy(caller, fd, POLLIN))) {
		return corokit_hook_fail(-EAGAIN);
	}
	for (;;) {
		ssize_t result = preadv2(fd, &part, 1, -1, RWF_NOWAIT);
		int err;

		if (result >= 0) {
			return corokit_hook_return(&call, result);
		}
		err = -errno;
		if (err == -EOPNOTSUPP || err == -ENOSYS || err == -EINVAL) {
			if (is_ready(fd, POLLIN) || corokit_hook_is_nonblocking(fd)) {
				result = read(fd, buffer, size);
				return result < 0 ? result : corokit_hook_return(&call, result);
			}
			err = -EAGAIN;
		}
		if (err == -EAGAIN && corokit_hook_is_nonblocking(fd)) {
			/* The flag means nothing to a file: it is read, cold or not. */
			result = read(fd, buffer, size);
			return result < 0 ? result : corokit_hook_return(&call, result);
		}
		if (err == -EAGAIN) {
			err = corokit_hook_wait_to_retry(&retry);
			if (err == -EPERM) {
				/* Nothing that epoll watches: a file that is not in memory. */
				return read_on_pool(&call, fd, buffer, size);
			}
		}
		if (err < 0) {
			return corokit_hook_fail(err);
		}
	}
}

extern ssize_t __read_chk(int fd, void *buffer, size_t size, size_t room);

static ssize_t hook___read_chk(corokit_caller_t caller, int fd, void *buffer, size_t size, size_t room)
{
	if (room < size) {
		return __read_chk(fd, buffer, size, room); /* aborts */
	}
	return hook_read(caller, fd, buffer, size);
}

/* ---- write ---- */

static ssize_t hook_write(corokit_caller_t caller, int fd, const void *buffer, size_t size)
{
	corokit_hook_call_t call;
	corokit_hook_retry_t retry = {.caller = caller, .fd = fd, .events = POLLOUT, .timeout_option = SO_SNDTIMEO, .reason = "write"};
	size_t done = 0;

	if (fd == STDOUT_FILENO || fd == STDERR_FILENO || !corokit_hook_enter_fd(&call, caller, fd)) {
		return write(fd, buffer, size);
	}
	if (UNEXPECTED(corokit_stream_busy(caller, fd, POLLOUT))) {
		return corokit_hook_fail(-EAGAIN);
	}
	for (;;) {
		struct iovec part = {(char *) buffer + done, size - done};
		ssize_t result = pwritev2(fd, &part, 1, -1, RWF_NOWAIT);
		int err = result < 0 ? -errno : 0;

		if (result >= 0) {
			done += (size_t) result;
			if (done >= size || result == 0) {
				return corokit_hook_return(&call, (long) done);
			}
			continue;
		}
		if (err == -EAGAIN) {
			err = corokit_hook_wait_to_retry(&retry);
		}
		/* EPERM: a file of a file system that would have to wait, which epoll does not watch. */
		if (err == -EOPNOTSUPP || err == -ENOSYS || err == -EINVAL || err == -EPERM) {
			result = write(fd, part.iov_base, part.iov_len);
			return result < 0 && !done ? result : corokit_hook_return(&call, (long) done + MAX(result, 0));
		}
		if (err < 0) {
			return done ? corokit_hook_return(&call, (long) done) : corokit_hook_fail(err);
		}
	}
}

COROKIT_HOOK_VARIANTS(ssize_t, read, (int fd, void *buffer, size_t size), (fd, buffer, size))
COROKIT_HOOK_VARIANTS(ssize_t, __read_chk, (int fd, void *buffer, size_t size, size_t room), (fd, buffer, size, room))
COROKIT_HOOK_VARIANTS(ssize_t, write, (int fd, const void *buffer, size_t size), (fd, buffer, size))

const corokit_hook_entry_t corokit_hook_rw_table[] = {
	COROKIT_HOOK_ENTRY(read),
	COROKIT_HOOK_ENTRY(__read_chk),
	COROKIT_HOOK_ENTRY(write),
	COROKIT_HOOK_END
};
