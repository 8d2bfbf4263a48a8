/*
 * The module: its settings, its layers and nothing else. Layers are raised
 * in the order of the list below and lowered in reverse.
 */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_corokit.h"

#include "php_ini.h"
#include "ext/standard/info.h"

#include "src/base/config.h"
#include "src/base/engine_check.h"
#include "src/base/layer.h"
#include "src/core/coroutine_class.h"
#include "src/core/defer.h"
#include "src/core/exceptions.h"
#include "src/core/future.h"
#include "src/core/join.h"
#include "src/core/last_error.h"
#include "src/core/options.h"
#include "src/core/scheduler.h"
#include "src/core/scheduler_class.h"
#include "src/core/time_limit.h"
#include "src/hook/hook_layer.h"
#include "src/hook/monitor.h"
#include "src/http/request_class.h"
#include "src/http/response_class.h"
#include "src/loop/loop.h"
#include "src/loop/pool.h"
#include "src/loop/stats.h"
#include "src/loop/timer_class.h"
#include "src/loop/watchdog.h"
#include "src/process/child.h"
#include "src/scope/context_class.h"
#include "src/shared/shared.h"
#include "src/shm/shm.h"
#include "src/server/server.h"
#include "src/scope/scope.h"
#include "src/scope/scope_class.h"
#include "src/scope/web.h"
#include "src/sync/sync.h"

corokit_config_t corokit_config;

/*
 * To add a layer: its const in a header of its folder, a line here. The
 * order of startup is also that of the slots in locals.h.
 */
static const corokit_layer_t *const layers[] = {
	&corokit_engine_check_layer,
	&corokit_last_error_layer,
	&corokit_exceptions_layer,
	&corokit_core_layer,
	&corokit_loop_layer,
	&corokit_pool_layer,
	&corokit_watchdog_layer,
	&corokit_options_layer,
	&corokit_time_limit_layer,
	&corokit_defer_layer,
	&corokit_coroutine_class_layer,
	&corokit_join_layer,
	&corokit_future_layer,
	&corokit_scheduler_class_layer,
	&corokit_loop_stats_layer,
	&corokit_timer_class_layer,
	&corokit_context_class_layer,
	&corokit_process_layer,
	&corokit_scope_layer,
	&corokit_scope_class_layer,
	&corokit_scope_web_layer,
	&corokit_hook_layer,
	&corokit_monitor_layer,
	&corokit_sync_layer,
	&corokit_shm_layer,
	&corokit_shared_layer,
	&corokit_http_request_layer,
	&corokit_http_response_layer,
	&corokit_server_layer,
};

#define LAYERS (sizeof(layers) / sizeof(*layers))

/* ---- settings ---- */

static ZEND_INI_MH(on_update_number)
{
	int64_t *value = (int64_t *) ((char *) mh_arg2 + (size_t) mh_arg1);
	zend_long parsed = new_value ? ZEND_STRTOL(ZSTR_VAL(new_value), NULL, 0) : 0;

	(void) entry;
	(void) mh_arg3;
	(void) stage;
	if (parsed < 0) {
		return FAILURE;
	}
	*value = parsed;
	return SUCCESS;
}

static ZEND_INI_MH(on_update_stack_size)
{
	zend_long parsed = zend_ini_parse_quantity_warn(new_value, entry->name);

	(void) mh_arg1;
	(void) mh_arg2;
	(void) mh_arg3;
	(void) stage;
	if (parsed < 64 * 1024 || parsed > 1024 * 1024 * 1024) {
		zend_error(E_WARNING, "corokit.stack_size must be from 64K to 1G, \"%s\" is not", ZSTR_VAL(new_value));
		return FAILURE;
	}
	corokit_config.stack_size = parsed;
	return SUCCESS;
}

static ZEND_INI_MH(on_update_switch)
{
	bool *value = (bool *) ((char *) mh_arg2 + (size_t) mh_arg1);

	(void) entry;
	(void) mh_arg3;
	(void) stage;
	*value = zend_ini_parse_bool(new_value);
	return SUCCESS;
}

