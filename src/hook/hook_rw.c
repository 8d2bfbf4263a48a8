/*
 * read(2) and write(2) on anything: RWF_NOWAIT where the kernel can (sockets,
 * pipes, files in the page cache), poll(2) first where it cannot (terminals,
 * /proc). A cold file is read by the pool. Writes to files are made directly,
 * and so are those to standard output and error, which others may share.
 */
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "../base/libc.h"
#include "../loop/pool.h"
#include "hook_io.h"
#include "hook_rw.h"
#include "stream_guard.h"

/* ---- vectors ---- */

static size_t size_of(const struct iovec *parts, int count)
{
	size_t size = 0;

	for (int i = 0; i < count; i++) {
		size += parts[i].iov_len;
	}
	return size;
}

static void scatter(const struct iovec *parts, int count, const char *data, size_t size)
{
	for (int i = 0; i < count && size; i++) {
		size_t piece = MIN(parts[i].iov_len, size);

		memcpy(parts[i].iov_base, data, piece);
		data += piece;
		size -= piece;
	}
}

/* What is left behind the first `done` bytes: moves the caller's own copy on. */
static void skip_done(struct iovec **parts, int *count, size_t done)
{
	while (*count && done >= (*parts)->iov_len) {
		done -= (*parts)->iov_len;
		++*parts;
		--*count;
	}
	if (done) {
		(*parts)->iov_base = (char *) (*parts)->iov_base + done;
		(*parts)->iov_len -= done;
	}
}

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

