/*
 * Name lookups, on the thread pool: libc waits inside itself, where no slot
 * is. Arguments and results are on the heap, because a lookup cannot be
 * stopped and may outlive the coroutine that asked.
 */
#include <arpa/inet.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "ext/standard/file.h"

#include "../base/libc.h"
#include "../loop/pool.h"
#include "hook_io.h"

/* ---- getaddrinfo ---- */

typedef struct {
	corokit_job_t    job;
	char            *node, *service;
	struct addrinfo  hints;
	bool             has_hints;
	struct addrinfo *found;
	int              result;
	int              error;
} addrinfo_job_t;

static void work_addrinfo(corokit_job_t *job)
{
	addrinfo_job_t *self = (addrinfo_job_t *) job;

	self->result = getaddrinfo(self->node, self->service, self->has_hints ? &self->hints : NULL, &self->found);
	self->error = errno;
}

static void release_addrinfo(corokit_job_t *job)
{
	addrinfo_job_t *self = (addrinfo_job_t *) job;

	if (self->found) {
		freeaddrinfo(self->found);
	}
	free(self->node);
	free(self->service);
	free(self);
}

/* Numbers need no one to ask. */
static bool is_address(const char *node)
{
	unsigned char address[sizeof(struct in6_addr)];

	return inet_pton(AF_INET, node, address) == 1 || inet_pton(AF_INET6, node, address) == 1;
}

static int hook_getaddrinfo(corokit_caller_t caller, const char *node, const char *service, const struct addrinfo *hints, struct addrinfo **found)
{
	corokit_hook_call_t call;
	addrinfo_job_t *job;
	int result;

	if (!node || (hints && (hints->ai_flags & AI_NUMERICHOST)) || is_address(node)
		|| !corokit_hook_enter(&call, caller, COROKIT_HOOK_NAMES) || !(job = calloc(1, sizeof(*job)))) {
		return getaddrinfo(node, service, hints, found);
	}
	job->job.work = work_addrinfo;
	job->job.release = release_addrinfo;
	job->node = strdup(node);
	job->service = service ? strdup(service) : NULL;
	if (!job->node || (service && !job->service)) {
		release_addrinfo(&job->job);
		return EAI_MEMORY;
	}
	if (hints) {
		job->hints = *hints;
		job->has_hints = true;
	}
	result = corokit_pool_run(&job->job, COROKIT_NEVER, "getaddrinfo");
	if (result < 0) {
		errno = -result;
		return EAI_SYSTEM;
	}
	result = job->result;
	if (result == 0) {
		*found = job->found;
		job->found = NULL;
		errno = call.saved_errno;
	} else {
		errno = job->error;
	}
	release_addrinfo(&job->job);
	return result;
}

/* ---- gethostbyname_r ---- */

typedef struct {
	corokit_job_t   job;
	char           *name;
	size_t          size;
	struct hostent  host;
	struct hostent *found;
	int             result;
	int             error;
	int             h_error;
	_Alignas(max_align_t) char buffer[];
} host_job_t;

static void work_host(corokit_job_t *job)
{
	host_job_t *self = (host_job_t *) job;

	self->result = gethostbyname_r(self->name, &self->host, self->buffer, self->size, &self->found, &self->h_error);
	self->error = errno;
}

static void release_host(corokit_job_t *job)
{
	free(((host_job_t *) job)->name);
	free(job);
}

/*
 * PHP keeps one buffer for the results of the whole process and frees it at
 * the start of the next lookup, while ours may still be under way. For the
 * time of the wait it belongs to us.
 */
typedef struct {
	char  *buffer; /* owned; NULL: the caller's is its own affair */
	size_t size;
} taken_buffer_t;

static taken_buffer_t take_php_buffer(const char *buffer)
{
	taken_buffer_t taken = {NULL, 0};

	if (buffer == FG(tmp_host_buf)) {
		taken.buffer = FG(tmp_host_buf);
		taken.size = FG(tmp_host_buf_len);
		FG(tmp_host_buf) = NULL;
		FG(tmp_host_buf_len) = 0;
	}
	return taken;
}

/* A result that another coroutine left there has been used: nobody waits between the lookup and its use. */
static void give_php_buffer(const taken_buffer_t *taken)
{
	int saved_errno = errno; /* ERANGE asks for a larger buffer */

	if (taken->buffer) {
		free(FG(tmp_host_buf));
		errno = saved_errno;
		FG(tmp_host_buf) = taken->buffer;
		FG(tmp_host_buf_len) = taken->size;
	}
}

