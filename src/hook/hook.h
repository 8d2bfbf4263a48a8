/*
 * The contract of the hook functions: how a libc function that blocks gets a
 * replacement that parks the calling coroutine instead.
 *
 * The patcher points the relocation slots of the php binary, of PHP
 * extensions and client libraries at the replacements. Our own object is never
 * patched, so a replacement makes the real call by calling the function by
 * its name. That also keeps interposers (sanitizers, LD_PRELOAD) in the chain.
 *
 * A replacement is a static function `hook_NAME(caller, ...)` and one line:
 *
 *	static unsigned hook_sleep(corokit_caller_t caller, unsigned seconds)
 *	{
 *		corokit_hook_call_t call;
 *
 *		if (!corokit_hook_enter(&call, caller, COROKIT_HOOK_SLEEP)) {
 *			return sleep(seconds);
 *		}
 *		...
 *	}
 *	COROKIT_HOOK_VARIANTS(unsigned, sleep, (unsigned seconds), (seconds))
 *
 * The macro makes one thunk for each kind of caller, because only the slot
 * knows who calls. The thunk tests the guard, so outside coroutines and on
 * other threads the real function is one compare away; hook_NAME runs in a
 * coroutine only. Then an entry in the file's table:
 *
 *	const corokit_hook_entry_t corokit_hook_sleep_table[] = {
 *		COROKIT_HOOK_ENTRY(sleep),
 *		COROKIT_HOOK_ALIAS("sleep64", sleep),
 *		COROKIT_HOOK_END
 *	};
 *
 * and the table in hook_table.c. Rules for every hook: attempt the call
 * without waiting first; wait only if the descriptor is in blocking mode;
 * compute the deadline once; set errno on failure only, after the last call
 * of one's own (corokit_hook_return(), corokit_hook_fail()).
 */
#ifndef COROKIT_HOOK_H
#define COROKIT_HOOK_H

#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>

#include "../base/config.h"
#include "../core/coroutine.h"
#include "hook_flags.h"

/* Who calls: the kind of object that holds the slot. */
typedef enum {
	COROKIT_CALLER_PHP,     /* the php binary (or libphp): streams, most built-in functions */
	COROKIT_CALLER_EXT,     /* a PHP extension that has no kind of its own */
	COROKIT_CALLER_SOCKETS, /* sockets.so */
	COROKIT_CALLER_CURL,    /* libcurl */
	COROKIT_CALLER_PQ,      /* libpq */
	COROKIT_CALLER_LIB,     /* another client library */
	COROKIT_CALLER_SQLITE,  /* libsqlite3: only what is made for it, see hook_thread.c */
	COROKIT_CALLER_COUNT
} corokit_caller_t;

#define COROKIT_CALLERS_ALL (((1u << COROKIT_CALLER_COUNT) - 1) & ~(1u << COROKIT_CALLER_SQLITE))
#define COROKIT_CALLERS_ALL_AND_SQLITE ((1u << COROKIT_CALLER_COUNT) - 1)
#define COROKIT_CALLERS_LIBRARIES (1u << COROKIT_CALLER_CURL | 1u << COROKIT_CALLER_PQ | 1u << COROKIT_CALLER_LIB | 1u << COROKIT_CALLER_SQLITE)
#define COROKIT_CALLERS_NOT_PHP (COROKIT_CALLERS_ALL & ~(1u << COROKIT_CALLER_PHP))
#define COROKIT_CALLERS_PHP_CODE (1u << COROKIT_CALLER_PHP | 1u << COROKIT_CALLER_EXT | 1u << COROKIT_CALLER_SOCKETS)

/* One symbol. The slots of callers outside the mask stay as they are. */
typedef struct {
	const char *symbol;
	void       *real; /* what dlsym() finds, to know it again */
	uint32_t    callers;
	void       *variants[COROKIT_CALLER_COUNT];
} corokit_hook_entry_t;

/* ---- making variants and table entries ---- */

#define COROKIT_HOOK_LIST(...) __VA_ARGS__

#define COROKIT_HOOK_VARIANT(kind, CALLER, ret, name, params, args) \
	static ret from_##kind##_##name params \
	{ \
		if (EXPECTED(!corokit_current)) { \
			return name args; \
		} \
		return hook_##name(CALLER, COROKIT_HOOK_LIST args); \
	}

/*
 * For a variadic function (open, fcntl) give the longest fixed form: both
 * ABIs we patch pass those arguments alike.
 */
#define COROKIT_HOOK_VARIANTS(ret, name, params, args) \
	COROKIT_HOOK_VARIANT(php, COROKIT_CALLER_PHP, ret, name, params, args) \
	COROKIT_HOOK_VARIANT(ext, COROKIT_CALLER_EXT, ret, name, params, args) \
	COROKIT_HOOK_VARIANT(sockets, COROKIT_CALLER_SOCKETS, ret, name, params, args) \
	COROKIT_HOOK_VARIANT(curl, COROKIT_CALLER_CURL, ret, name, params, args) \
	COROKIT_HOOK_VARIANT(pq, COROKIT_CALLER_PQ, ret, name, params, args) \
	COROKIT_HOOK_VARIANT(lib, COROKIT_CALLER_LIB, ret, name, params, args) \
	COROKIT_HOOK_VARIANT(sqlite, COROKIT_CALLER_SQLITE, ret, name, params, args)

