/*
 * The parts of a scope: each keeps one kind of the engine's state. The memory
 * of all parts of a scope is one block behind the scope itself.
 *
 * A part that is `lazy` costs nothing until the scope uses it, with
 * corokit_scope_use(); its leave() puts back what was there before its enter(). The
 * others are swapped each time: leave() moves the state out, enter() overwrites it.
 *
 * To add a part: a file part_x.c with its const, a line in parts[] of scope.c.
 * Parts are entered in that order and left and destroyed in reverse.
 */
#ifndef COROKIT_SCOPE_PARTS_H
#define COROKIT_SCOPE_PARTS_H

#include "scope.h"

typedef struct {
	const char *name;
	bool   lazy;
	size_t size;
	void (*startup)(void);   /* MINIT: handlers of internal functions may be replaced */
	void (*activate)(void);  /* RINIT */
	/* Memory is zeroed. The creator's state is in the engine; handlers and the like are copied from there. */
	void (*create)(corokit_scope_t *scope, void *data);
	void (*enter)(void *data);
	void (*leave)(void *data);
	/* In the scope: frees what is in the engine. May run PHP code (destructors). */
	void (*destroy)(corokit_scope_t *scope, void *data);
} corokit_scope_part_t;

enum {
	COROKIT_SCOPE_ENDED = 1 << 1,     /* the response is over */
	COROKIT_SCOPE_FINISHED = 1 << 2,  /* fastcgi_finish_request() */
	COROKIT_SCOPE_FAILED = 1 << 3,
	COROKIT_SCOPE_EXITED = 1 << 4,
	COROKIT_SCOPE_DESTROYING = 1 << 5,
};

struct corokit_scope {
	uint64_t              id;
	uint32_t              refs;          /* coroutines in it, and outer of an inner one */
	uint32_t              flags;
	uint32_t              phase;         /* of its end: a fatal error in one goes on with the next */
	uint32_t              used;          /* bit n: lazy part n */
	uint32_t              auto_globals;  /* those of _SERVER, _ENV, _REQUEST that it has */
	corokit_scope_t      *outer;         /* counted: whose coroutine began it */
	corokit_coroutine_t  *runner;        /* borrowed: that coroutine, until the end */
	corokit_scope_request_t request;
	size_t                body_offset;   /* read_post() */
	char                  data[];
};

extern const corokit_scope_part_t corokit_scope_part_globals;
extern const corokit_scope_part_t corokit_scope_part_sapi;
extern const corokit_scope_part_t corokit_scope_part_handlers;
extern const corokit_scope_part_t corokit_scope_part_ini;
extern const corokit_scope_part_t corokit_scope_part_mbstring;
extern const corokit_scope_part_t corokit_scope_part_libxml;
extern const corokit_scope_part_t corokit_scope_part_session;
extern const corokit_scope_part_t corokit_scope_part_process;

/* The live scope uses the lazy part from now on: create(), whose result is in the engine. No effect outside scopes. */
void *corokit_scope_use(const corokit_scope_part_t *part);
/* The data of a part of the live scope; NULL: no scope, or a lazy part that is not used. */
void *corokit_scope_part_data(corokit_scope_t *scope, const corokit_scope_part_t *part);

/* The handler of an internal function becomes ours; the old one is returned, NULL when there is no such function. MINIT only. */
zif_handler corokit_scope_replace(const char *function, zif_handler handler);
/* The same for one handler of many functions, or of all of a module: the old ones are in the functions. */
void corokit_scope_wrap(const char *function, zif_handler handler);
void corokit_scope_wrap_module(const char *module, zif_handler handler);
extern int corokit_scope_wrapped; /* EX(func)->internal_function.reserved[this] is the old handler */

/* ---- part_globals.c ---- */

extern uint32_t corokit_scope_auto_globals; /* used by any code of the process so far */
/* Makes what the live scope lacks of them. */
void corokit_scope_make_auto_globals(uint32_t *have);
/* $_GET and the others of a scope that begins. */
void corokit_scope_parse_request(corokit_scope_t *scope);
/* PHP's first step at the end of a script: objects that only a global holds. May run PHP code. */
void corokit_scope_destruct_globals(void);

/* ---- part_sapi.c ---- */

void corokit_scope_activate_sapi(corokit_scope_t *scope);
/* The request's memory goes; the scope is live. */
void corokit_scope_forget_request(corokit_scope_t *scope);

/* ---- part_session.c ---- */

/* Writes and closes the session of the live scope. May suspend. May run PHP code. */
void corokit_scope_close_session(corokit_scope_t *scope);
/* session.auto_start and the progress of uploads use it from the beginning. */
void corokit_scope_begin_session(corokit_scope_t *scope);

#endif