/* Takes the next `size` bytes, aligned for pointers. NULL: the buffer ends before. */
static void *take_bytes(char **at, const char *end, size_t size)
{
	char *start = (char *) (((uintptr_t) *at + sizeof(void *) - 1) & ~(uintptr_t) (sizeof(void *) - 1));

	if (start > end || (size_t) (end - start) < size) {
		return NULL;
	}
	*at = start + size;
	return start;
}

static void *copy_bytes(char **at, const char *end, const void *from, size_t size)
{
	void *to = take_bytes(at, end, size);

	return to ? memcpy(to, from, size) : NULL;
}

/* item_size 0: strings. */
static char **copy_list(char **at, const char *end, char **from, size_t item_size)
{
	size_t count = 0;
	char **list;

	while (from && from[count]) {
		count++;
	}
	list = take_bytes(at, end, (count + 1) * sizeof(*list));
	if (!list) {
		return NULL;
	}
	for (size_t i = 0; i < count; i++) {
		list[i] = copy_bytes(at, end, from[i], item_size ? item_size : strlen(from[i]) + 1);
		if (!list[i]) {
			return NULL;
		}
	}
	list[count] = NULL;
	return list;
}

/* False when the buffer is too small. */
static bool copy_host(struct hostent *to, char *buffer, size_t size, const struct hostent *from)
{
	char *at = buffer;
	const char *end = buffer + size;

	to->h_addrtype = from->h_addrtype;
	to->h_length = from->h_length;
	to->h_name = copy_bytes(&at, end, from->h_name, strlen(from->h_name) + 1);
	to->h_aliases = copy_list(&at, end, from->h_aliases, 0);
	to->h_addr_list = copy_list(&at, end, from->h_addr_list, (size_t) from->h_length);
	return to->h_name && to->h_aliases && to->h_addr_list;
}

static int look_up_host(corokit_caller_t caller, const char *name, struct hostent *host, char *buffer, size_t size, struct hostent **found, int *h_error)
{
	corokit_hook_call_t call;
	host_job_t *job;
	int result;

	if (!corokit_hook_enter(&call, caller, COROKIT_HOOK_NAMES) || !(job = calloc(1, sizeof(*job) + size))) {
		return gethostbyname_r(name, host, buffer, size, found, h_error);
	}
	job->job.work = work_host;
	job->job.release = release_host;
	job->name = strdup(name);
	job->size = size;
	if (!job->name) {
		release_host(&job->job);
		return gethostbyname_r(name, host, buffer, size, found, h_error);
	}
	result = corokit_pool_run(&job->job, COROKIT_NEVER, "gethostbyname");
	*found = NULL;
	if (result < 0) {
		*h_error = TRY_AGAIN;
		errno = -result;
		return -result;
	}
	result = job->result;
	*h_error = job->h_error;
	errno = result ? job->error : call.saved_errno;
	if (job->found) {
		if (copy_host(host, buffer, size, job->found)) {
			*found = host;
		} else {
			*h_error = NETDB_INTERNAL;
			errno = result = ERANGE;
		}
	}
	release_host(&job->job);
	return result;
}

static int hook_gethostbyname_r(corokit_caller_t caller, const char *name, struct hostent *host, char *buffer, size_t size, struct hostent **found, int *h_error)
{
	taken_buffer_t taken;
	int result;

	if (is_address(name)) {
		return gethostbyname_r(name, host, buffer, size, found, h_error);
	}
	/* Before anything that suspends, which entering a hook may do too. */
	taken = take_php_buffer(buffer);
	result = look_up_host(caller, name, host, buffer, size, found, h_error);
	give_php_buffer(&taken);
	return result;
}

/* ---- getnameinfo ---- */

typedef struct {
	corokit_job_t           job;
	struct sockaddr_storage address;
	socklen_t               size;
	int                     flags;
	int                     result;
	bool                    wants_host, wants_service;
	char                    host[NI_MAXHOST];
	char                    service[NI_MAXSERV];
} nameinfo_job_t;

static void work_nameinfo(corokit_job_t *job)
{
	nameinfo_job_t *self = (nameinfo_job_t *) job;

	self->result = getnameinfo((struct sockaddr *) &self->address, self->size,
		self->wants_host ? self->host : NULL, self->wants_host ? sizeof(self->host) : 0,
		self->wants_service ? self->service : NULL, self->wants_service ? sizeof(self->service) : 0, self->flags);
}

static void release_job(corokit_job_t *job)
{
	free(job);
}

static bool copy_name(char *to, socklen_t room, const char *from)
{
	size_t size = strlen(from) + 1;

	if (!to || !room) {
		return true;
	}
	if (size > room) {
		return false;
	}
	memcpy(to, from, size);
	return true;
}

