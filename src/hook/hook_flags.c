/* The mask of families, what a descriptor is, and what a hook asks the engine. Scheduler's thread. */
#include "hook.h"

#include <sys/socket.h>
#include <sys/stat.h>

uint32_t corokit_hooks_mask = COROKIT_HOOK_ALL;

void corokit_hook_chaos(void)
{
	corokit_reschedule("chaos");
}

static uint32_t socket_family(int fd)
{
	int domain = AF_INET, type = SOCK_STREAM;
	socklen_t length = sizeof(int);

	getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &domain, &length);
	length = sizeof(int);
	getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &length);
	if (domain == AF_UNIX) {
		return type == SOCK_DGRAM ? COROKIT_HOOK_UDG : COROKIT_HOOK_UNIX;
	}
	return type == SOCK_DGRAM ? COROKIT_HOOK_UDP : COROKIT_HOOK_STREAM_SOCKETS;
}

uint32_t corokit_hook_fd_family(int fd)
{
	int saved_errno = errno;
	uint32_t family = 0;
	struct stat status;

	if (fstat(fd, &status) == 0) {
		if (S_ISSOCK(status.st_mode)) {
			family = socket_family(fd);
		} else if (S_ISREG(status.st_mode) || S_ISDIR(status.st_mode) || S_ISBLK(status.st_mode)) {
			family = COROKIT_HOOK_FILE;
		} else {
			family = COROKIT_HOOK_STDIO;
		}
	}
	errno = saved_errno;
	return family;
}

bool corokit_hook_in_internal_function(void)
{
	const zend_execute_data *frame = EG(current_execute_data);

	/* A frame without opcodes and without a function is the bottom of a coroutine. */
	return frame && frame->func && frame->func->type == ZEND_INTERNAL_FUNCTION && frame->prev_execute_data;
}
