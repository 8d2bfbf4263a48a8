/*
 * CoroKit\Server and CoroKit\Http\Server: parse, check, translate. What can
 * be known to be wrong before the first fork is an Error of start() or earlier.
 */
#include "server.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

#include "zend_attributes.h"
#include "zend_exceptions.h"
#include "zend_interfaces.h"
#include "zend_smart_str.h"

#include "../base/error.h"
#include "../core/callable_param.h"
#include "../core/exceptions.h"
#include "../core/last_error.h"
#include "../core/scheduler.h"
#include "endpoint.h"
#include "log.h"
#include "pid_file.h"
#include "supervisor.h"
#include "worker.h"
#include "../../stubs/server_arginfo.h"

/* Rows of the scoreboard: a post may have a worker, its successor and some that are on their way out. */
#define ROWS_PER_WORKER 3
#define SPARE_ROWS      8

zend_class_entry *corokit_server_ce;
zend_class_entry *corokit_http_server_ce;

static zend_object_handlers handlers;
static corokit_server_t *running; /* the one whose start() is on the stack */

static inline corokit_server_t *this_server(zval *this)
{
	return corokit_server_from_obj(Z_OBJ_P(this));
}

static bool is_constructed(const corokit_server_t *server)
{
	if (server->host) {
		return true;
	}
	zend_throw_error(corokit_error_ce, "CoroKit\\Server: the constructor of the parent class was not called");
	return false;
}

static bool is_running(const corokit_server_t *server)
{
	return server->board != NULL;
}

/* ---- the object ---- */

static zend_object *create_object(zend_class_entry *ce)
{
	corokit_server_t *server = zend_object_alloc(sizeof(*server), ce);

	corokit_settings_init(&server->settings);
	server->fd = -1;
	server->worker_id = -1;
	for (int i = 0; i < COROKIT_SERVER_EVENTS; i++) {
		ZVAL_UNDEF(&server->callbacks[i].callable);
	}
	zend_object_std_init(&server->std, ce);
	object_properties_init(&server->std, ce);
	server->std.handlers = &handlers;
	return &server->std;
}

static void free_object(zend_object *object)
{
	corokit_server_t *server = corokit_server_from_obj(object);

	if (server->fd >= 0) {
		corokit_endpoint_close(server->fd, ZSTR_VAL(server->host), server->type, server->owner == getpid());
	}
	if (server->board) {
		corokit_scoreboard_destroy(server->board);
	}
	for (int i = 0; i < COROKIT_SERVER_EVENTS; i++) {
		zval_ptr_dtor(&server->callbacks[i].callable);
	}
	if (server->host) {
		zend_string_release(server->host);
	}
	if (server->inactive_events) {
		zend_array_release(server->inactive_events);
	}
	corokit_settings_deinit(&server->settings);
	zend_object_std_dtor(object);
}

static HashTable *get_gc(zend_object *object, zval **table, int *count)
{
	corokit_server_t *server = corokit_server_from_obj(object);
	zend_get_gc_buffer *buffer = zend_get_gc_buffer_create();

	for (int i = 0; i < COROKIT_SERVER_EVENTS; i++) {
		zend_get_gc_buffer_add_zval(buffer, &server->callbacks[i].callable);
	}
	zend_get_gc_buffer_use(buffer, table, count);
	return zend_std_get_properties(object);
}

static void set_long(corokit_server_t *server, const char *name, zend_long value)
{
	zend_update_property_long(corokit_server_ce, &server->std, name, strlen(name), value);
}

/* ---- before start ---- */