static ZEND_INI_MH(on_update_seconds)
{
	int64_t *value = (int64_t *) ((char *) mh_arg2 + (size_t) mh_arg1);
	double seconds = new_value ? zend_strtod(ZSTR_VAL(new_value), NULL) : 0;

	(void) entry;
	(void) mh_arg3;
	(void) stage;
	if (!(seconds >= 0 && seconds < 1e9)) {
		return FAILURE;
	}
	*value = (int64_t) (seconds * 1e9);
	return SUCCESS;
}

static ZEND_INI_MH(on_update_text)
{
	(void) entry;
	(void) mh_arg3;
	(void) stage;
	*(const char **) ((char *) mh_arg2 + (size_t) mh_arg1) = new_value ? ZSTR_VAL(new_value) : NULL;
	return SUCCESS;
}

static ZEND_INI_MH(on_update_stack_backend)
{
	(void) entry;
	(void) mh_arg1;
	(void) mh_arg2;
	(void) mh_arg3;
	(void) stage;
	if (zend_string_equals_literal(new_value, "auto")) {
		corokit_config.stack_backend = COROKIT_STACK_AUTO;
	} else if (zend_string_equals_literal(new_value, "slab")) {
		corokit_config.stack_backend = COROKIT_STACK_SLAB;
	} else if (zend_string_equals_literal(new_value, "engine")) {
		corokit_config.stack_backend = COROKIT_STACK_ENGINE;
	} else {
		zend_error(E_WARNING, "corokit.stack_backend must be auto, slab or engine, not \"%s\"", ZSTR_VAL(new_value));
		return FAILURE;
	}
	return SUCCESS;
}

#define NUMBER(name, value, field) ZEND_INI_ENTRY2(name, value, ZEND_INI_SYSTEM, on_update_number, (void *) offsetof(corokit_config_t, field), (void *) &corokit_config)
#define SWITCH(name, value, field) ZEND_INI_ENTRY2(name, value, ZEND_INI_SYSTEM, on_update_switch, (void *) offsetof(corokit_config_t, field), (void *) &corokit_config)
#define TEXT(name, value, field) ZEND_INI_ENTRY2(name, value, ZEND_INI_SYSTEM, on_update_text, (void *) offsetof(corokit_config_t, field), (void *) &corokit_config)

#define SECONDS(name, value, field) ZEND_INI_ENTRY2(name, value, ZEND_INI_SYSTEM, on_update_seconds, (void *) offsetof(corokit_config_t, field), (void *) &corokit_config)

PHP_INI_BEGIN()
	NUMBER("corokit.chaos", "0", chaos)
	ZEND_INI_ENTRY("corokit.stack_size", "256K", ZEND_INI_SYSTEM, on_update_stack_size)
	NUMBER("corokit.stack_pool", "256", pool_size)
	SWITCH("corokit.stack_guard", "1", stack_guard)
	ZEND_INI_ENTRY("corokit.stack_backend", "auto", ZEND_INI_SYSTEM, on_update_stack_backend)
	NUMBER("corokit.blocked_ms", "0", blocked_ms)
	TEXT("corokit.hook_libraries", "", hook_libraries)
	TEXT("corokit.hook_deny", "", hook_deny)
	SWITCH("corokit.file_offload", "0", file_offload)
	SWITCH("corokit.run_main", "0", run_main)
	SWITCH("corokit.monitor", "1", monitor)
	SECONDS("corokit.handle_wait_timeout", "60", handle_wait_timeout)
	TEXT("corokit.sapi_name", "", sapi_name)
PHP_INI_END()

/* ---- life ---- */

static PHP_MINIT_FUNCTION(corokit)
{
	(void) type;
	REGISTER_INI_ENTRIES();
	for (size_t i = 0; i < LAYERS; i++) {
		if (layers[i]->startup && layers[i]->startup(module_number) == FAILURE) {
			return FAILURE;
		}
	}
	return SUCCESS;
}

static PHP_MSHUTDOWN_FUNCTION(corokit)
{
	(void) type;
	for (size_t i = LAYERS; i--;) {
		if (layers[i]->shutdown) {
			layers[i]->shutdown();
		}
	}
	UNREGISTER_INI_ENTRIES();
	return SUCCESS;
}

