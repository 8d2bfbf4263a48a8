/*
 * See settings.h. To add a setting: a field there, a default in
 * corokit_settings_init(), a row in active[], a line in docs/http-server.md.
 */
#include "settings.h"

#include <errno.h>

#include "../hook/hook_flags.h"
#include "log.h"

typedef enum { NUMBER, SECONDS, FLAG, TEXT } kind_t;

typedef struct {
	const char *name;
	kind_t      kind;
	size_t      offset;
	int64_t     min;
	int64_t     max;
} row_t;

#define FIELD(field) offsetof(corokit_settings_t, field)
#define MANY INT32_MAX

static const row_t active[] = {
	{"worker_num", NUMBER, FIELD(worker_num), 1, 1024},
	{"max_request", NUMBER, FIELD(max_request), 0, INT64_MAX},
	{"max_request_grace", NUMBER, FIELD(max_request_grace), 0, INT64_MAX},
	{"max_wait_time", SECONDS, FIELD(max_wait_time), 0, 1000000},
	{"reload_async", FLAG, FIELD(reload_async), 0, 1},
	{"enable_coroutine", FLAG, FIELD(enable_coroutine), 0, 1},
	{"max_coroutine", NUMBER, FIELD(max_coroutine), 1, MANY},
	{"max_coro_num", NUMBER, FIELD(max_coroutine), 1, MANY},
	{"worker_max_concurrency", NUMBER, FIELD(worker_max_concurrency), 0, MANY},
	{"backlog", NUMBER, FIELD(backlog), 1, MANY},
	{"max_connection", NUMBER, FIELD(max_connection), 0, MANY},
	{"max_conn", NUMBER, FIELD(max_connection), 0, MANY},
	{"package_max_length", NUMBER, FIELD(package_max_length), 1, INT64_MAX},
	{"buffer_high_watermark", NUMBER, FIELD(output_high_water), 1, INT64_MAX},
	{"hook_flags", NUMBER, FIELD(hook_flags), 0, MANY},
	{"globals", FLAG, FIELD(globals), 0, 1},
	{"log_file", TEXT, FIELD(log_file), 0, 0},
	{"log_level", NUMBER, FIELD(log_level), COROKIT_LOG_DEBUG, COROKIT_LOG_NONE},
	{"pid_file", TEXT, FIELD(pid_file), 0, 0},
	{"upload_tmp_dir", TEXT, FIELD(upload_tmp_dir), 0, 0},
	{"http_parse_post", FLAG, FIELD(http_parse_post), 0, 1},
	{"http_parse_cookie", FLAG, FIELD(http_parse_cookie), 0, 1},
	{"http_parse_files", FLAG, FIELD(http_parse_files), 0, 1},
	{"http_header_timeout", SECONDS, FIELD(header_timeout), 0, 1000000},
	{"http_body_timeout", SECONDS, FIELD(body_timeout), 0, 1000000},
	{"http_write_timeout", SECONDS, FIELD(write_timeout), 0, 1000000},
	{"http_keepalive_timeout", SECONDS, FIELD(keepalive_timeout), 0, 1000000},
	{"http_header_max_bytes", NUMBER, FIELD(header_max_bytes), 64, MANY},
	{"http_header_max_fields", NUMBER, FIELD(header_max_fields), 1, MANY},
	{"http_uri_max_bytes", NUMBER, FIELD(uri_max_bytes), 16, MANY},
};