static int hook_getnameinfo(corokit_caller_t caller, const struct sockaddr *address, socklen_t size, char *host, socklen_t host_room, char *service, socklen_t service_room, int flags)
{
	corokit_hook_call_t call;
	nameinfo_job_t *job;
	int result;

	if ((flags & NI_NUMERICHOST) || size > sizeof(struct sockaddr_storage)
		|| !corokit_hook_enter(&call, caller, COROKIT_HOOK_NAMES) || !(job = calloc(1, sizeof(*job)))) {
		return getnameinfo(address, size, host, host_room, service, service_room, flags);
	}
	job->job.work = work_nameinfo;
	job->job.release = release_job;
	memcpy(&job->address, address, size);
	job->size = size;
	job->flags = flags;
	job->wants_host = host && host_room;
	job->wants_service = service && service_room;
	result = corokit_pool_run(&job->job, COROKIT_NEVER, "getnameinfo");
	if (result < 0) {
		errno = -result;
		return EAI_SYSTEM;
	}
	result = job->result;
	if (result == 0 && (!copy_name(host, host_room, job->host) || !copy_name(service, service_room, job->service))) {
		result = EAI_OVERFLOW;
	}
	release_job(&job->job);
	errno = call.saved_errno;
	return result;
}

/* ---- res_nsearch ---- */

#ifdef COROKIT_HAVE_RES_NSEARCH

/* With a resolver state of its own: the caller's is on a stack that may be gone. */
typedef struct {
	corokit_job_t  job;
	char          *name;
	int            class, type;
	int            size;
	int            result;
	int            h_error;
	unsigned char  answer[];
} search_job_t;

static void work_search(corokit_job_t *job)
{
	search_job_t *self = (search_job_t *) job;
	struct __res_state state;

	memset(&state, 0, sizeof(state));
	if (res_ninit(&state) < 0) {
		self->result = -1;
		self->h_error = NO_RECOVERY;
		return;
	}
	self->result = res_nsearch(&state, self->name, self->class, self->type, self->answer, self->size);
	self->h_error = state.res_h_errno;
	res_nclose(&state);
}

static void release_search(corokit_job_t *job)
{
	free(((search_job_t *) job)->name);
	free(job);
}

static int hook_res_nsearch(corokit_caller_t caller, res_state state, const char *name, int class, int type, unsigned char *answer, int size)
{
	corokit_hook_call_t call;
	search_job_t *job;
	int result;

	if (size < 0 || !corokit_hook_enter(&call, caller, COROKIT_HOOK_NAMES) || !(job = calloc(1, sizeof(*job) + (size_t) size))) {
		return res_nsearch(state, name, class, type, answer, size);
	}
	job->job.work = work_search;
	job->job.release = release_search;
	job->name = strdup(name);
	job->class = class;
	job->type = type;
	job->size = size;
	result = corokit_pool_run(&job->job, COROKIT_NEVER, "dns query");
	if (result < 0) {
		state->res_h_errno = TRY_AGAIN;
		return (int) corokit_hook_fail(result);
	}
	result = job->result;
	state->res_h_errno = job->h_error;
	h_errno = job->h_error;
	if (result > 0) {
		memcpy(answer, job->answer, (size_t) MIN(result, size));
	}
	release_search(&job->job);
	return (int) corokit_hook_return(&call, result);
}

COROKIT_HOOK_VARIANTS(int, res_nsearch, (res_state state, const char *name, int class, int type, unsigned char *answer, int size), (state, name, class, type, answer, size))
#endif

COROKIT_HOOK_VARIANTS(int, getaddrinfo, (const char *node, const char *service, const struct addrinfo *hints, struct addrinfo **found), (node, service, hints, found))
COROKIT_HOOK_VARIANTS(int, gethostbyname_r, (const char *name, struct hostent *host, char *buffer, size_t size, struct hostent **found, int *h_error), (name, host, buffer, size, found, h_error))
COROKIT_HOOK_VARIANTS(int, getnameinfo, (const struct sockaddr *address, socklen_t size, char *host, socklen_t host_room, char *service, socklen_t service_room, int flags), (address, size, host, host_room, service, service_room, flags))

const corokit_hook_entry_t corokit_hook_dns_table[] = {
	COROKIT_HOOK_ENTRY(getaddrinfo),
	COROKIT_HOOK_ENTRY(gethostbyname_r),
	COROKIT_HOOK_ENTRY(getnameinfo),
#ifdef COROKIT_HAVE_RES_NSEARCH
	COROKIT_HOOK_ENTRY(res_nsearch),
#endif
	COROKIT_HOOK_END
};
