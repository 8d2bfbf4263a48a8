/*
 * corokit.file_offload: calls on paths that have to ask a disk, or a server behind a
 * network file system, are made by the pool. Off by default, because a path
 * in the kernel's cache is answered in less time than it takes to ask a thread.
 *
 * Only for absolute paths (the working directory may change meanwhile) and only below a
 * running internal function, so never while the engine loads code. A call
 * that was cancelled is made all the same; what it opened is closed.
 */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../loop/pool.h"
#include "hook_io.h"

typedef struct offload {
	corokit_job_t job;
	int         (*call)(struct offload *self); /* -1 with errno */
	char         *path;  /* owned */
	char         *other; /* owned: rename() */
	int           flags;
	mode_t        mode;
	int           result;
	int           error;
	struct stat   info;
	DIR          *directory;
	bool          taken; /* what it opened has an owner */
} offload_t;

static void work(corokit_job_t *job)
{
	offload_t *self = (offload_t *) job;

	self->result = self->call(self);
	self->error = errno;
}

static int call_open(offload_t *self)
{
	return open(self->path, self->flags, self->mode);
}

static int call_stat(offload_t *self)
{
	return stat(self->path, &self->info);
}

static int call_lstat(offload_t *self)
{
	return lstat(self->path, &self->info);
}

static int call_unlink(offload_t *self)
{
	return unlink(self->path);
}

static int call_rename(offload_t *self)
{
	return rename(self->path, self->other);
}

static int call_mkdir(offload_t *self)
{
	return mkdir(self->path, self->mode);
}

static int call_rmdir(offload_t *self)
{
	return rmdir(self->path);
}

static int call_opendir(offload_t *self)
{
	self->directory = opendir(self->path);
	return self->directory ? 0 : -1;
}

static void release(corokit_job_t *job)
{
	offload_t *self = (offload_t *) job;

	if (!self->taken) {
		if (self->call == call_open && self->result >= 0) {
			close(self->result);
		}
		if (self->directory) {
			closedir(self->directory);
		}
	}
	free(self->path);
	free(self->other);
	free(self);
}

/* NULL: make the real call. */
static offload_t *begin(corokit_hook_call_t *call, corokit_caller_t caller, const char *path, int (*function)(offload_t *))
{
	offload_t *self;

	if (EXPECTED(!corokit_config.file_offload) || !path || path[0] != '/' || !corokit_hook_in_internal_function()
		|| !corokit_hook_enter(call, caller, COROKIT_HOOK_FILE)) {
		return NULL;
	}
	self = calloc(1, sizeof(*self));
	if (!self) {
		return NULL;
	}
	self->job.work = work;
	self->job.release = release;
	self->call = function;
	self->result = -1;
	self->path = strdup(path);
	if (!self->path) {
		free(self);
		return NULL;
	}
	return self;
}

/* The result; on failure -1 with errno, and `self` is gone unless it is 0 or more. May suspend. */
static int finish(corokit_hook_call_t *call, offload_t *self, const char *reason)
{
	int err = corokit_pool_run(&self->job, COROKIT_NEVER, reason);

	if (err == 0 && self->result < 0) {
		err = -self->error;
		release(&self->job);
	}
	return (int) (err < 0 ? corokit_hook_fail(err) : corokit_hook_return(call, self->result));
}

static int finish_plain(corokit_hook_call_t *call, offload_t *self, const char *reason)
{
	int result = finish(call, self, reason);

	if (result >= 0) {
		self->taken = true;
		release(&self->job);
	}
	return result;
}

static int hook_open(corokit_caller_t caller, const char *path, int flags, mode_t mode)
{
	corokit_hook_call_t call;
	offload_t *self = begin(&call, caller, path, call_open);

	if (!self) {
		return open(path, flags, mode);
	}
	self->flags = flags;
	self->mode = mode;
	return finish_plain(&call, self, "open");
}

