/*
 * The socket that a server listens on: made by the supervisor, with nothing
 * but system calls, inherited by its workers.
 */
#ifndef COROKIT_ENDPOINT_H
#define COROKIT_ENDPOINT_H

/* Swoole's values. */
#define COROKIT_SOCK_TCP          1
#define COROKIT_SOCK_UDP          2
#define COROKIT_SOCK_TCP6         3
#define COROKIT_SOCK_UDP6         4
#define COROKIT_SOCK_UNIX_DGRAM   5
#define COROKIT_SOCK_UNIX_STREAM  6
#define COROKIT_SOCK_SSL          512

/*
 * A non-blocking, bound socket; *port is filled in when it was 0. It does not
 * listen yet. A negative code: -EAFNOSUPPORT for a type that is not served, -EINVAL for
 * a host that is no address, else what bind() said.
 */
int corokit_endpoint_bind(const char *host, int *port, int type);
/* 0 or a negative code. */
int corokit_endpoint_listen(int fd, int backlog);
/* Closes it; a path of a unix socket is removed when `unlink`. */
void corokit_endpoint_close(int fd, const char *host, int type, int unlink_path);

#endif