/* Swoole's other names. */
static const char *const inactive[] = {
	"reactor_num", "task_worker_num", "task_max_request", "task_max_request_grace", "task_enable_coroutine", "task_use_object",
	"task_object", "task_ipc_mode", "task_tmpdir", "message_queue_key", "event_object", "enable_preemptive_scheduler",
	"enable_deadlock_check", "stack_size", "c_stack_size", "max_concurrency", "daemonize", "user", "group", "chroot",
	"log_rotation", "log_date_format", "log_date_with_microseconds", "debug_mode", "trace_flags", "display_errors",
	"stats_file", "buffer_output_size", "output_buffer_size", "socket_buffer_size", "buffer_input_size", "input_buffer_size",
	"kernel_socket_recv_buffer_size", "kernel_socket_send_buffer_size", "socket_send_timeout", "buffer_low_watermark",
	"send_yield", "send_timeout", "max_queued_bytes", "enable_reuse_port", "heartbeat_check_interval", "heartbeat_idle_time",
	"open_tcp_keepalive", "tcp_keepidle", "tcp_keepinterval", "tcp_keepcount", "tcp_user_timeout", "tcp_fastopen",
	"tcp_defer_accept", "open_tcp_nodelay", "max_idle_time", "open_http_protocol", "open_http2_protocol",
	"open_websocket_protocol", "open_websocket_close_frame", "open_websocket_ping_frame", "open_websocket_pong_frame",
	"websocket_compression", "websocket_subprotocol", "websocket_mask", "open_mqtt_protocol", "open_redis_protocol",
	"http2_header_table_size", "http2_enable_push", "http2_max_concurrent_streams", "http2_init_window_size",
	"http2_initial_window_size", "http2_max_frame_size", "http2_max_header_list_size", "upload_max_filesize",
	"http_compression", "http_compression_level", "http_gzip_level", "compression_level", "http_compression_min_length",
	"compression_min_length", "http_compression_types", "enable_static_handler", "document_root",
	"static_handler_locations", "http_index_files", "http_autoindex", "url_rewrite_rules", "ssl_cert_file", "ssl_key_file",
	"ssl_protocols", "ssl_method", "ssl_ciphers", "ssl_verify_peer", "ssl_allow_self_signed", "ssl_client_cert_file",
	"ssl_cafile", "ssl_ca_file", "ssl_capath", "ssl_verify_depth", "ssl_prefer_server_ciphers", "ssl_ecdh_curve",
	"ssl_dhparam", "ssl_sni_certs", "ssl_compress", "dispatch_mode", "dispatch_func", "discard_timeout_request",
	"enable_unsafe_event", "enable_delay_receive", "start_session_id", "open_eof_check", "open_eof_split", "package_eof",
	"open_length_check", "package_length_type", "package_length_offset", "package_body_offset", "package_body_start",
	"package_length_func", "open_cpu_affinity", "cpu_affinity_ignore", "single_thread", "thread_num", "min_thread_num",
	"max_thread_num", "aio_core_worker_num", "aio_worker_num", "aio_max_wait_time", "aio_max_idle_time", "dns_server",
	"dns_cache_refresh_time", "dns_cache_capacity", "bootstrap", "init_arguments", "name_resolver", "admin_server",
	"enable_server_token", "reuse_address", "reload_concurrency",
};

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

void corokit_settings_init(corokit_settings_t *settings)
{
	*settings = (corokit_settings_t) {
		.worker_num = 1,
		.max_request_grace = -1,
		.max_wait_time = 3,
		.reload_async = true,
		.enable_coroutine = true,
		.max_coroutine = 100000,
		.backlog = 512,
		.package_max_length = 2 * 1024 * 1024,
		.hook_flags = COROKIT_HOOK_ALL,
		.log_level = COROKIT_LOG_INFO,
		.header_timeout = -1,
		.body_timeout = -1,
		.write_timeout = -1,
		.keepalive_timeout = -1,
		.http_parse_post = true,
		.http_parse_cookie = true,
		.http_parse_files = true,
	};
}

void corokit_settings_deinit(corokit_settings_t *settings)
{
	for (size_t i = 0; i < COUNT(active); i++) {
		if (active[i].kind == TEXT) {
			zend_string **text = (zend_string **) ((char *) settings + active[i].offset);

			if (*text) {
				zend_string_release(*text);
				*text = NULL;
			}
		}
	}
}

/* ---- one kind of value each ---- */

static bool is_number(zval *value, double *number)
{
	zend_long integer;

	switch (Z_TYPE_P(value)) {
		case IS_LONG:
			*number = (double) Z_LVAL_P(value);
			return true;
		case IS_DOUBLE:
			*number = Z_DVAL_P(value);
			return *number == *number;
		case IS_STRING:
			switch (is_numeric_string(Z_STRVAL_P(value), Z_STRLEN_P(value), &integer, number, false)) {
				case IS_LONG:
					*number = (double) integer;
					return true;
				case IS_DOUBLE:
					return *number == *number;
				default:
					return false;
			}
		default:
			return false;
	}
}

static bool is_within(const row_t *row, double number)
{
	return number >= (double) row->min && number <= (double) row->max;
}

