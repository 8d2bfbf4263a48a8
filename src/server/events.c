/* The events of a server. To add one: server.h, a row in names[], a call where it happens. */
#include "server.h"

#include <errno.h>

#include "zend_exceptions.h"

static const char *const names[COROKIT_SERVER_EVENTS] = {
	[COROKIT_SERVER_EVENT_START] = "start",
	[COROKIT_SERVER_EVENT_BEFORE_SHUTDOWN] = "beforeShutdown",
	[COROKIT_SERVER_EVENT_SHUTDOWN] = "shutdown",
	[COROKIT_SERVER_EVENT_MANAGER_START] = "managerStart",
	[COROKIT_SERVER_EVENT_MANAGER_STOP] = "managerStop",
	[COROKIT_SERVER_EVENT_BEFORE_RELOAD] = "beforeReload",
	[COROKIT_SERVER_EVENT_AFTER_RELOAD] = "afterReload",
	[COROKIT_SERVER_EVENT_WORKER_START] = "workerStart",
	[COROKIT_SERVER_EVENT_WORKER_STOP] = "workerStop",
	[COROKIT_SERVER_EVENT_WORKER_EXIT] = "workerExit",
	[COROKIT_SERVER_EVENT_WORKER_ERROR] = "workerError",
	[COROKIT_SERVER_EVENT_REQUEST] = "request",
};

static const char *const inactive[] = {
	"connect", "receive", "close", "packet", "bufferFull", "bufferEmpty", "task", "finish", "pipeMessage", "open",
	"message", "handshake", "beforeHandshakeResponse", "disconnect",
};

static bool is_name(const zend_string *given, const char *name)
{
	return ZSTR_LEN(given) == strlen(name) && !strcasecmp(ZSTR_VAL(given), name);
}

int corokit_server_event_by_name(const zend_string *name)
{
	for (int i = 0; i < COROKIT_SERVER_EVENTS; i++) {
		if (is_name(name, names[i])) {
			return i;
		}
	}
	for (size_t i = 0; i < sizeof(inactive) / sizeof(*inactive); i++) {
		if (is_name(name, inactive[i])) {
			return COROKIT_SERVER_EVENT_INACTIVE;
		}
	}
	return -ENOENT;
}

const char *corokit_server_event_name(corokit_server_event_t event)
{
	return names[event];
}

#define MAX_NUMBERS 4

void corokit_server_call(corokit_server_t *server, corokit_server_event_t event, uint32_t count, const zend_long *numbers)
{
	corokit_server_callback_t *callback = &server->callbacks[event];
	zend_fcall_info fci = callback->fci;
	zval arguments[1 + MAX_NUMBERS], result;

	if (Z_ISUNDEF(callback->callable)) {
		return;
	}
	ZEND_ASSERT(count <= MAX_NUMBERS);
	ZVAL_OBJ(&arguments[0], &server->std);
	for (uint32_t i = 0; i < count; i++) {
		ZVAL_LONG(&arguments[1 + i], numbers[i]);
	}
	ZVAL_UNDEF(&result);
	fci.params = arguments;
	fci.param_count = 1 + count;
	fci.retval = &result;
	zend_call_function(&fci, &callback->fcc);
	zval_ptr_dtor(&result);
}

zend_string *corokit_server_describe_exception(zend_object *exception)
{
	zval rv[3], *message, *file, *line;
	zend_class_entry *base = instanceof_function(exception->ce, zend_ce_exception) ? zend_ce_exception : zend_ce_error;

	message = zend_read_property_ex(base, exception, ZSTR_KNOWN(ZEND_STR_MESSAGE), true, &rv[0]);
	file = zend_read_property_ex(base, exception, ZSTR_KNOWN(ZEND_STR_FILE), true, &rv[1]);
	line = zend_read_property_ex(base, exception, ZSTR_KNOWN(ZEND_STR_LINE), true, &rv[2]);
	return strpprintf(0, "%s: %s in %s:" ZEND_LONG_FMT, ZSTR_VAL(exception->ce->name),
		Z_TYPE_P(message) == IS_STRING ? Z_STRVAL_P(message) : "", Z_TYPE_P(file) == IS_STRING ? Z_STRVAL_P(file) : "",
		Z_TYPE_P(line) == IS_LONG ? Z_LVAL_P(line) : 0);
}