static void throw_not_bound(zend_string *host, zend_long port, int err)
{
	zend_object *exception;
	char *message;

	if (err == -EINVAL) {
		spprintf(&message, 0, "CoroKit\\Server::__construct(): \"%s\" is no IP address of the type asked for", ZSTR_VAL(host));
	} else if (err == -EAFNOSUPPORT) {
		spprintf(&message, 0, "CoroKit\\Server::__construct(): this type of socket is not supported, use COROKIT_SOCK_TCP, COROKIT_SOCK_TCP6 or COROKIT_SOCK_UNIX_STREAM");
	} else {
		spprintf(&message, 0, "failed to listen server port[%s:" ZEND_LONG_FMT "], Error: %s[%d]", ZSTR_VAL(host), port, strerror(-err), -err);
	}
	exception = corokit_exception_create(corokit_exception_ce, message, -err);
	efree(message);
	corokit_last_error_set(-err);
	zend_throw_exception_internal(exception);
}

ZEND_METHOD(CoroKit_Server, __construct)
{
	corokit_server_t *server = this_server(ZEND_THIS);
	zend_string *host = NULL;
	zend_long port = 0, mode = 1, type = COROKIT_SOCK_TCP;
	int bound_port, fd;

	ZEND_PARSE_PARAMETERS_START(0, 4)
		Z_PARAM_OPTIONAL
		Z_PARAM_PATH_STR(host)
		Z_PARAM_LONG(port)
		Z_PARAM_LONG(mode)
		Z_PARAM_LONG(type)
	ZEND_PARSE_PARAMETERS_END();

	if (server->host) {
		zend_throw_error(corokit_error_ce, "CoroKit\\Server::__construct() was called twice");
		RETURN_THROWS();
	}
	if (port < 0 || port > 65535) {
		zend_argument_value_error(2, "must be from 0 to 65535");
		RETURN_THROWS();
	}
	host = host ? zend_string_copy(host) : zend_string_init(ZEND_STRL("0.0.0.0"), false);
	bound_port = (int) port;
	fd = type < 0 || type > INT32_MAX ? -EAFNOSUPPORT : corokit_endpoint_bind(ZSTR_VAL(host), &bound_port, (int) type);
	if (fd < 0) {
		throw_not_bound(host, port, fd);
		zend_string_release(host);
		RETURN_THROWS();
	}
	server->host = host;
	server->port = bound_port;
	server->type = (int) type;
	server->fd = fd;
	server->owner = getpid();
	zend_update_property_str(corokit_server_ce, &server->std, ZEND_STRL("host"), host);
	set_long(server, "port", bound_port);
	set_long(server, "type", type);
	set_long(server, "mode", mode);
}

/* Server::$setting after set(): what was given and the rest of the usual ones. */
static void show_settings(corokit_server_t *server, HashTable *given)
{
	zval rv, shown;
	zval *before = zend_read_property(corokit_server_ce, &server->std, ZEND_STRL("setting"), true, &rv);

	ZVAL_ARR(&shown, Z_TYPE_P(before) == IS_ARRAY ? zend_array_dup(Z_ARRVAL_P(before)) : zend_new_array(16));
	if (given) {
		zend_hash_merge(Z_ARRVAL(shown), given, zval_add_ref, true);
	}
	corokit_settings_export(&server->settings, Z_ARRVAL(shown));
	zend_update_property(corokit_server_ce, &server->std, ZEND_STRL("setting"), &shown);
	zval_ptr_dtor(&shown);
}

ZEND_METHOD(CoroKit_Server, set)
{
	corokit_server_t *server = this_server(ZEND_THIS);
	HashTable *settings;
	zend_string *name, *message;
	zval *value;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_ARRAY_HT(settings)
	ZEND_PARSE_PARAMETERS_END();

	if (!is_constructed(server)) {
		RETURN_THROWS();
	}
	if (is_running(server)) {
		php_error_docref(NULL, E_WARNING, "server is running, unable to change its settings");
		RETURN_FALSE;
	}
	ZEND_HASH_FOREACH_STR_KEY_VAL(settings, name, value) {
		int err = name ? corokit_settings_apply(&server->settings, name, value, &message) : -ENOENT;

		if (err == -EINVAL) {
			zend_value_error("CoroKit\\Server::set(): %s", ZSTR_VAL(message));
			zend_string_release(message);
		} else if (err == -ENOENT) {
			php_error_docref(NULL, E_WARNING, "unsupported option [%s]", name ? ZSTR_VAL(name) : "of a number");
		}
		if (EG(exception)) {
			RETURN_THROWS();
		}
	} ZEND_HASH_FOREACH_END();
	show_settings(server, settings);
	RETURN_TRUE;
}

