/*
 * A server: its settings, its callbacks, its socket. The script makes one
 * with CoroKit\Server, start() turns its process into the supervisor
 * (supervisor.h), which forks workers (worker.h). Every process has its copy;
 * what they share is in the scoreboard.
 */
#ifndef COROKIT_SERVER_H
#define COROKIT_SERVER_H

#include "php.h"

#include "../base/layer.h"
#include "scoreboard.h"
#include "settings.h"

typedef enum {
	COROKIT_SERVER_EVENT_START,
	COROKIT_SERVER_EVENT_BEFORE_SHUTDOWN,
	COROKIT_SERVER_EVENT_SHUTDOWN,
	COROKIT_SERVER_EVENT_MANAGER_START,
	COROKIT_SERVER_EVENT_MANAGER_STOP,
	COROKIT_SERVER_EVENT_BEFORE_RELOAD,
	COROKIT_SERVER_EVENT_AFTER_RELOAD,
	COROKIT_SERVER_EVENT_WORKER_START,
	COROKIT_SERVER_EVENT_WORKER_STOP,
	COROKIT_SERVER_EVENT_WORKER_EXIT,
	COROKIT_SERVER_EVENT_WORKER_ERROR,
	COROKIT_SERVER_EVENT_REQUEST,
	COROKIT_SERVER_EVENTS,
	/* Swoole's others: kept, named in the log at start, never called. */
	COROKIT_SERVER_EVENT_INACTIVE = COROKIT_SERVER_EVENTS
} corokit_server_event_t;

typedef struct {
	zval                  callable; /* owned; UNDEF: none */
	zend_fcall_info       fci;
	zend_fcall_info_cache fcc;
} corokit_server_callback_t;

typedef struct {
	corokit_settings_t        settings;
	corokit_server_callback_t callbacks[COROKIT_SERVER_EVENTS];
	zend_string              *host;          /* owned; NULL: not constructed */
	int                       port;
	int                       type;          /* COROKIT_SOCK_TCP and the like */
	int                       fd;            /* the listening socket; -1: none */
	pid_t                     owner;         /* the process that made it */
	bool                      used_up;       /* it has run */
	zend_array               *inactive_events; /* owned: names that on() took for nothing; NULL: none */
	corokit_scoreboard_t     *board;         /* while it runs */
	corokit_row_t            *row;           /* of this process, in a worker */
	pid_t                     master_pid;    /* while it runs */
	int                       worker_id;     /* -1: supervisor */
	zend_object               std;
} corokit_server_t;

extern const corokit_layer_t corokit_server_layer;
extern zend_class_entry *corokit_server_ce;
extern zend_class_entry *corokit_http_server_ce;

static inline corokit_server_t *corokit_server_from_obj(zend_object *object)
{
	return (corokit_server_t *) ((char *) object - offsetof(corokit_server_t, std));
}

/* ---- events.c ---- */

/* INACTIVE for an event of Swoole's that is never called here, -ENOENT for no event at all. */
int corokit_server_event_by_name(const zend_string *name);
/* As it is written: "workerStart". */
const char *corokit_server_event_name(corokit_server_event_t event);

static inline bool corokit_server_listens_to(const corokit_server_t *server, corokit_server_event_t event)
{
	return !Z_ISUNDEF(server->callbacks[event].callable);
}

/* Calls it, if there is one, with the server and the numbers. May run PHP code. May throw. May suspend in a coroutine. */
void corokit_server_call(corokit_server_t *server, corokit_server_event_t event, uint32_t count, const zend_long *numbers);

/* "Exception: message in file:line", for the log; the caller owns it. Runs no PHP code. */
zend_string *corokit_server_describe_exception(zend_object *exception);

#endif
