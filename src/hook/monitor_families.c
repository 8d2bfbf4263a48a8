/*
 * Which classes and functions have monitors. To add a class: a line in
 * classes, and its extension in corokit.c's dependencies, so that it starts
 * before us. Functions are taken by extension: of each the first argument is
 * the handle. What never talks to the other side is left out where it is
 * called often.
 */
#include "monitor.h"

corokit_monitor_class_t corokit_monitor_classes[] = {
	{"pdo", false, &corokit_monitor_pdo, NULL},
	{"pdostatement", true, &corokit_monitor_pdo, NULL},
	{"mysqli", false, &corokit_monitor_mysqli, NULL},
	{"mysqli_stmt", true, &corokit_monitor_mysqli, NULL},
	{"mysqli_result", true, &corokit_monitor_mysqli, NULL},
	{"pgsql\\connection", false, &corokit_monitor_pgsql, NULL},
	{"pgsql\\result", true, &corokit_monitor_pgsql, NULL},
	{"pgsql\\lob", true, &corokit_monitor_pgsql, NULL},
	{"sqlite3", false, NULL, NULL},
	{"sqlite3stmt", true, NULL, NULL},
	{"sqlite3result", true, NULL, NULL},
	{"redis", false, &corokit_monitor_redis, NULL},
	{"rediscluster", false, &corokit_monitor_redis, NULL},
	{"redisarray", false, NULL, NULL},
	{"redissentinel", false, NULL, NULL},
	{"memcached", false, NULL, NULL},
	{"curlhandle", false, NULL, NULL},
	{"curlmultihandle", false, NULL, NULL},
	{"curlsharehandle", false, NULL, NULL},
	{"soapclient", false, NULL, NULL},
	{"ftp\\connection", false, NULL, NULL},
	{"ldap\\connection", false, NULL, NULL},
	{"ldap\\result", true, NULL, NULL},
	{"ldap\\resultentry", true, NULL, NULL},
	{"amqpconnection", false, NULL, NULL},
	{"amqpchannel", true, NULL, NULL},
	{"amqpqueue", true, NULL, NULL},
	{"amqpexchange", true, NULL, NULL},
	{NULL, false, NULL, NULL},
};

/* libpq keeps a result in memory: only some facts about its columns are asked of the server. */
static const char *const pgsql_except[] = {
	"pg_fetch_*", "pg_num_*", "pg_result_*", "pg_affected_rows", "pg_field_name", "pg_field_num", "pg_field_size",
	"pg_field_type_oid", "pg_field_prtlen", "pg_field_is_null", "pg_free_result", "pg_last_oid", "pg_escape_bytea", NULL
};

static const char *const none[] = {NULL};

const corokit_monitor_functions_t corokit_monitor_functions[] = {
	{"mysqli", none},
	{"pgsql", pgsql_except},
	{"curl", none},
	{"ftp", none},
	{"ldap", none},
	{NULL, NULL},
};

const corokit_monitor_class_t *corokit_monitor_class_of(const zend_class_entry *ce)
{
	while (ce && ce->type == ZEND_USER_CLASS) {
		ce = ce->parent;
	}
	for (; ce; ce = ce->parent) {
		for (const corokit_monitor_class_t *class = corokit_monitor_classes; class->name; class++) {
			if (class->ce == ce) {
				return class;
			}
		}
	}
	return NULL;
}
