/*
 * A request scope: the state of the engine that belongs to one request.
 * Superglobals, output, headers, handlers, settings, session. The coroutine that
 * begins a scope and every coroutine made below it share it; the worker itself ({main},
 * boot code, timers made there) has none.
 *
 *   scope = corokit_scope_create(&request)
 *   corokit_scope_begin(scope)     the running coroutine works for it from now on
 *   ... PHP code ...
 *   corokit_scope_end(scope)       as PHP's request shutdown; back to what was before
 *
 * Coroutines that outlive the end keep the state, not the response. Everything runs
 * on the scheduler's thread. To add state: a part, see parts.h.
 */
#ifndef COROKIT_SCOPE_H
#define COROKIT_SCOPE_H

#include "php.h"
#include "SAPI.h"

#include "../base/layer.h"
#include "../core/coroutine.h"

typedef struct corokit_scope corokit_scope_t;

/* Where a scope's output goes; every function may be NULL. They may suspend where corokit_may_park(). */
typedef struct {
	/* False: the client is gone. */
	bool (*write)(void *context, const char *data, size_t length);
	void (*flush)(void *context);
	/* Status and headers are final. Called once, before the first byte of the body. */
	void (*send_headers)(void *context, sapi_headers_struct *headers);
	/* Fills $_SERVER. */
	void (*server_variables)(void *context, zval *array);
	/* fastcgi_finish_request(): the response is complete, the scope goes on. */
	void (*finish)(void *context);
	/* The end of the scope's request: the response ends, the context is not used any more. */
	void (*end)(void *context);
	/* The request's header lines, for getallheaders(): into an array. */
	void (*request_headers)(void *context, zval *array);
} corokit_scope_sapi_t;

/*
 * What a scope begins with. Strings are borrowed for the life of the scope and end with a NUL. A table that is
 * given (borrowed until begin) becomes the superglobal; otherwise PHP makes it of the strings.
 */
typedef struct {
	const corokit_scope_sapi_t *sapi;  /* NULL: output goes to that of the creator */
	void       *context;
	const char *method;
	const char *query_string;
	const char *request_uri;
	const char *cookies;               /* the Cookie header */
	const char *content_type;
	const char *body;
	size_t      body_length;
	HashTable  *get, *post, *cookie, *files, *server;
} corokit_scope_request_t;

extern const corokit_layer_t corokit_scope_layer;

/* ---- life ---- */

/* For begin(), which takes it over. No PHP code. */
corokit_scope_t *corokit_scope_create(const corokit_scope_request_t *request);
/* The running coroutine, or {main}, enters it; parses the request. The engine's error and output state must be at rest. */
void corokit_scope_begin(corokit_scope_t *scope);
/*
 * Takes what the handler left in EG(exception): exit() is an ordinary end, an exception goes to the
 * scope's handler or is reported. True when it was reported as uncaught. May suspend. May run PHP code.
 */
bool corokit_scope_settle(corokit_scope_t *scope);
/*
 * Shutdown functions, destructors of globals, output buffers, session, headers, in PHP's order; then the
 * running coroutine is back where it was before begin. May suspend. May run PHP code.
 */
void corokit_scope_end(corokit_scope_t *scope);
/* After a fatal error in {main}: out of the scope without running anything more. */
void corokit_scope_abandon(corokit_scope_t *scope);

/* ---- looking ---- */

/* Of the code that runs now; NULL: the worker's own. */
corokit_scope_t *corokit_scope_current(void);
uint64_t corokit_scope_id(const corokit_scope_t *scope);
/* An uncaught exception or a fatal error: the response is a 500 unless it was sent. */
bool corokit_scope_failed(const corokit_scope_t *scope);
/* PHP's status and headers of the live scope are sent to sapi->send_headers() now, if they were not. May run PHP code. */
void corokit_scope_send_headers(corokit_scope_t *scope);
/* fastcgi_finish_request(). False: there is no response, or it is finished. May suspend. May run PHP code. */
bool corokit_scope_finish_response(corokit_scope_t *scope);

#endif