static void remember_inactive_event(corokit_server_t *server, zend_string *name)
{
	zval value;

	if (!server->inactive_events) {
		server->inactive_events = zend_new_array(4);
	}
	ZVAL_TRUE(&value);
	zend_hash_update(server->inactive_events, name, &value);
}

ZEND_METHOD(CoroKit_Server, on)
{
	corokit_server_t *server = this_server(ZEND_THIS);
	zend_string *name;
	zend_fcall_info fci;
	zend_fcall_info_cache fcc;
	corokit_server_callback_t *callback;
	int event;

	ZEND_PARSE_PARAMETERS_START(2, 2)
		Z_PARAM_STR(name)
		Z_PARAM_FUNC(fci, fcc)
	ZEND_PARSE_PARAMETERS_END();

	/* A trampoline (__call) belongs to one call: it is looked up again for each. */
	zend_release_fcall_info_cache(&fcc);
	if (!is_constructed(server)) {
		RETURN_THROWS();
	}
	if (is_running(server)) {
		php_error_docref(NULL, E_WARNING, "server is running, unable to register an event callback function");
		RETURN_FALSE;
	}
	event = corokit_server_event_by_name(name);
	if (event < 0) {
		php_error_docref(NULL, E_WARNING, "unknown event types[%s]", ZSTR_VAL(name));
		RETURN_FALSE;
	}
	if (event == COROKIT_SERVER_EVENT_INACTIVE) {
		remember_inactive_event(server, name);
		RETURN_TRUE;
	}
	callback = &server->callbacks[event];
	zval_ptr_dtor(&callback->callable);
	ZVAL_COPY(&callback->callable, &fci.function_name);
	callback->fci = fci;
	callback->fcc = fcc;
	ZVAL_COPY_VALUE(&callback->fci.function_name, &callback->callable);
	RETURN_TRUE;
}

ZEND_METHOD(CoroKit_Server, getCallback)
{
	corokit_server_t *server = this_server(ZEND_THIS);
	zend_string *name;
	int event;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_STR(name)
	ZEND_PARSE_PARAMETERS_END();

	event = corokit_server_event_by_name(name);
	if (event < 0 || event == COROKIT_SERVER_EVENT_INACTIVE || Z_ISUNDEF(server->callbacks[event].callable)) {
		RETURN_NULL();
	}
	RETURN_COPY(&server->callbacks[event].callable);
}

/* ---- start ---- */

static void throw_cannot_start(const char *why)
{
	zend_throw_error(corokit_error_ce, "CoroKit\\Server::start(): %s", why);
}

static bool may_start(corokit_server_t *server)
{
	if (!is_constructed(server)) {
		return false;
	}
	if (corokit_current ? !corokit_current->is_script : corokit_scheduler_running()) {
		throw_cannot_start("must not be called in a coroutine, as its workers are forked");
	} else if (server->used_up) {
		throw_cannot_start("the server was stopped, make a new one");
	} else if (!corokit_server_listens_to(server, COROKIT_SERVER_EVENT_REQUEST)) {
		throw_cannot_start("there is no callback for \"request\", and a server of another protocol is not supported yet");
	} else {
		return true;
	}
	return false;
}

static void log_inactive(const char *what, HashTable *names, bool check)
{
	smart_str list = {0};
	zend_string *name;

	ZEND_HASH_FOREACH_STR_KEY(names, name) {
		if (name && (!check || corokit_settings_is_inactive(name))) {
			smart_str_appends(&list, list.s ? ", " : "");
			smart_str_append(&list, name);
		}
	} ZEND_HASH_FOREACH_END();
	if (list.s) {
		smart_str_0(&list);
		corokit_log_write(COROKIT_LOG_NOTICE, "%s not active yet: %s", what, ZSTR_VAL(list.s));
		smart_str_free(&list);
	}
}

