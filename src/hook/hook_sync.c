/* fsync(2) and fdatasync(2), on the thread pool. */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "../loop/pool.h"
#include "hook_io.h"

typedef struct {
	corokit_job_t job;
	int           fd;
	bool          is_duplicate;
	int         (*sync)(int fd);
	int           error;
} sync_job_t;

static void work_sync(corokit_job_t *job)
{
	sync_job_t *self = (sync_job_t *) job;

	self->error = self->sync(self->fd) < 0 ? -errno : 0;
}

static void release_sync(corokit_job_t *job)
{
	if (((sync_job_t *) job)->is_duplicate) {
		close(((sync_job_t *) job)->fd);
	}
	free(job);
}

static int sync_in_coroutine(corokit_caller_t caller, int fd, int (*sync)(int fd))
{
	corokit_hook_call_t call;
	sync_job_t *job;
	int err;

	if (!corokit_hook_enter(&call, caller, COROKIT_HOOK_FILE) || !(job = calloc(1, sizeof(*job)))) {
		return sync(fd);
	}
	job->job.work = work_sync;
	job->job.release = release_sync;
	job->sync = sync;
	/* To close any descriptor of a file drops the process's record locks on it, which SQLite lives on. */
	job->is_duplicate = caller != COROKIT_CALLER_SQLITE;
	job->fd = job->is_duplicate ? fcntl(fd, F_DUPFD_CLOEXEC, 3) : fd;
	if (job->fd < 0) {
		free(job);
		return sync(fd);
	}
	err = corokit_pool_run(&job->job, COROKIT_NEVER, "fsync");
	if (err == 0) {
		err = job->error;
		release_sync(&job->job);
	}
	return (int) (err < 0 ? corokit_hook_fail(err) : corokit_hook_return(&call, 0));
}

static int hook_fsync(corokit_caller_t caller, int fd)
{
	return sync_in_coroutine(caller, fd, fsync);
}

static int hook_fdatasync(corokit_caller_t caller, int fd)
{
	return sync_in_coroutine(caller, fd, fdatasync);
}

COROKIT_HOOK_VARIANTS(int, fsync, (int fd), (fd))
COROKIT_HOOK_VARIANTS(int, fdatasync, (int fd), (fd))

const corokit_hook_entry_t corokit_hook_sync_table[] = {
	COROKIT_HOOK_ENTRY_FOR(fsync, COROKIT_CALLERS_ALL_AND_SQLITE),
	COROKIT_HOOK_ENTRY_FOR(fdatasync, COROKIT_CALLERS_ALL_AND_SQLITE),
	COROKIT_HOOK_END
};
