/*
 * Output, headers, the request as PHP's SAPI layer knows it. The functions of
 * the SAPI are replaced: in a scope they work for the scope, elsewhere they are
 * the original ones.
 */
#include "parts.h"

#include "php_output.h"
#include "php_variables.h"
#include "rfc1867.h"
#include "zend_exceptions.h"
#include "ext/standard/file.h"

#include "../base/compat.h"
#include "../core/scope_hook.h"

#define FIRST_BLOCK offsetof(sapi_globals_struct, global_stat)

typedef struct {
	zend_output_globals   output;
	char                  first[FIRST_BLOCK]; /* server_context, request_info, sapi_headers, how much was read and sent */
	HashTable            *uploaded_files;
	double                request_time;
	zval                  header_callback;
	zend_fcall_info_cache header_callback_cache;
	php_stream_context   *default_context;
} image_t;

static struct {
	sapi_module_struct sapi; /* as it was */
	bool               patched;
} original;

/* ---- the functions of the SAPI ---- */

/* As php_handle_aborted_connection(), which bails out and leaks the coroutine's frames. */
static void client_is_gone(void)
{
	PG(connection_status) |= PHP_CONNECTION_ABORTED;
	php_output_set_status(PHP_OUTPUT_DISABLED);
	if (!PG(ignore_user_abort) && EG(current_execute_data) && !EG(exception)) {
		zend_throw_unwind_exit();
	}
}

static size_t ub_write(const char *data, size_t length)
{
	corokit_scope_t *scope = corokit_live_scope;

	if (!scope || !scope->request.sapi) {
		return original.sapi.ub_write(data, length);
	}
	if (!(scope->flags & (COROKIT_SCOPE_ENDED | COROKIT_SCOPE_FINISHED)) && length
		&& !scope->request.sapi->write(scope->request.context, data, length)) {
		client_is_gone();
	}
	return length;
}

static void flush(void *server_context)
{
	corokit_scope_t *scope = corokit_live_scope;

	if (!scope || !scope->request.sapi) {
		if (original.sapi.flush) {
			original.sapi.flush(scope ? NULL : server_context);
		}
		return;
	}
	sapi_send_headers();
	if (!(scope->flags & (COROKIT_SCOPE_ENDED | COROKIT_SCOPE_FINISHED)) && scope->request.sapi->flush) {
		scope->request.sapi->flush(scope->request.context);
	}
}

static int send_headers(sapi_headers_struct *headers)
{
	corokit_scope_t *scope = corokit_live_scope;

	if (!scope) {
		return original.sapi.send_headers ? original.sapi.send_headers(headers) : SAPI_HEADER_DO_SEND;
	}
	if (scope->request.sapi && scope->request.sapi->send_headers && !(scope->flags & (COROKIT_SCOPE_ENDED | COROKIT_SCOPE_FINISHED))) {
		scope->request.sapi->send_headers(scope->request.context, headers);
	}
	return SAPI_HEADER_SENT_SUCCESSFULLY;
}

static int header_handler(sapi_header_struct *header, sapi_header_op_enum op, sapi_headers_struct *headers)
{
	if (corokit_live_scope || !original.sapi.header_handler) {
		return SAPI_HEADER_ADD;
	}
	return original.sapi.header_handler(header, op, headers);
}

static size_t read_post(char *buffer, size_t length)
{
	corokit_scope_t *scope = corokit_live_scope;

	if (!scope) {
		return original.sapi.read_post ? original.sapi.read_post(buffer, length) : 0;
	}
	length = MIN(length, scope->request.body_length - scope->body_offset);
	memcpy(buffer, scope->request.body + scope->body_offset, length);
	scope->body_offset += length;
	return length;
}

static char *read_cookies(void)
{
	if (!corokit_live_scope) {
		return original.sapi.read_cookies ? original.sapi.read_cookies() : NULL;
	}
	return (char *) corokit_live_scope->request.cookies;
}

static void register_server_variables(zval *array)
{
	corokit_scope_t *scope = corokit_live_scope;

	if (scope && scope->flags & COROKIT_SCOPE_ENDED) {
		return;
	}
	if (scope && scope->request.server) {
		zend_hash_copy(Z_ARRVAL_P(array), scope->request.server, zval_add_ref);
	} else if (scope && scope->request.sapi && scope->request.sapi->server_variables) {
		scope->request.sapi->server_variables(scope->request.context, array);
	} else if (original.sapi.register_server_variables) {
		original.sapi.register_server_variables(array);
	}
}

/* ext/filter keeps its own copy of everything, for all requests in one place. */
static unsigned int input_filter(int arg, const char *var, char **val, size_t val_len, size_t *new_val_len)
{
	if (corokit_live_scope || !original.sapi.input_filter) {
		return php_default_input_filter(arg, var, val, val_len, new_val_len);
	}
	return original.sapi.input_filter(arg, var, val, val_len, new_val_len);
}

static void patch(void)
{
	if (original.patched) {
		return;
	}
	original.patched = true;
	original.sapi = sapi_module;
	sapi_module.ub_write = ub_write;
	sapi_module.flush = flush;
	sapi_module.send_headers = send_headers;
	sapi_module.header_handler = header_handler;
	sapi_module.read_post = read_post;
	sapi_module.read_cookies = read_cookies;
	sapi_module.register_server_variables = register_server_variables;
	sapi_module.input_filter = input_filter;
}

