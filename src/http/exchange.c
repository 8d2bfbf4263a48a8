/*
 * What happens between a request and its answer: the handler is called, and
 * whatever it does, there is one answer. Runs in the coroutine of the request;
 * refusals on the loop, too, where there is no PHP memory.
 */
#include "connection_internal.h"

#include "zend_exceptions.h"

#include "response.h"
#include "response_class.h"
#include "status.h"

/* ---- answers without a handler ---- */

static void send_refusal(corokit_http_connection_t *connection, int status, bool keep)
{
	corokit_http_service_t *service = connection->service;
	corokit_http_buffer_t *out = &service->scratch;
	const corokit_http_buffer_t *preamble = corokit_http_service_preamble(service);
	bool is_head = connection->message && connection->message->is_head;
	char line[80];
	char text[128];
	size_t length = (size_t) snprintf(line, sizeof(line), "%d %s", status, corokit_http_status_reason(status));

	service->stats.refused++;
	out->length = 0;
	corokit_http_buffer_append(out, "HTTP/1.1 ", 9);
	corokit_http_buffer_append(out, line, length);
	corokit_http_buffer_append(out, "\r\n", 2);
	corokit_http_buffer_append(out, preamble->data + service->status_line, preamble->length - service->status_line);
	corokit_http_buffer_append(out, text, (size_t) snprintf(text, sizeof(text),
		"Content-Type: text/plain\r\nContent-Length: %zu\r\n%s\r\n", length + 1, keep ? "" : "Connection: close\r\n"));
	if (!is_head) {
		corokit_http_buffer_append(out, line, length);
		corokit_http_buffer_append(out, "\n", 1);
	}
	corokit_http_output(connection, out->data, out->length, NULL, NULL, 0);
}

void corokit_http_refuse_bytes(corokit_http_connection_t *connection, int status)
{
	send_refusal(connection, status, false);
	corokit_http_connection_end(connection);
}

void corokit_http_exchange_refuse(corokit_http_exchange_t *exchange, int status)
{
	corokit_http_connection_t *connection = corokit_http_connection_of(exchange);
	const corokit_http_message_t *message = connection->message;
	/* An HTTP/1.0 client would want to be told that it may stay. */
	bool keep = message->keep_alive && message->minor > 0 && !connection->service->draining;

	send_refusal(connection, status, keep);
	corokit_http_connection_finish(connection, keep);
}

/* ---- the handler ---- */

/* False: a fatal error. */
static bool call_handler(zend_fcall_info *fci, zend_fcall_info_cache *fcc)
{
	bool survived = true;

	zend_try {
		zend_call_function(fci, fcc);
	} zend_catch {
		survived = false;
	} zend_end_try();
	return survived;
}

/* What the handler's exception makes of the answer: a status, or 0 for an ordinary one. Only the end of the coroutine stays pending. */
static int take_exception(corokit_http_outcome_t *outcome)
{
	zend_object *exception = EG(exception);
	int status = 0;

	if (EXPECTED(!exception)) {
		return 0;
	}
	if (corokit_current->ending || zend_is_graceful_exit(exception)) {
		return 503;
	}
	if (zend_is_unwind_exit(exception)) {
		/* It ended the request, not the worker. */
		EG(exit_status) = 0;
		if (corokit_current->had_fatal) {
			status = 500; /* A failed allocation ends the handler so. */
		} else {
			outcome->exited = true;
		}
	} else {
		GC_ADDREF(exception);
		outcome->exception = exception;
		status = 500;
	}
	zend_clear_exception();
	return status;
}

static void complete(corokit_http_response_t *response, int status)
{
	if (UNEXPECTED(status)) {
		corokit_http_response_fail(response, status);
	} else if (corokit_http_response_is_open(response)) {
		corokit_http_response_end(response, NULL);
	}
}

static zend_string *copy_slice(const corokit_http_message_t *message, corokit_http_slice_t slice)
{
	return zend_string_init(corokit_http_message_at(message, slice), slice.length, 0);
}

static void fill_outcome(corokit_http_outcome_t *outcome, const corokit_http_connection_t *connection, const corokit_http_message_t *message)
{
	outcome->method = copy_slice(message, message->method);
	outcome->target = copy_slice(message, message->target);
	outcome->fd = connection->peer.fd;
}

bool corokit_http_serve(corokit_http_exchange_t *exchange, zend_fcall_info *fci, zend_fcall_info_cache *fcc, corokit_http_outcome_t *outcome)
{
	corokit_http_connection_t *connection = corokit_http_connection_of(exchange);
	corokit_http_message_t *message = connection->message;
	zend_object *response_object = corokit_http_response_create_object(connection);
	corokit_http_response_t *response = corokit_http_response_from_obj(response_object);
	corokit_http_outcome_t ignored;
	zend_fcall_info call = *fci; /* shared by the requests that are under way */
	zend_fcall_info_cache cache = *fcc;
	zval arguments[2];
	zval result;
	int status;

	outcome = outcome ? outcome : &ignored;
	memset(outcome, 0, sizeof(*outcome));
	ZVAL_OBJ(&arguments[0], corokit_http_request_create(message, &connection->peer, &connection->service->options));
	ZVAL_OBJ(&arguments[1], response_object);
	ZVAL_UNDEF(&result);
	call.params = arguments;
	call.param_count = 2;
	call.retval = &result;
	/* The handler may detach the Response, and reuse the Request: both are looked at afterwards. */
	connection->refs++;
	corokit_http_message_addref(message);
	connection->answer.served = true;

	if (UNEXPECTED(!call_handler(&call, &cache))) {
		fill_outcome(outcome, connection, message);
		/* What the handler had in its hands is lost until the worker ends; the client need not be. */
		corokit_http_response_fail(response, 500);
		outcome->status = response->sent_status;
		corokit_http_message_release(message);
		corokit_http_connection_release(connection);
		zend_bailout();
	}
	zval_ptr_dtor(&result);
	if (UNEXPECTED(EG(exception) != NULL)) {
		fill_outcome(outcome, connection, message);
	}
	status = take_exception(outcome);
	/* The Request first: the next one can have its memory then. */
	zval_ptr_dtor(&arguments[0]);
	corokit_http_message_release(message);
	complete(response, status);
	outcome->status = response->sent_status;
	OBJ_RELEASE(response_object);
	corokit_http_connection_release(connection);
	if (EXPECTED(!outcome->method)) {
		return false;
	}
	if (outcome == &ignored) {
		corokit_http_outcome_release(outcome);
	}
	return true;
}

void corokit_http_outcome_release(corokit_http_outcome_t *outcome)
{
	if (outcome->method) {
		zend_string_release(outcome->method);
		zend_string_release(outcome->target);
	}
	if (outcome->exception) {
		OBJ_RELEASE(outcome->exception);
	}
	memset(outcome, 0, sizeof(*outcome));
}
