/* See pid_file.h. Written beside the file and renamed: a reader sees a whole pid or none. */
#include "pid_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "php.h"

static char *written;   /* owned */
static pid_t written_by;

int corokit_pid_file_write(const char *path)
{
	char text[24];
	char *aside;
	int length = snprintf(text, sizeof(text), "%d", (int) getpid());
	int fd, err = 0;

	spprintf(&aside, 0, "%s.%d", path, (int) getpid());
	fd = open(aside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	if (fd < 0) {
		err = -errno;
		goto free_name;
	}
	if (write(fd, text, (size_t) length) != length) {
		err = errno ? -errno : -ENOSPC;
	}
	close(fd);
	if (!err && rename(aside, path) < 0) {
		err = -errno;
	}
	if (err) {
		unlink(aside);
		goto free_name;
	}
	free(written);
	written = strdup(path);
	written_by = getpid();

free_name:
	efree(aside);
	return err;
}

static int read_pid(const char *path)
{
	char text[24] = "";
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0) {
		return -1;
	}
	if (read(fd, text, sizeof(text) - 1) < 0) {
		text[0] = '\0';
	}
	close(fd);
	return atoi(text);
}

void corokit_pid_file_remove(void)
{
	if (written && written_by == getpid() && read_pid(written) == (int) getpid()) {
		unlink(written);
	}
	free(written);
	written = NULL;
}
