/* See popen.h. */
#include "popen.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct corokit_popen {
	corokit_list_t        link;
	corokit_child_claim_t claim;
	FILE                 *file; /* owned until corokit_popen_close() */
};

static corokit_list_t running = {&running, &running};

/* 0 or an error number. The child has its end as standard input or output, and nothing else of the pipe. */
static int spawn_shell(const char *command, int child_end, int child_fd, pid_t *pid)
{
	char *argv[] = {"sh", "-c", (char *) command, NULL};
	posix_spawn_file_actions_t actions;
	int err;

	err = posix_spawn_file_actions_init(&actions);
	if (err) {
		return err;
	}
	err = posix_spawn_file_actions_adddup2(&actions, child_end, child_fd);
	if (!err) {
		err = posix_spawn(pid, "/bin/sh", &actions, NULL, argv, environ);
	}
	posix_spawn_file_actions_destroy(&actions);
	return err;
}

static bool parse_mode(const char *mode, bool *reads)
{
	bool read = strchr(mode, 'r') != NULL, write = strchr(mode, 'w') != NULL;

	*reads = read;
	return read != write && strspn(mode, "rwe") == strlen(mode);
}

FILE *corokit_popen_start(const char *command, const char *mode)
{
	corokit_popen_t *self;
	int ends[2], err;
	bool reads;
	pid_t pid;

	if (!parse_mode(mode, &reads)) {
		errno = EINVAL;
		return NULL;
	}
	self = calloc(1, sizeof(*self));
	if (!self) {
		return NULL;
	}
	if (pipe2(ends, O_CLOEXEC) < 0) {
		err = errno;
		goto free_self;
	}
	self->file = fdopen(ends[reads ? 0 : 1], reads ? "r" : "w");
	if (!self->file) {
		err = errno;
		close(ends[0]);
		close(ends[1]);
		goto free_self;
	}
	err = spawn_shell(command, ends[reads ? 1 : 0], reads ? STDOUT_FILENO : STDIN_FILENO, &pid);
	close(ends[reads ? 1 : 0]);
	if (err) {
		goto close_file;
	}
	corokit_list_push_back(&running, &self->link);
	corokit_child_claim(&self->claim, pid);
	return self->file;

close_file:
	fclose(self->file);
free_self:
	free(self);
	errno = err;
	return NULL;
}

corokit_popen_t *corokit_popen_find(FILE *file)
{
	for (corokit_list_t *at = running.next; at != &running; at = at->next) {
		corokit_popen_t *self = corokit_list_entry(at, corokit_popen_t, link);

		if (self->file == file) {
			return self;
		}
	}
	return NULL;
}

corokit_child_claim_t *corokit_popen_claim(corokit_popen_t *self)
{
	return &self->claim;
}

void corokit_popen_close(corokit_popen_t *self)
{
	FILE *file = self->file;

	self->file = NULL;
	fclose(file);
}

void corokit_popen_end(corokit_popen_t *self)
{
	corokit_child_unclaim(&self->claim);
	corokit_list_unlink(&self->link);
	free(self);
}
