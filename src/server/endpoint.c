/* See endpoint.h. */
#include "endpoint.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

typedef struct {
	struct sockaddr_storage storage;
	socklen_t               length;
} address_t;

static int make_inet(address_t *address, const char *host, int port)
{
	struct sockaddr_in *in = (struct sockaddr_in *) &address->storage;

	in->sin_family = AF_INET;
	in->sin_port = htons((uint16_t) port);
	address->length = sizeof(*in);
	return inet_pton(AF_INET, strcmp(host, "localhost") ? host : "127.0.0.1", &in->sin_addr) == 1 ? 0 : -EINVAL;
}

static int make_inet6(address_t *address, const char *host, int port)
{
	struct sockaddr_in6 *in = (struct sockaddr_in6 *) &address->storage;

	in->sin6_family = AF_INET6;
	in->sin6_port = htons((uint16_t) port);
	address->length = sizeof(*in);
	return inet_pton(AF_INET6, strcmp(host, "localhost") ? host : "::1", &in->sin6_addr) == 1 ? 0 : -EINVAL;
}

static int make_unix(address_t *address, const char *path)
{
	struct sockaddr_un *un = (struct sockaddr_un *) &address->storage;

	if (!*path || strlen(path) >= sizeof(un->sun_path)) {
		return -ENAMETOOLONG;
	}
	un->sun_family = AF_UNIX;
	strcpy(un->sun_path, path);
	address->length = sizeof(*un);
	return 0;
}

static int make_address(address_t *address, const char *host, int port, int type)
{
	memset(address, 0, sizeof(*address));
	switch (type) {
		case COROKIT_SOCK_TCP:
			return make_inet(address, host, port);
		case COROKIT_SOCK_TCP6:
			return make_inet6(address, host, port);
		case COROKIT_SOCK_UNIX_STREAM:
			return make_unix(address, host);
		default:
			return -EAFNOSUPPORT;
	}
}

/* A path that a dead server left behind is in the way; one that somebody serves is in use. */
static int clear_path(const address_t *address)
{
	const struct sockaddr_un *un = (const struct sockaddr_un *) &address->storage;
	struct stat status;
	int fd, connected;

	if (lstat(un->sun_path, &status) < 0) {
		return 0;
	}
	if (!S_ISSOCK(status.st_mode)) {
		return -EADDRINUSE;
	}
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0) {
		return -errno;
	}
	connected = connect(fd, (const struct sockaddr *) un, address->length);
	close(fd);
	if (connected == 0) {
		return -EADDRINUSE;
	}
	return unlink(un->sun_path) < 0 ? -errno : 0;
}

static int read_port(int fd)
{
	address_t address = {.length = sizeof(address.storage)};

	if (getsockname(fd, (struct sockaddr *) &address.storage, &address.length) < 0) {
		return -errno;
	}
	if (address.storage.ss_family == AF_INET6) {
		return ntohs(((struct sockaddr_in6 *) &address.storage)->sin6_port);
	}
	return ntohs(((struct sockaddr_in *) &address.storage)->sin_port);
}

int corokit_endpoint_bind(const char *host, int *port, int type)
{
	address_t address;
	int one = 1, err, fd;

	err = make_address(&address, host, *port, type);
	if (err < 0) {
		return err;
	}
	if (type == COROKIT_SOCK_UNIX_STREAM && (err = clear_path(&address)) < 0) {
		return err;
	}
	fd = socket(address.storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0) {
		return -errno;
	}
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
	if (type == COROKIT_SOCK_TCP6) {
		setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &one, sizeof(one));
	}
	if (bind(fd, (struct sockaddr *) &address.storage, address.length) < 0) {
		err = -errno;
		goto close_socket;
	}
	if (type != COROKIT_SOCK_UNIX_STREAM && *port == 0) {
		err = read_port(fd);
		if (err < 0) {
			goto close_socket;
		}
		*port = err;
	}
	return fd;

close_socket:
	close(fd);
	return err;
}

int corokit_endpoint_listen(int fd, int backlog)
{
	return listen(fd, backlog) < 0 ? -errno : 0;
}

void corokit_endpoint_close(int fd, const char *host, int type, int unlink_path)
{
	close(fd);
	if (type == COROKIT_SOCK_UNIX_STREAM && unlink_path) {
		unlink(host);
	}
}