/* ---- the part ---- */

static zend_always_inline void copy_out(image_t *image)
{
	image->output = COROKIT_OUTPUT_GLOBALS;
	memcpy(image->first, &COROKIT_SAPI_GLOBALS, FIRST_BLOCK);
	image->uploaded_files = SG(rfc1867_uploaded_files);
	image->request_time = SG(global_request_time);
	image->header_callback = SG(callback_func);
	image->header_callback_cache = SG(fci_cache);
	image->default_context = FG(default_context);
}

static void leave(void *data)
{
	copy_out(data);
}

static void enter(void *data)
{
	image_t *image = data;

	COROKIT_OUTPUT_GLOBALS = image->output;
	memcpy(&COROKIT_SAPI_GLOBALS, image->first, FIRST_BLOCK);
	SG(rfc1867_uploaded_files) = image->uploaded_files;
	SG(global_request_time) = image->request_time;
	SG(callback_func) = image->header_callback;
	SG(fci_cache) = image->header_callback_cache;
	FG(default_context) = image->default_context;
}

static void create(corokit_scope_t *scope, void *data)
{
	image_t *image = data;
	sapi_globals_struct *sapi = (sapi_globals_struct *) image->first;

	zend_stack_init(&image->output.handlers, sizeof(php_output_handler *));
	image->output.flags = PHP_OUTPUT_ACTIVATED;
	sapi->server_context = scope;
	sapi->sapi_headers.http_response_code = 200;
	sapi->request_info.request_method = scope->request.method;
	sapi->request_info.query_string = (char *) scope->request.query_string;
	sapi->request_info.request_uri = (char *) scope->request.request_uri;
	sapi->request_info.content_type = scope->request.content_type;
	sapi->request_info.path_translated = SG(request_info).path_translated;
	sapi->request_info.content_length = (zend_long) scope->request.body_length;
}

void corokit_scope_activate_sapi(corokit_scope_t *scope)
{
	int (*activate)(void) = sapi_module.activate;
	unsigned int (*filter_init)(void) = sapi_module.input_filter_init;

	sapi_module.activate = NULL;
	sapi_module.input_filter_init = NULL;
	sapi_activate();
	SG(request_info).proto_num = 1001;
	sapi_module.activate = activate;
	sapi_module.input_filter_init = filter_init;
	if (PG(output_buffering) || PG(output_handler)) {
		if (PG(output_handler) && PG(output_handler)[0]) {
			zval name;

			ZVAL_STRING(&name, PG(output_handler));
			php_output_start_user(&name, 0, PHP_OUTPUT_HANDLER_STDFLAGS);
			zval_ptr_dtor(&name);
		} else if (PG(output_buffering)) {
			php_output_start_user(NULL, PG(output_buffering) > 1 ? PG(output_buffering) : 0, PHP_OUTPUT_HANDLER_STDFLAGS);
		}
	}
	if (PG(implicit_flush) && !scope->request.sapi) {
		php_output_set_implicit_flush(1);
	}
}

void corokit_scope_forget_request(corokit_scope_t *scope)
{
	sapi_request_info *info = &SG(request_info);

	info->request_method = NULL;
	info->query_string = info->request_uri = info->cookie_data = NULL;
	info->content_type = NULL;
	scope->request.body_length = scope->body_offset = 0;
	SG(post_read) = 1;
}

/* A php://input that the script keeps reads the body through a bare pointer: closed with it. */
static void free_body(void)
{
	php_stream *body = SG(request_info).request_body;
	zend_resource *resource;
	int type = php_file_le_stream();

	if (!body) {
		return;
	}
	ZEND_HASH_FOREACH_PTR(&EG(regular_list), resource) {
		php_stream *stream = resource->ptr;

		if (resource->type == type && stream && strcmp(stream->ops->label, "Input") == 0 && *(php_stream **) stream->abstract == body) {
			php_stream_close(stream);
		}
	} ZEND_HASH_FOREACH_END();
	SG(request_info).request_body = NULL;
	SG(post_read) = 1;
	php_stream_close(body);
}

static void destroy(corokit_scope_t *scope, void *data)
{
	int (*deactivate)(void) = sapi_module.deactivate;

	(void) scope;
	(void) data;
	php_output_deactivate();
	zval_ptr_dtor(&SG(callback_func));
	ZVAL_UNDEF(&SG(callback_func));
	free_body();
	sapi_module.deactivate = NULL;
	sapi_deactivate_module();
	sapi_deactivate_destroy();
	sapi_module.deactivate = deactivate;
	SG(sapi_started) = 1;
	if (FG(default_context)) {
		php_stream_context *context = FG(default_context);

		FG(default_context) = NULL;
		zend_list_delete(context->res);
	}
}

const corokit_scope_part_t corokit_scope_part_sapi = {
	.name = "sapi",
	.size = sizeof(image_t),
	.startup = patch,
	.create = create,
	.enter = enter,
	.leave = leave,
	.destroy = destroy,
};