static PHP_RINIT_FUNCTION(corokit)
{
	(void) type;
	(void) module_number;
	for (size_t i = 0; i < LAYERS; i++) {
		if (layers[i]->activate && layers[i]->activate() == FAILURE) {
			return FAILURE;
		}
	}
	return SUCCESS;
}

static PHP_RSHUTDOWN_FUNCTION(corokit)
{
	(void) type;
	(void) module_number;
	for (size_t i = LAYERS; i--;) {
		if (layers[i]->deactivate) {
			layers[i]->deactivate();
		}
	}
	return SUCCESS;
}

static zend_result post_deactivate(void)
{
	for (size_t i = LAYERS; i--;) {
		if (layers[i]->release) {
			layers[i]->release();
		}
	}
	return SUCCESS;
}

static PHP_MINFO_FUNCTION(corokit)
{
	(void) zend_module;
	php_info_print_table_start();
	php_info_print_table_row(2, "CoroKit", "enabled");
	php_info_print_table_row(2, "Version", PHP_COROKIT_VERSION);
#ifdef COROKIT_LTO
	php_info_print_table_row(2, "Link-time optimization", "on");
#else
	php_info_print_table_row(2, "Link-time optimization", "off");
#endif
#ifdef COROKIT_DEBUG
	php_info_print_table_row(2, "Debug", "on");
#endif
#ifdef COROKIT_LLHTTP_VERSION
	php_info_print_table_row(2, "llhttp", COROKIT_LLHTTP_VERSION);
#endif
	for (size_t i = 0; i < LAYERS; i++) {
		if (layers[i]->info) {
			layers[i]->info();
		}
	}
	php_info_print_table_end();
	DISPLAY_INI_ENTRIES();
}

static const zend_module_dep dependencies[] = {
	ZEND_MOD_REQUIRED("standard")
	ZEND_MOD_REQUIRED("spl")
	ZEND_MOD_REQUIRED("json")
	ZEND_MOD_REQUIRED("pcre")
	ZEND_MOD_REQUIRED("date")
	ZEND_MOD_OPTIONAL("filter")
	ZEND_MOD_OPTIONAL("session")
	ZEND_MOD_OPTIONAL("mbstring")
	ZEND_MOD_OPTIONAL("libxml")
	/* Those whose handles have monitors start first: hook/monitor_install.c. */
	ZEND_MOD_OPTIONAL("amqp")
	ZEND_MOD_OPTIONAL("curl")
	ZEND_MOD_OPTIONAL("ftp")
	ZEND_MOD_OPTIONAL("ldap")
	ZEND_MOD_OPTIONAL("memcached")
	ZEND_MOD_OPTIONAL("mysqli")
	ZEND_MOD_OPTIONAL("pdo")
	ZEND_MOD_OPTIONAL("pdo_mysql")
	ZEND_MOD_OPTIONAL("pdo_pgsql")
	ZEND_MOD_OPTIONAL("pdo_sqlite")
	ZEND_MOD_OPTIONAL("pgsql")
	ZEND_MOD_OPTIONAL("redis")
	ZEND_MOD_OPTIONAL("soap")
	ZEND_MOD_OPTIONAL("sqlite3")
	ZEND_MOD_END
};

zend_module_entry corokit_module_entry = {
	STANDARD_MODULE_HEADER_EX,
	NULL,
	dependencies,
	"corokit",
	NULL,
	PHP_MINIT(corokit),
	PHP_MSHUTDOWN(corokit),
	PHP_RINIT(corokit),
	PHP_RSHUTDOWN(corokit),
	PHP_MINFO(corokit),
	PHP_COROKIT_VERSION,
	0,
	NULL,
	NULL,
	NULL,
	post_deactivate,
	STANDARD_MODULE_PROPERTIES_EX
};

#ifdef COMPILE_DL_COROKIT
# ifdef ZTS
ZEND_TSRMLS_CACHE_DEFINE()
# endif
ZEND_GET_MODULE(corokit)
#endif