static int give_info(corokit_hook_call_t *call, offload_t *self, struct stat *info, const char *reason)
{
	int result = finish(call, self, reason);

	if (result >= 0) {
		*info = self->info;
		release(&self->job);
	}
	return result;
}

static int hook_stat(corokit_caller_t caller, const char *path, struct stat *info)
{
	corokit_hook_call_t call;
	offload_t *self = begin(&call, caller, path, call_stat);

	return self ? give_info(&call, self, info, "stat") : stat(path, info);
}

static int hook_lstat(corokit_caller_t caller, const char *path, struct stat *info)
{
	corokit_hook_call_t call;
	offload_t *self = begin(&call, caller, path, call_lstat);

	return self ? give_info(&call, self, info, "lstat") : lstat(path, info);
}

static int hook_unlink(corokit_caller_t caller, const char *path)
{
	corokit_hook_call_t call;
	offload_t *self = begin(&call, caller, path, call_unlink);

	return self ? finish_plain(&call, self, "unlink") : unlink(path);
}

static int hook_rename(corokit_caller_t caller, const char *from, const char *to)
{
	corokit_hook_call_t call;
	offload_t *self = to && to[0] == '/' ? begin(&call, caller, from, call_rename) : NULL;

	if (self && !(self->other = strdup(to))) {
		release(&self->job);
		self = NULL;
	}
	return self ? finish_plain(&call, self, "rename") : rename(from, to);
}

static int hook_mkdir(corokit_caller_t caller, const char *path, mode_t mode)
{
	corokit_hook_call_t call;
	offload_t *self = begin(&call, caller, path, call_mkdir);

	if (!self) {
		return mkdir(path, mode);
	}
	self->mode = mode;
	return finish_plain(&call, self, "mkdir");
}

static int hook_rmdir(corokit_caller_t caller, const char *path)
{
	corokit_hook_call_t call;
	offload_t *self = begin(&call, caller, path, call_rmdir);

	return self ? finish_plain(&call, self, "rmdir") : rmdir(path);
}

static DIR *hook_opendir(corokit_caller_t caller, const char *path)
{
	corokit_hook_call_t call;
	offload_t *self = begin(&call, caller, path, call_opendir);
	DIR *directory;

	if (!self) {
		return opendir(path);
	}
	if (finish(&call, self, "opendir") < 0) {
		return NULL;
	}
	directory = self->directory;
	self->taken = true;
	release(&self->job);
	return directory;
}

COROKIT_HOOK_VARIANTS(int, open, (const char *path, int flags, mode_t mode), (path, flags, mode))
COROKIT_HOOK_VARIANTS(int, stat, (const char *path, struct stat *info), (path, info))
COROKIT_HOOK_VARIANTS(int, lstat, (const char *path, struct stat *info), (path, info))
COROKIT_HOOK_VARIANTS(int, unlink, (const char *path), (path))
COROKIT_HOOK_VARIANTS(int, rename, (const char *from, const char *to), (from, to))
COROKIT_HOOK_VARIANTS(int, mkdir, (const char *path, mode_t mode), (path, mode))
COROKIT_HOOK_VARIANTS(int, rmdir, (const char *path), (path))
COROKIT_HOOK_VARIANTS(DIR *, opendir, (const char *path), (path))

/* Libraries open their own small files; only PHP's calls can be many or slow. */
#define OF_PHP(name) COROKIT_HOOK_ENTRY_FOR(name, 1u << COROKIT_CALLER_PHP)

const corokit_hook_entry_t corokit_hook_offload_table[] = {
	OF_PHP(open),
	COROKIT_HOOK_ALIAS_FOR("open64", open, 1u << COROKIT_CALLER_PHP),
	OF_PHP(stat),
	OF_PHP(lstat),
	OF_PHP(unlink),
	OF_PHP(rename),
	OF_PHP(mkdir),
	OF_PHP(rmdir),
	OF_PHP(opendir),
	COROKIT_HOOK_END
};
