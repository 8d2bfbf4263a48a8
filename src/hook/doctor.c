/*
 * See doctor.h. An extension is judged by what is known of it, then by the
 * slots of its object. To say more of one: a row in known[].
 */
#include "doctor.h"

#include <dlfcn.h>
#include <string.h>

#include "hook_patch.h"

/* Where the slots do not tell all. */
static const struct {
	const char *name;
	const char *status;
	const char *why;
	const char *library; /* whose slots matter instead; NULL: its own */
} known[] = {
	{"standard", "hooked", "streams, sleep, files and processes yield; name lookups and cold reads are pooled", NULL},
	{"curl", "hooked", "waits in libcurl", "libcurl"},
	{"pgsql", "hooked", "waits in libpq", "libpq"},
	{"pdo_pgsql", "hooked", "waits in libpq", "libpq"},
	{"mysqlnd", "hooked", "waits in PHP's streams", NULL},
	{"mysqli", "hooked", "waits in PHP's streams, through mysqlnd", NULL},
	{"pdo_mysql", "hooked", "waits in PHP's streams, through mysqlnd", NULL},
	{"redis", "hooked", "waits in PHP's streams", NULL},
	{"soap", "hooked", "waits in PHP's streams", NULL},
	{"openssl", "hooked", "waits in PHP's streams", NULL},
	{"memcached", "hooked", "waits in libmemcached", "libmemcached"},
	{"amqp", "hooked", "waits in librabbitmq", "librabbitmq"},
	{"ldap", "hooked", "waits in libldap and liblber", "libldap"},
	{"ssh2", "hooked", "waits in libssh2", "libssh2"},
	{"sqlite3", "blocking", "a busy wait yields, a query runs on this thread", "libsqlite3"},
	{"pdo_sqlite", "blocking", "a busy wait yields, a query runs on this thread", "libsqlite3"},
	{"Zend OPcache", "blocking", "left alone: nobody may sleep with its locks in shared memory", NULL},
	{"xdebug", "blocking", "left alone: a step debugger means to stop everything", NULL},
	{"odbc", "blocking", "its driver is not hooked: corokit.hook_libraries", NULL},
	{"pdo_odbc", "blocking", "its driver is not hooked: corokit.hook_libraries", NULL},
	{"oci8", "blocking", "its client library is not hooked", NULL},
	{"imap", "blocking", "its client library is not hooked: corokit.hook_libraries=libc-client", NULL},
	{"snmp", "blocking", "its client library is not hooked: corokit.hook_libraries=libnetsnmp", NULL},
	{"mongodb", "hooked", "its own driver waits in its slots", NULL},
	{"corokit", "hooked", "this module", NULL},
};

static const char *file_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static void add_row(zval *rows, const char *name, const char *status, size_t slots, const char *why)
{
	zval row;

	array_init_size(&row, 4);
	add_assoc_string(&row, "name", name);
	add_assoc_string(&row, "status", status);
	add_assoc_long(&row, "slots", (zend_long) slots);
	add_assoc_string(&row, "why", why);
	add_next_index_zval(rows, &row);
}

/* By the beginning of its file's name; NULL: not patched. */
static const corokit_hook_object_t *find_object(const char *file)
{
	size_t count;
	const corokit_hook_object_t *objects = corokit_hook_patched_objects(&count);

	for (size_t i = 0; i < count; i++) {
		if (objects[i].path && strncmp(file_name(objects[i].path), file, strlen(file)) == 0) {
			return &objects[i];
		}
	}
	return NULL;
}

static const char *file_of(const zend_module_entry *module, Dl_info *info)
{
	const void *code = (const void *) module->module_startup_func;

	code = code ? code : (const void *) module->functions;
	return module->handle && code && dladdr(code, info) && info->dli_fname ? file_name(info->dli_fname) : NULL;
}

static void judge_by_slots(zval *rows, const zend_module_entry *module)
{
	Dl_info info;
	const char *file = file_of(module, &info);
	const corokit_hook_object_t *object = file ? find_object(file) : NULL;

	if (!module->handle) {
		add_row(rows, module->name, "hooked", 0, "is part of the php binary, whose slots are hooked");
	} else if (!object) {
		add_row(rows, module->name, "blocking", 0, "left alone: on a deny list, or not recognised");
	} else if (object->slot_count) {
		add_row(rows, module->name, "hooked", object->slot_count, "calls that wait, in its own slots");
	} else {
		add_row(rows, module->name, "hooked", 0, "calls nothing that waits");
	}
}

static void judge(zval *rows, const zend_module_entry *module)
{
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		const corokit_hook_object_t *object;
		Dl_info info;
		const char *file;

		if (strcmp(known[i].name, module->name) != 0) {
			continue;
		}
		file = known[i].library ? known[i].library : file_of(module, &info);
		object = file ? find_object(file) : NULL;
		if (known[i].library && !object) {
			add_row(rows, module->name, "blocking", 0, "its client library has no hooks: static, or on a deny list");
		} else {
			add_row(rows, module->name, known[i].status, object ? object->slot_count : 0, known[i].why);
		}
		return;
	}
	judge_by_slots(rows, module);
}

static void add_unpatched(const char *path, bool denied, size_t imports, void *arg)
{
	if (imports) {
		add_row(arg, file_name(path), "blocking", 0, denied ? "left alone: on a deny list" : "a library that is not hooked: corokit.hook_libraries");
	}
}

void corokit_doctor_examine(zval *result)
{
	const char *problem = corokit_hook_patch_problem();
	const zend_module_entry *module;
	size_t count;
	const corokit_hook_object_t *objects = corokit_hook_patched_objects(&count);

	array_init(result);
	if (problem || !count) {
		add_row(result, "(hooks)", "blocking", 0, problem ? problem : "no object could be hooked: a static PHP has no slots");
	}
	ZEND_HASH_FOREACH_PTR(&module_registry, module) {
		judge(result, module);
	} ZEND_HASH_FOREACH_END();
	for (size_t i = 0; i < count; i++) {
		if (objects[i].caller == COROKIT_CALLER_PHP || (objects[i].slot_count && strncmp(file_name(objects[i].path ? objects[i].path : ""), "lib", 3) == 0)) {
			add_row(result, file_name(objects[i].path ? objects[i].path : "?"), "hooked", objects[i].slot_count, "an object with hooked slots");
		}
	}
	corokit_hook_each_unpatched(add_unpatched, result);
}

void corokit_doctor_print(const HashTable *rows)
{
	zval *row;

	php_printf("%-24s %-9s %5s  %s\n", "what", "waits are", "slots", "why");
	ZEND_HASH_FOREACH_VAL((HashTable *) rows, row) {
		php_printf("%-24s %-9s %5d  %s\n",
			Z_STRVAL_P(zend_hash_str_find(Z_ARRVAL_P(row), ZEND_STRL("name"))),
			Z_STRVAL_P(zend_hash_str_find(Z_ARRVAL_P(row), ZEND_STRL("status"))),
			(int) Z_LVAL_P(zend_hash_str_find(Z_ARRVAL_P(row), ZEND_STRL("slots"))),
			Z_STRVAL_P(zend_hash_str_find(Z_ARRVAL_P(row), ZEND_STRL("why"))));
	} ZEND_HASH_FOREACH_END();
}
