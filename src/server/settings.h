/*
 * What Server::set() takes. Values are checked when they are set; what
 * Swoole knows and this server does not use yet is kept, shown in
 * Server::$setting and named in the log at start.
 */
#ifndef COROKIT_SETTINGS_H
#define COROKIT_SETTINGS_H

#include <stdbool.h>
#include <stdint.h>

#include "php.h"

/* Numbers are int64_t, times double seconds, texts owned or NULL: the table in settings.c counts on it. */
typedef struct {
	int64_t worker_num;
	int64_t max_request;            /* 0: no limit */
	int64_t max_request_grace;      /* -1: half of max_request */
	double  max_wait_time;
	bool    reload_async;           /* a worker that ends waits for its coroutines and timers too */
	bool    enable_coroutine;       /* off: one request at a time */
	int64_t max_coroutine;
	int64_t worker_max_concurrency; /* 0: no limit */
	int64_t backlog;
	int64_t max_connection;         /* of all workers */
	int64_t package_max_length;
	int64_t output_high_water;
	int64_t hook_flags;
	int64_t log_level;
	double  header_timeout;
	double  body_timeout;
	double  write_timeout;
	double  keepalive_timeout;
	int64_t header_max_bytes;
	int64_t header_max_fields;
	int64_t uri_max_bytes;
	bool    http_parse_post;
	bool    http_parse_cookie;
	bool    http_parse_files;
	bool    globals;                /* superglobals, echo and header() are the request's and the answer's */
	zend_string *log_file;
	zend_string *pid_file;
	zend_string *upload_tmp_dir;
} corokit_settings_t;

void corokit_settings_init(corokit_settings_t *settings);
void corokit_settings_deinit(corokit_settings_t *settings);

/*
 * Applies one setting. 0, -EINVAL with a message in *message (owned by the
 * caller) when the value is wrong, or -ENOENT when there is no such setting. May throw.
 */
int corokit_settings_apply(corokit_settings_t *settings, zend_string *name, zval *value, zend_string **message);
/* Known to Swoole, without an effect here yet. */
bool corokit_settings_is_inactive(zend_string *name);
/* What is not set yet gets its default: the array is Server::$setting. */
void corokit_settings_export(const corokit_settings_t *settings, HashTable *into);

#endif