static ssize_t read_on_pool(corokit_hook_call_t *call, int fd, const struct iovec *parts, int count)
{
	size_t size = size_of(parts, count);
	read_job_t *job = malloc(sizeof(*job) + size);
	ssize_t result;
	int err;

	if (!job) {
		return readv(fd, parts, count);
	}
	memset(job, 0, sizeof(*job));
	job->job.work = work_read;
	job->job.release = release_read;
	job->fd = fcntl(fd, F_DUPFD_CLOEXEC, 3);
	job->size = size;
	if (job->fd < 0) {
		free(job);
		return readv(fd, parts, count);
	}
	err = corokit_pool_run(&job->job, COROKIT_NEVER, "file read");
	if (err < 0) {
		return corokit_hook_fail(err);
	}
	result = job->result;
	err = -job->error;
	if (result > 0) {
		scatter(parts, count, job->buffer, (size_t) result);
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

/* The kernel does not know RWF_NOWAIT here. */
static bool is_unknown(int err)
{
	return err == -EOPNOTSUPP || err == -ENOSYS || err == -EINVAL;
}

static ssize_t read_in_coroutine(corokit_hook_call_t *call, corokit_caller_t caller, int fd, const struct iovec *parts, int count)
{
	corokit_hook_retry_t retry = {.caller = caller, .fd = fd, .events = POLLIN, .timeout_option = SO_RCVTIMEO, .reason = "read"};

	/* EAGAIN: the stream layer takes anything else for the end. */
	if (UNEXPECTED(corokit_stream_busy(caller, fd, POLLIN))) {
		return corokit_hook_fail(-EAGAIN);
	}
	for (;;) {
		ssize_t result = preadv2(fd, parts, count, -1, RWF_NOWAIT);
		int err;

		if (result >= 0) {
			return corokit_hook_return(call, result);
		}
		err = -errno;
		/* The flag O_NONBLOCK means nothing to a file: it is read, cold or not. */
		if ((is_unknown(err) && is_ready(fd, POLLIN)) || ((is_unknown(err) || err == -EAGAIN) && corokit_hook_is_nonblocking(fd))) {
			result = readv(fd, parts, count);
			return result < 0 ? result : corokit_hook_return(call, result);
		}
		if (is_unknown(err) || err == -EAGAIN) {
			err = corokit_hook_wait_to_retry(&retry);
			if (err == -EPERM) {
				/* Nothing that epoll watches: a file that is not in memory. */
				return read_on_pool(call, fd, parts, count);
			}
		}
		if (err < 0) {
			return corokit_hook_fail(err);
		}
	}
}

static bool enter_read(corokit_hook_call_t *call, corokit_caller_t caller, int fd)
{
	return (caller != COROKIT_CALLER_PHP || corokit_hook_in_internal_function()) && corokit_hook_enter_fd(call, caller, fd);
}

static ssize_t hook_read(corokit_caller_t caller, int fd, void *buffer, size_t size)
{
	corokit_hook_call_t call;
	struct iovec part = {buffer, size};

	if (!enter_read(&call, caller, fd)) {
		return read(fd, buffer, size);
	}
	return read_in_coroutine(&call, caller, fd, &part, 1);
}

static ssize_t hook_readv(corokit_caller_t caller, int fd, const struct iovec *parts, int count)
{
	corokit_hook_call_t call;

	if (count <= 0 || count > IOV_MAX || !enter_read(&call, caller, fd)) {
		return readv(fd, parts, count);
	}
	return read_in_coroutine(&call, caller, fd, parts, count);
}

extern COROKIT_MAY_LACK ssize_t __read_chk(int fd, void *buffer, size_t size, size_t room);

static ssize_t hook___read_chk(corokit_caller_t caller, int fd, void *buffer, size_t size, size_t room)
{
	if (room < size) {
		return __read_chk(fd, buffer, size, room); /* aborts */
	}
	return hook_read(caller, fd, buffer, size);
}

/* ---- write ---- */

/*
 * Files never say "not now", so they are written as outside coroutines. To find out
 * costs a system call, once: it is remembered until the number is closed, by whichever
 * of close, dup2, dup3 and fclose PHP and its extensions do it. Pipes and sockets are asked each time.
 */
static struct {
	bool *known;
	int   size;
} files;

static bool remember_file(int fd)
{
	int size = files.size ? files.size : 64;
	bool *known;

	while (size <= fd) {
		size *= 2;
	}
	if (size != files.size) {
		known = realloc(files.known, (size_t) size);
		if (!known) {
			return true;
		}
		memset(known + files.size, 0, (size_t) (size - files.size));
		files.known = known;
		files.size = size;
	}
	files.known[fd] = true;
	return true;
}

void corokit_rw_forget_file(int fd)
{
	if ((unsigned) fd < (unsigned) files.size) {
		files.known[fd] = false;
	}
}

static bool is_file(int fd)
{
	if ((unsigned) fd < (unsigned) files.size && files.known[fd]) {
		return true;
	}
	return lseek(fd, 0, SEEK_CUR) >= 0 && remember_file(fd);
}

/* `parts` is the caller's to change. */
static ssize_t write_in_coroutine(corokit_hook_call_t *call, corokit_caller_t caller, int fd, struct iovec *parts, int count)
{
	corokit_hook_retry_t retry = {.caller = caller, .fd = fd, .events = POLLOUT, .timeout_option = SO_SNDTIMEO, .reason = "write"};
	size_t done = 0;

	if (UNEXPECTED(corokit_stream_busy(caller, fd, POLLOUT))) {
		return corokit_hook_fail(-EAGAIN);
	}
	for (;;) {
		ssize_t result = pwritev2(fd, parts, count, -1, RWF_NOWAIT);
		int err = result < 0 ? -errno : 0;

		if (result >= 0) {
			done += (size_t) result;
			skip_done(&parts, &count, (size_t) result);
			if (count == 0 || result == 0) {
				return corokit_hook_return(call, (long) done);
			}
			continue;
		}
		if (err == -EAGAIN) {
			err = corokit_hook_wait_to_retry(&retry);
		}
		/* EPERM: epoll does not watch it, so it does not wait for a reader. */
		if (is_unknown(err) || err == -EPERM) {
			result = writev(fd, parts, count);
			return result < 0 && !done ? result : corokit_hook_return(call, (long) done + MAX(result, 0));
		}
		if (err < 0) {
			return done ? corokit_hook_return(call, (long) done) : corokit_hook_fail(err);
		}
	}
}

static bool enter_write(corokit_hook_call_t *call, corokit_caller_t caller, int fd)
{
	int saved_errno = errno;
	bool file;

	if (fd == STDOUT_FILENO || fd == STDERR_FILENO) {
		return false;
	}
	file = is_file(fd);
	errno = saved_errno;
	return !file && corokit_hook_enter_fd(call, caller, fd);
}

/* ---- a large write to a file, on the pool ---- */

/* Copying less than this and asking a thread costs more than it saves. */
#define LARGE_WRITE (256 * 1024)

typedef struct {
	corokit_job_t job;
	int           fd; /* a duplicate */
	size_t        size;
	ssize_t       result;
	int           error;
	char          data[];
} write_job_t;

static void work_write(corokit_job_t *job)
{
	write_job_t *self = (write_job_t *) job;

	self->result = write(self->fd, self->data, self->size);
	self->error = errno;
}

static void release_write(corokit_job_t *job)
{
	close(((write_job_t *) job)->fd);
	free(job);
}

static bool is_worth_offloading(corokit_caller_t caller, int fd, size_t size)
{
	return UNEXPECTED(corokit_config.file_offload) && size >= LARGE_WRITE && caller == COROKIT_CALLER_PHP
		&& fd > STDERR_FILENO && is_file(fd) && corokit_hook_in_internal_function();
}

static ssize_t write_on_pool(corokit_hook_call_t *call, corokit_caller_t caller, int fd, const void *buffer, size_t size)
{
	write_job_t *job;
	ssize_t result;
	int err;

	if (UNEXPECTED(corokit_stream_busy(caller, fd, POLLOUT))) {
		return corokit_hook_fail(-EBUSY);
	}
	job = malloc(sizeof(*job) + size);
	if (!job) {
		return write(fd, buffer, size);
	}
	memset(job, 0, sizeof(*job));
	job->job.work = work_write;
	job->job.release = release_write;
	job->fd = fcntl(fd, F_DUPFD_CLOEXEC, 3);
	job->size = size;
	if (job->fd < 0) {
		free(job);
		return write(fd, buffer, size);
	}
	memcpy(job->data, buffer, size);
	corokit_stream_enter(caller, fd, POLLOUT);
	err = corokit_pool_run(&job->job, COROKIT_NEVER, "file write");
	corokit_stream_leave(caller, fd, POLLOUT);
	if (err < 0) {
		return corokit_hook_fail(err);
	}
	result = job->result;
	err = -job->error;
	release_write(&job->job);
	return result < 0 ? corokit_hook_fail(err) : corokit_hook_return(call, result);
}

static ssize_t hook_write(corokit_caller_t caller, int fd, const void *buffer, size_t size)
{
	corokit_hook_call_t call;
	struct iovec part = {(void *) buffer, size};

	if (is_worth_offloading(caller, fd, size) && corokit_hook_enter(&call, caller, COROKIT_HOOK_FILE)) {
		return write_on_pool(&call, caller, fd, buffer, size);
	}
	if (!enter_write(&call, caller, fd)) {
		return write(fd, buffer, size);
	}
	return write_in_coroutine(&call, caller, fd, &part, 1);
}

static ssize_t hook_writev(corokit_caller_t caller, int fd, const struct iovec *parts, int count)
{
	corokit_hook_call_t call;
	struct iovec *copy;
	ssize_t result;

	if (count <= 0 || count > IOV_MAX || !enter_write(&call, caller, fd)) {
		return writev(fd, parts, count);
	}
	copy = safe_emalloc((size_t) count, sizeof(*copy), 0);
	memcpy(copy, parts, (size_t) count * sizeof(*copy));
	result = write_in_coroutine(&call, caller, fd, copy, count);
	efree(copy);
	return result;
}

COROKIT_HOOK_VARIANTS(ssize_t, read, (int fd, void *buffer, size_t size), (fd, buffer, size))
COROKIT_HOOK_VARIANTS(ssize_t, __read_chk, (int fd, void *buffer, size_t size, size_t room), (fd, buffer, size, room))
COROKIT_HOOK_VARIANTS(ssize_t, readv, (int fd, const struct iovec *parts, int count), (fd, parts, count))
COROKIT_HOOK_VARIANTS(ssize_t, write, (int fd, const void *buffer, size_t size), (fd, buffer, size))
COROKIT_HOOK_VARIANTS(ssize_t, writev, (int fd, const struct iovec *parts, int count), (fd, parts, count))

const corokit_hook_entry_t corokit_hook_rw_table[] = {
	COROKIT_HOOK_ENTRY(read),
	COROKIT_HOOK_ENTRY(__read_chk),
	COROKIT_HOOK_ENTRY(readv),
	COROKIT_HOOK_ENTRY(write),
	COROKIT_HOOK_ENTRY(writev),
	COROKIT_HOOK_END
};