static void log_what_has_no_effect(corokit_server_t *server)
{
	zval rv;
	zval *shown = zend_read_property(corokit_server_ce, &server->std, ZEND_STRL("setting"), true, &rv);

	if (Z_TYPE_P(shown) == IS_ARRAY) {
		log_inactive("settings", Z_ARRVAL_P(shown), true);
	}
	if (server->inactive_events) {
		log_inactive("events", server->inactive_events, false);
	}
}

/* The files of the settings, and the socket. 0 or a negative code, with the exception thrown. */
static int open_resources(corokit_server_t *server)
{
	const corokit_settings_t *settings = &server->settings;
	int err;

	err = corokit_log_open(settings->log_file ? ZSTR_VAL(settings->log_file) : NULL, (corokit_log_level_t) settings->log_level);
	if (err < 0) {
		zend_throw_error(corokit_error_ce, "CoroKit\\Server::start(): cannot write log_file %s: %s", ZSTR_VAL(settings->log_file), strerror(-err));
		return err;
	}
	err = corokit_endpoint_listen(server->fd, (int) settings->backlog);
	if (err < 0) {
		throw_not_bound(server->host, server->port, err);
		goto close_log;
	}
	if (settings->pid_file) {
		err = corokit_pid_file_write(ZSTR_VAL(settings->pid_file));
		if (err < 0) {
			zend_throw_error(corokit_error_ce, "CoroKit\\Server::start(): cannot write pid_file %s: %s", ZSTR_VAL(settings->pid_file), strerror(-err));
			goto close_log;
		}
	}
	server->board = corokit_scoreboard_create((uint32_t) settings->worker_num * ROWS_PER_WORKER + SPARE_ROWS);
	if (!server->board) {
		err = -ENOMEM;
		throw_cannot_start("no memory to share with the workers");
		goto remove_pid_file;
	}
	return 0;

remove_pid_file:
	corokit_pid_file_remove();
close_log:
	corokit_log_close();
	return err;
}

static void close_resources(corokit_server_t *server)
{
	corokit_endpoint_close(server->fd, ZSTR_VAL(server->host), server->type, true);
	server->fd = -1;
	corokit_scoreboard_destroy(server->board);
	server->board = NULL;
	server->used_up = true;
	server->master_pid = 0;
}

ZEND_METHOD(CoroKit_Server, start)
{
	corokit_server_t *server = this_server(ZEND_THIS);

	ZEND_PARSE_PARAMETERS_NONE();

	if (running) {
		php_error_docref(NULL, E_WARNING, "server is running, unable to execute CoroKit\\Server->start");
		RETURN_FALSE;
	}
	if (!may_start(server) || open_resources(server) < 0) {
		RETURN_THROWS();
	}
	show_settings(server, NULL);
	server->master_pid = getpid();
	set_long(server, "master_pid", server->master_pid);
	set_long(server, "manager_pid", server->master_pid);
	log_what_has_no_effect(server);
	corokit_log_write(COROKIT_LOG_INFO, "listening on %s:%d with %d workers", ZSTR_VAL(server->host), server->port, (int) server->settings.worker_num);

	running = server;
	/* The script may drop its last reference in a callback. */
	GC_ADDREF(&server->std);
	if (corokit_supervisor_run(server)) {
		close_resources(server);
		running = NULL;
		RETVAL_TRUE;
	}
	OBJ_RELEASE(&server->std);
}

/* ---- while it runs ---- */

static bool tell_supervisor(const corokit_server_t *server, int signo)
{
	if (!is_running(server)) {
		php_error_docref(NULL, E_WARNING, "server is not running");
		return false;
	}
	return kill(server->master_pid, signo) == 0;
}

