/*
 * The requests of a worker: from the service of src/http into coroutines, as
 * many at once as the settings allow, the others in a queue.
 */
#ifndef COROKIT_REQUESTS_H
#define COROKIT_REQUESTS_H

#include <uv.h>

#include "../core/coroutine.h"
#include "server.h"

typedef struct {
	void (*drained)(void);       /* after drain() or close(): nothing is left */
	void (*limit_reached)(void); /* max_request */
} corokit_requests_events_t;

/* Makes the service; accepts nothing yet. 0 or a negative code. */
int  corokit_requests_start(corokit_server_t *server, uv_loop_t *loop, const corokit_requests_events_t *events);
/* From now on connections are accepted. 0 or a negative code. */
int  corokit_requests_accept(void);
/* No new connections; drained() follows. */
void corokit_requests_drain(void);
/* Cuts the connections that are open. */
void corokit_requests_close(void);
void corokit_requests_stop(void);

/* Requests that are not answered. */
uint32_t corokit_requests_open(void);
/* "GET /path" when the coroutine handles a request, else NULL; the caller owns it. */
zend_string *corokit_requests_describe(const corokit_coroutine_t *coroutine);
/* Brings the row of this worker up to date. */
void corokit_requests_publish(void);

#endif