#define COROKIT_HOOK_ENTRY_FULL(symbol, name, callers) \
	{ symbol, (void *) name, callers, { \
		[COROKIT_CALLER_PHP] = (void *) from_php_##name, \
		[COROKIT_CALLER_EXT] = (void *) from_ext_##name, \
		[COROKIT_CALLER_SOCKETS] = (void *) from_sockets_##name, \
		[COROKIT_CALLER_CURL] = (void *) from_curl_##name, \
		[COROKIT_CALLER_PQ] = (void *) from_pq_##name, \
		[COROKIT_CALLER_LIB] = (void *) from_lib_##name, \
		[COROKIT_CALLER_SQLITE] = (void *) from_sqlite_##name } }

#define COROKIT_HOOK_ENTRY(name) COROKIT_HOOK_ENTRY_FULL(#name, name, COROKIT_CALLERS_ALL)
#define COROKIT_HOOK_ENTRY_FOR(name, callers) COROKIT_HOOK_ENTRY_FULL(#name, name, callers)
/* Another name of the same function with the same parameters: fcntl64, open64. */
#define COROKIT_HOOK_ALIAS(symbol, name) COROKIT_HOOK_ENTRY_FULL(symbol, name, COROKIT_CALLERS_ALL)
#define COROKIT_HOOK_ALIAS_FOR(symbol, name, callers) COROKIT_HOOK_ENTRY_FULL(symbol, name, callers)
/* One replacement for all kinds, `hook_NAME` with the parameters of NAME: no thunk, so it brings its own guard. */
#define COROKIT_HOOK_ENTRY_SAME(name) \
	{ #name, (void *) name, COROKIT_CALLERS_ALL, { \
		(void *) hook_##name, (void *) hook_##name, (void *) hook_##name, (void *) hook_##name, (void *) hook_##name, (void *) hook_##name, (void *) hook_##name } }
#define COROKIT_HOOK_END { NULL, NULL, 0, { NULL } }

/* All tables, NULL at the end: hook_table.c. */
extern const corokit_hook_entry_t *const corokit_hook_tables[];

/* ---- inside a hook ---- */

/* The families of calls that are hooked now: COROKIT_HOOK_* of hook_flags.h. Written by hook_flags.c only. */
extern uint32_t corokit_hooks_mask;

typedef struct {
	uint32_t flags;       /* the mask as it was at entry, whatever is set while we wait */
	int      saved_errno;
} corokit_hook_call_t;

/* The flags of which one must be set: the family, or the library's own when a library calls. */
static inline uint32_t corokit_hook_needs(corokit_caller_t caller, uint32_t family)
{
	switch (caller) {
		case COROKIT_CALLER_SOCKETS:
			return COROKIT_HOOK_SOCKETS;
		case COROKIT_CALLER_CURL:
			return COROKIT_HOOK_CURL | COROKIT_HOOK_NATIVE_CURL;
		case COROKIT_CALLER_PQ:
			return COROKIT_HOOK_PDO_PGSQL;
		case COROKIT_CALLER_SQLITE:
			return COROKIT_HOOK_PDO_SQLITE;
		default:
			return family;
	}
}

/* corokit.chaos: every hook yields once, ready or not. May suspend. */
void corokit_hook_chaos(void);

static inline bool corokit_hook_admit(void)
{
	if (!corokit_may_park()) {
		return false;
	}
	if (UNEXPECTED(corokit_config.chaos)) {
		corokit_hook_chaos();
	}
	return true;
}

/* False: make the real call. `family`: COROKIT_HOOK_* bits, any of them is enough. May suspend (chaos). */
static inline bool corokit_hook_enter(corokit_hook_call_t *call, corokit_caller_t caller, uint32_t family)
{
	call->saved_errno = errno;
	call->flags = corokit_hooks_mask;
	return (call->flags & corokit_hook_needs(caller, family)) && corokit_hook_admit();
}

/* The family of an open descriptor, by what it is: costs system calls. Preserves errno. */
uint32_t corokit_hook_fd_family(int fd);

/* The same, where the descriptor decides (recv, read, poll of one): asks what it is only if some family is off. */
static inline bool corokit_hook_enter_fd(corokit_hook_call_t *call, corokit_caller_t caller, int fd)
{
	uint32_t needs = corokit_hook_needs(caller, COROKIT_HOOK_DESCRIPTORS);

	call->saved_errno = errno;
	call->flags = corokit_hooks_mask;
	if (needs == COROKIT_HOOK_DESCRIPTORS && (call->flags & needs) != needs) {
		needs = corokit_hook_fd_family(fd);
	}
	return (call->flags & needs) && corokit_hook_admit();
}

/*
 * In the php binary read, open and flock may park only below a running
 * internal function: anywhere else it is the engine that loads code.
 */
bool corokit_hook_in_internal_function(void);

/* The result of a call: success leaves errno as the caller had it. */
static inline long corokit_hook_return(const corokit_hook_call_t *call, long result)
{
	if (result >= 0) {
		errno = call->saved_errno;
	}
	return result;
}

/* -1 with errno, from a negative code. */
static inline long corokit_hook_fail(int code)
{
	errno = -code;
	return -1;
}

/*
 * Waiting in a hook: as corokit_fd_wait(), corokit_fd_wait_many(),
 * corokit_sleep_until() and corokit_park(), and a signal whose handler this coroutine installed ends it
 * with -EINTR. Functions that the kernel restarts (read, recv, send, accept, flock,
 * waitpid; never poll, select, sleep) then ask corokit_hook_restarts(): true when the
 * handler has SA_RESTART, and they wait on. May suspend.
 */
int corokit_hook_wait_fd(int fd, short events, uint64_t deadline, const char *reason);
int corokit_hook_wait_fds(struct pollfd *fds, nfds_t count, uint64_t deadline, const char *reason);
int corokit_hook_sleep_until(uint64_t deadline, const char *reason);
int corokit_hook_park(corokit_wait_t *wait, uint64_t deadline);
bool corokit_hook_restarts(void);

#endif