ZEND_METHOD(CoroKit_Server, reload)
{
	bool only_task_workers = false;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_BOOL(only_task_workers)
	ZEND_PARSE_PARAMETERS_END();

	RETURN_BOOL(tell_supervisor(this_server(ZEND_THIS), only_task_workers ? SIGUSR2 : SIGUSR1));
}

ZEND_METHOD(CoroKit_Server, shutdown)
{
	ZEND_PARSE_PARAMETERS_NONE();

	RETURN_BOOL(tell_supervisor(this_server(ZEND_THIS), SIGTERM));
}

ZEND_METHOD(CoroKit_Server, stop)
{
	corokit_server_t *server = this_server(ZEND_THIS);
	zend_long worker_id = -1;
	bool wait_event = false;
	pid_t pid;

	ZEND_PARSE_PARAMETERS_START(0, 2)
		Z_PARAM_OPTIONAL
		Z_PARAM_LONG(worker_id)
		Z_PARAM_BOOL(wait_event)
	ZEND_PARSE_PARAMETERS_END();

	if (!is_running(server)) {
		php_error_docref(NULL, E_WARNING, "server is not running");
		RETURN_FALSE;
	}
	if (server->row && (worker_id < 0 || worker_id == server->worker_id)) {
		corokit_worker_end();
		RETURN_TRUE;
	}
	pid = worker_id < 0 || worker_id >= server->settings.worker_num ? 0 : corokit_scoreboard_pid_of(server->board, (uint32_t) worker_id);
	RETURN_BOOL(pid > 0 && kill(pid, SIGTERM) == 0);
}

static void add(zval *array, const char *name, uint64_t value)
{
	add_assoc_long(array, name, (zend_long) value);
}

ZEND_METHOD(CoroKit_Server, stats)
{
	corokit_server_t *server = this_server(ZEND_THIS);
	corokit_counters_t sums;
	corokit_row_t now;
	uint32_t idle;

	ZEND_PARSE_PARAMETERS_NONE();

	array_init(return_value);
	if (!is_running(server)) {
		return;
	}
	if (server->row) {
		corokit_worker_publish();
	}
	corokit_scoreboard_sum(server->board, &sums, &now, &idle);
	add(return_value, "start_time", (uint64_t) server->board->start_time);
	add(return_value, "connection_num", now.connections);
	add(return_value, "abort_count", sums.aborted);
	add(return_value, "accept_count", sums.accepted);
	add(return_value, "close_count", sums.closed);
	add(return_value, "worker_num", (uint64_t) server->settings.worker_num);
	add(return_value, "idle_worker_num", idle);
	add(return_value, "task_worker_num", 0);
	add(return_value, "user_worker_num", 0);
	add(return_value, "tasking_num", 0);
	add(return_value, "request_count", sums.requests);
	add(return_value, "response_count", sums.responses);
	add(return_value, "dispatch_count", sums.requests);
	add(return_value, "total_recv_bytes", sums.received);
	add(return_value, "total_send_bytes", sums.sent);
	add(return_value, "concurrency", now.active);
	add(return_value, "queued_num", now.queued);
	add(return_value, "coroutine_num", now.coroutines);
	add(return_value, "coroutine_peek_num", now.coroutine_peak);
	if (server->row) {
		add(return_value, "worker_request_count", server->row->counters.requests);
		add(return_value, "worker_response_count", server->row->counters.responses);
		add(return_value, "worker_dispatch_count", server->row->counters.requests);
		add(return_value, "worker_concurrency", server->row->active);
	}
}

ZEND_METHOD(CoroKit_Server, getWorkerId)
{
	corokit_server_t *server = this_server(ZEND_THIS);

	ZEND_PARSE_PARAMETERS_NONE();

	if (server->worker_id < 0) {
		RETURN_FALSE;
	}
	RETURN_LONG(server->worker_id);
}

