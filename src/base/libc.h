/*
 * What differs between C libraries, in one place: glibc has all of it, musl
 * and others lack some.
 */
#ifndef COROKIT_LIBC_H
#define COROKIT_LIBC_H

#include <netdb.h>
#include <resolv.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

/* Functions that a library may lack are weak, and then NULL: nobody calls them there. */
#define COROKIT_MAY_LACK __attribute__((weak))

#ifndef NETDB_INTERNAL
# define NETDB_INTERNAL (-1) /* see errno */
#endif

/* res_nsearch() and its family keep their state where the caller says; elsewhere each thread has its own. */
#ifdef __GLIBC__
# define COROKIT_HAVE_RES_NSEARCH 1
#endif

#ifndef RWF_NOWAIT
# define RWF_NOWAIT 0x00000008

static inline ssize_t preadv2(int fd, const struct iovec *parts, int count, off_t at, int flags)
{
	return syscall(SYS_preadv2, fd, parts, (unsigned long) count, (long) at, (long) (at >> 31 >> 1), flags);
}

static inline ssize_t pwritev2(int fd, const struct iovec *parts, int count, off_t at, int flags)
{
	return syscall(SYS_pwritev2, fd, parts, (unsigned long) count, (long) at, (long) (at >> 31 >> 1), flags);
}
#endif

#endif