static bool apply_number(const row_t *row, int64_t *field, zval *value)
{
	double number;

	/* What is true and false elsewhere is 1 and 0 here: 'worker_num' => true is a mistake. */
	if (!is_number(value, &number) || !is_within(row, number) || number != (double) (int64_t) number) {
		return false;
	}
	*field = Z_TYPE_P(value) == IS_LONG ? Z_LVAL_P(value) : (int64_t) number;
	return true;
}

static bool apply_seconds(const row_t *row, double *field, zval *value)
{
	double number;

	if (!is_number(value, &number) || !is_within(row, number)) {
		return false;
	}
	*field = number;
	return true;
}

static bool apply_text(zend_string **field, zval *value)
{
	zend_string *text = NULL;

	if (Z_TYPE_P(value) == IS_STRING) {
		if (zend_str_has_nul_byte(Z_STR_P(value))) {
			return false;
		}
		text = Z_STRLEN_P(value) ? zend_string_copy(Z_STR_P(value)) : NULL;
	} else if (Z_TYPE_P(value) != IS_NULL) {
		return false;
	}
	if (*field) {
		zend_string_release(*field);
	}
	*field = text;
	return true;
}

static bool apply(const row_t *row, corokit_settings_t *settings, zval *value)
{
	void *field = (char *) settings + row->offset;

	switch (row->kind) {
		case NUMBER:
			return apply_number(row, field, value);
		case SECONDS:
			return apply_seconds(row, field, value);
		case FLAG:
			if (Z_TYPE_P(value) == IS_ARRAY || Z_TYPE_P(value) == IS_OBJECT) {
				return false;
			}
			*(bool *) field = zend_is_true(value);
			return true;
		default:
			return apply_text(field, value);
	}
}

static zend_string *describe_mistake(const row_t *row, zval *value)
{
	static const char *const kinds[] = {"an integer", "a number of seconds", "true or false", "a string"};
	zend_string *given = Z_TYPE_P(value) <= IS_STRING ? zval_get_string(value) : zend_string_init(ZEND_STRL(""), false);
	zend_string *message;

	if (row->kind == NUMBER && row->max >= MANY) {
		message = strpprintf(0, "%s must be %s of at least %" PRId64 ", %s \"%s\" given", row->name, kinds[row->kind], row->min, zend_zval_type_name(value), ZSTR_VAL(given));
	} else if (row->kind == NUMBER || row->kind == SECONDS) {
		message = strpprintf(0, "%s must be %s from %" PRId64 " to %" PRId64 ", %s \"%s\" given", row->name, kinds[row->kind], row->min, row->max, zend_zval_type_name(value), ZSTR_VAL(given));
	} else {
		message = strpprintf(0, "%s must be %s, %s given", row->name, kinds[row->kind], zend_zval_type_name(value));
	}
	zend_string_release(given);
	return message;
}

/* ---- public ---- */

int corokit_settings_apply(corokit_settings_t *settings, zend_string *name, zval *value, zend_string **message)
{
	ZVAL_DEREF(value);
	for (size_t i = 0; i < COUNT(active); i++) {
		if (zend_string_equals_cstr(name, active[i].name, strlen(active[i].name))) {
			if (apply(&active[i], settings, value)) {
				return 0;
			}
			*message = describe_mistake(&active[i], value);
			return -EINVAL;
		}
	}
	return corokit_settings_is_inactive(name) ? 0 : -ENOENT;
}

bool corokit_settings_is_inactive(zend_string *name)
{
	for (size_t i = 0; i < COUNT(inactive); i++) {
		if (zend_string_equals_cstr(name, inactive[i], strlen(inactive[i]))) {
			return true;
		}
	}
	return false;
}

void corokit_settings_export(const corokit_settings_t *settings, HashTable *into)
{
	static const char *const shown[] = {"worker_num", "max_request", "max_wait_time", "reload_async", "enable_coroutine",
		"max_coroutine", "worker_max_concurrency", "backlog", "package_max_length", "log_level"};

	for (size_t i = 0; i < COUNT(shown); i++) {
		const row_t *row = active;
		const void *field;
		zval value;

		while (strcmp(row->name, shown[i])) {
			row++;
		}
		field = (const char *) settings + row->offset;
		if (row->kind == NUMBER) {
			ZVAL_LONG(&value, *(const int64_t *) field);
		} else if (row->kind == SECONDS) {
			ZVAL_DOUBLE(&value, *(const double *) field);
		} else {
			ZVAL_BOOL(&value, *(const bool *) field);
		}
		zend_hash_str_add(into, row->name, strlen(row->name), &value);
	}
}
