/*
 * What holds a connection between calls, client by client: is it in a
 * transaction now, and how to end that. PDO and mysqli are asked through
 * their headers, as this comes after every call; the others through PHP.
 */
#include "monitor.h"

#include "zend_exceptions.h"

#if __has_include("ext/pdo/php_pdo_driver.h")
# include "ext/pdo/php_pdo_driver.h"
# define HAVE_PDO_HEADERS 1
#endif
#if __has_include("ext/mysqli/php_mysqli_structs.h") && __has_include("ext/mysqlnd/mysqlnd.h")
# include "ext/mysqli/php_mysqli_structs.h"
# include "ext/mysqlnd/mysqlnd_connection.h"
# define HAVE_MYSQLI_HEADERS 1
#endif

/* pg_transaction_status(), Redis::getMode(): at rest */
#define PGSQL_IDLE 0
#define PGSQL_UNKNOWN 4
#define REDIS_ATOMIC 0

static void call_method(zend_object *object, const char *name, zval *result)
{
	const corokit_monitor_class_t *class = corokit_monitor_class_of(object->ce);
	zend_function *function = class ? zend_hash_str_find_ptr(&class->ce->function_table, name, strlen(name)) : NULL;

	ZVAL_NULL(result);
	if (function) {
		zend_call_known_instance_method_with_0_params(function, object, result);
	}
}

static void call_function(const char *name, zend_object *handle, const char *text, zval *result)
{
	zend_function *function = zend_hash_str_find_ptr(CG(function_table), name, strlen(name));
	zval arguments[2];

	ZVAL_NULL(result);
	if (!function) {
		return;
	}
	ZVAL_OBJ(&arguments[0], handle);
	if (text) {
		ZVAL_STRING(&arguments[1], text);
	}
	zend_call_known_function(function, NULL, NULL, result, text ? 2 : 1, arguments, NULL);
	if (text) {
		zval_ptr_dtor(&arguments[1]);
	}
}

static void roll_back_by_method(zend_object *handle, const char *name)
{
	zval result;

	call_method(handle, name, &result);
	zval_ptr_dtor(&result);
}

/* ---- PDO ---- */

#ifdef HAVE_PDO_HEADERS
static zend_ulong pdo_identity(zend_object *handle)
{
	pdo_dbh_t *dbh = php_pdo_dbh_fetch_inner(handle);

	return dbh && dbh->is_persistent ? (zend_ulong) (uintptr_t) dbh : 0;
}

static int pdo_transaction(zend_object *handle, const zend_function *function, const zval *result)
{
	pdo_dbh_t *dbh = php_pdo_dbh_fetch_inner(handle);

	(void) function;
	(void) result;
	if (!dbh || !dbh->methods || !dbh->driver_data) {
		return 0;
	}
	return dbh->methods->in_transaction ? dbh->methods->in_transaction(dbh) : dbh->in_txn;
}

static void pdo_roll_back(zend_object *handle)
{
	roll_back_by_method(handle, "rollback");
}

const corokit_monitor_family_t corokit_monitor_pdo = {pdo_identity, pdo_transaction, pdo_roll_back, false};
#else
const corokit_monitor_family_t corokit_monitor_pdo = {NULL, NULL, NULL, false};
#endif

/* ---- mysqli ---- */

#ifdef HAVE_MYSQLI_HEADERS
/* Between execute() and get_result(), and while rows are still on their way: any other query would be out of sync. */
static bool is_answering(const MYSQLND *connection)
{
	enum mysqlnd_connection_state state = GET_CONNECTION_STATE(&connection->data->state);

	return state > CONN_READY && state < CONN_QUIT_SENT;
}

static int mysqli_transaction(zend_object *handle, const zend_function *function, const zval *result)
{
	MYSQLI_RESOURCE *resource = php_mysqli_fetch_object(handle)->ptr;
	MY_MYSQL *link;

	(void) function;
	(void) result;
	if (!resource || resource->status != MYSQLI_STATUS_VALID || !resource->ptr) {
		return 0;
	}
	link = resource->ptr;
	return link->mysql && ((mysqlnd_get_server_status(link->mysql) & SERVER_STATUS_IN_TRANS) || is_answering(link->mysql));
}

static void mysqli_roll_back(zend_object *handle)
{
	roll_back_by_method(handle, "rollback");
}

const corokit_monitor_family_t corokit_monitor_mysqli = {NULL, mysqli_transaction, mysqli_roll_back, false};
#else
const corokit_monitor_family_t corokit_monitor_mysqli = {NULL, NULL, NULL, false};
#endif

/* ---- pgsql: also while the results of pg_send_query() are not fetched ---- */

static int pgsql_transaction(zend_object *handle, const zend_function *function, const zval *result)
{
	zval status;

	(void) result;
	if (!function) {
		return -1;
	}
	if (zend_string_equals_literal(function->common.function_name, "pg_close")) {
		return 0;
	}
	if (EG(exception) || zend_string_equals_literal(function->common.function_name, "pg_transaction_status")) {
		return -1;
	}
	call_function("pg_transaction_status", handle, NULL, &status);
	if (EG(exception)) {
		zend_clear_exception();
		return 0;
	}
	return Z_TYPE(status) == IS_LONG && Z_LVAL(status) != PGSQL_IDLE && Z_LVAL(status) != PGSQL_UNKNOWN;
}

static void pgsql_roll_back(zend_object *handle)
{
	zval result;

	call_function("pg_query", handle, "ROLLBACK", &result);
	zval_ptr_dtor(&result);
}

/* pg_connect() drops the last default connection before it has noted the new one. */
const corokit_monitor_family_t corokit_monitor_pgsql = {NULL, pgsql_transaction, pgsql_roll_back, true};

/* ---- Redis: MULTI, a pipeline, and what is WATCHed for it ---- */

static bool is_one_of(const zend_string *name, const char *const *names)
{
	for (; *names; names++) {
		if (strcasecmp(ZSTR_VAL(name), *names) == 0) {
			return true;
		}
	}
	return false;
}

static bool redis_is_atomic(zend_object *handle)
{
	zval mode;

	call_method(handle, "getmode", &mode);
	if (EG(exception)) {
		zend_clear_exception();
		return true;
	}
	return Z_TYPE(mode) != IS_LONG || Z_LVAL(mode) == REDIS_ATOMIC;
}

static int redis_transaction(zend_object *handle, const zend_function *function, const zval *result)
{
	static const char *const changing[] = {"multi", "pipeline", "exec", "discard", "unwatch", "close", "reset", NULL};

	if (!function || EG(exception)) {
		return -1;
	}
	if (is_one_of(function->common.function_name, changing)) {
		return !redis_is_atomic(handle);
	}
	return strcasecmp(ZSTR_VAL(function->common.function_name), "watch") == 0 && Z_TYPE_P(result) == IS_TRUE ? 1 : -1;
}

static void redis_roll_back(zend_object *handle)
{
	roll_back_by_method(handle, redis_is_atomic(handle) ? "unwatch" : "discard");
}

const corokit_monitor_family_t corokit_monitor_redis = {NULL, redis_transaction, redis_roll_back, false};