ZEND_METHOD(CoroKit_Server, getWorkerPid)
{
	corokit_server_t *server = this_server(ZEND_THIS);
	zend_long worker_id = -1;
	pid_t pid = 0;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_LONG(worker_id)
	ZEND_PARSE_PARAMETERS_END();

	if (worker_id < 0) {
		worker_id = server->worker_id;
	}
	if (is_running(server) && worker_id >= 0 && worker_id < server->settings.worker_num) {
		pid = corokit_scoreboard_pid_of(server->board, (uint32_t) worker_id);
	}
	if (pid <= 0) {
		RETURN_FALSE;
	}
	RETURN_LONG(pid);
}

ZEND_METHOD(CoroKit_Server, getMasterPid)
{
	ZEND_PARSE_PARAMETERS_NONE();
	RETURN_LONG(this_server(ZEND_THIS)->master_pid);
}

ZEND_METHOD(CoroKit_Server, getManagerPid)
{
	ZEND_PARSE_PARAMETERS_NONE();
	RETURN_LONG(this_server(ZEND_THIS)->master_pid);
}

/* ---- registration ---- */

static const struct {
	const char *name;
	zend_long   value;
} constants[] = {
	{"COROKIT_BASE", 1},
	{"COROKIT_PROCESS", 2},
	{"COROKIT_SOCK_TCP", COROKIT_SOCK_TCP},
	{"COROKIT_SOCK_UDP", COROKIT_SOCK_UDP},
	{"COROKIT_SOCK_TCP6", COROKIT_SOCK_TCP6},
	{"COROKIT_SOCK_UDP6", COROKIT_SOCK_UDP6},
	{"COROKIT_SOCK_UNIX_DGRAM", COROKIT_SOCK_UNIX_DGRAM},
	{"COROKIT_SOCK_UNIX_STREAM", COROKIT_SOCK_UNIX_STREAM},
	{"COROKIT_TCP", COROKIT_SOCK_TCP},
	{"COROKIT_UDP", COROKIT_SOCK_UDP},
	{"COROKIT_TCP6", COROKIT_SOCK_TCP6},
	{"COROKIT_UDP6", COROKIT_SOCK_UDP6},
	{"COROKIT_UNIX_DGRAM", COROKIT_SOCK_UNIX_DGRAM},
	{"COROKIT_UNIX_STREAM", COROKIT_SOCK_UNIX_STREAM},
	{"COROKIT_SSL", COROKIT_SOCK_SSL},
	{"COROKIT_LOG_DEBUG", COROKIT_LOG_DEBUG},
	{"COROKIT_LOG_TRACE", COROKIT_LOG_TRACE},
	{"COROKIT_LOG_INFO", COROKIT_LOG_INFO},
	{"COROKIT_LOG_NOTICE", COROKIT_LOG_NOTICE},
	{"COROKIT_LOG_WARNING", COROKIT_LOG_WARNING},
	{"COROKIT_LOG_ERROR", COROKIT_LOG_ERROR},
	{"COROKIT_LOG_NONE", COROKIT_LOG_NONE},
};

static zend_result startup(int module_number)
{
	for (size_t i = 0; i < sizeof(constants) / sizeof(constants[0]); i++) {
		zend_register_long_constant(constants[i].name, strlen(constants[i].name), constants[i].value,
			CONST_PERSISTENT | CONST_CS, module_number);
	}
	corokit_server_ce = register_class_CoroKit_Server();
	corokit_server_ce->create_object = create_object;
	corokit_http_server_ce = register_class_CoroKit_Http_Server(corokit_server_ce);
	memcpy(&handlers, &std_object_handlers, sizeof(handlers));
	handlers.offset = offsetof(corokit_server_t, std);
	handlers.free_obj = free_object;
	handlers.get_gc = get_gc;
	handlers.clone_obj = NULL;
	return SUCCESS;
}

static zend_result activate(void)
{
	running = NULL;
	return SUCCESS;
}

const corokit_layer_t corokit_server_layer = {
	.name = "server",
	.startup = startup,
	.activate = activate,
	.deactivate = corokit_supervisor_clean_up,
};
