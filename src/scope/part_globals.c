/*
 * The symbol table and the superglobals. The table's address never changes,
 * its content is exchanged.
 *
 * $_SERVER, $_ENV and $_REQUEST are made by PHP when a script that names them is
 * compiled, once per process. Which of them were ever made is remembered; a scope gets
 * those at its beginning, and others when it runs next after they were made.
 */
#include "parts.h"

#include "php_variables.h"

#include "../core/scope_hook.h"

typedef struct {
	HashTable symbols;
	zval      http_globals[6];
} image_t;

enum { LATE_SERVER, LATE_ENV, LATE_REQUEST, LATE };
enum { EARLY_GET, EARLY_POST, EARLY_COOKIE, EARLY_FILES, EARLY };

uint32_t corokit_scope_auto_globals;

static zend_auto_global *late[LATE], *early[EARLY];
static zend_auto_global_callback original_late[LATE];

/* ---- superglobals that are made when they are needed ---- */

/* A query string is no command line. */
static bool make(uint32_t i)
{
	bool register_argc_argv = PG(register_argc_argv);
	bool again;

	if (corokit_live_scope) {
		PG(register_argc_argv) = false;
	}
	again = original_late[i](late[i]->name);
	PG(register_argc_argv) = register_argc_argv;
	return again;
}

static bool on_first_use(zend_string *name)
{
	for (uint32_t i = 0; i < LATE; i++) {
		if (late[i] && late[i]->name == name) {
			corokit_scope_auto_globals |= 1u << i;
			if (corokit_live_scope) {
				corokit_live_scope->auto_globals |= 1u << i;
			}
			return make(i);
		}
	}
	return false;
}

void corokit_scope_make_auto_globals(uint32_t *have)
{
	uint32_t missing = corokit_scope_auto_globals & ~*have;

	*have = corokit_scope_auto_globals;
	for (uint32_t i = 0; i < LATE; i++) {
		if (missing & (1u << i) && !zend_hash_exists(&EG(symbol_table), late[i]->name)) {
			make(i);
		}
	}
}

/* ---- those of a request ---- */

static void put(int track, zend_string *name, HashTable *table)
{
	zval *global = &PG(http_globals)[track];

	zval_ptr_dtor(global);
	if (table) {
		ZVAL_ARR(global, table);
		Z_TRY_ADDREF_P(global);
	} else {
		ZVAL_EMPTY_ARRAY(global);
	}
	Z_TRY_ADDREF_P(global);
	zend_hash_update(&EG(symbol_table), name, global);
}

static void parse_or_put(int which, int track, HashTable *table, bool parse)
{
	if (!table && parse) {
		early[which]->auto_global_callback(early[which]->name);
	} else {
		put(track, early[which]->name, table);
	}
}

void corokit_scope_parse_request(corokit_scope_t *scope)
{
	const corokit_scope_request_t *request = &scope->request;

	parse_or_put(EARLY_GET, TRACK_VARS_GET, request->get, request->query_string && *request->query_string);
	parse_or_put(EARLY_POST, TRACK_VARS_POST, request->post, request->method && strcasecmp(request->method, "POST") == 0);
	parse_or_put(EARLY_COOKIE, TRACK_VARS_COOKIE, request->cookie, request->cookies && *request->cookies);
	parse_or_put(EARLY_FILES, TRACK_VARS_FILES, request->files, Z_TYPE(PG(http_globals)[TRACK_VARS_FILES]) == IS_ARRAY);
	scope->auto_globals = 0;
	corokit_scope_make_auto_globals(&scope->auto_globals);
}

/* ---- the part ---- */

static void leave(void *data)
{
	image_t *image = data;

	image->symbols = EG(symbol_table);
	memcpy(image->http_globals, PG(http_globals), sizeof(image->http_globals));
}

static void enter(void *data)
{
	image_t *image = data;

	EG(symbol_table) = image->symbols;
	memcpy(PG(http_globals), image->http_globals, sizeof(image->http_globals));
}

/* What Composer's loader asks to know which files it has included. */
static void share_included_files(HashTable *symbols)
{
	static const char name[] = "__composer_autoload_files";
	zval *files = zend_hash_str_find(&EG(symbol_table), name, sizeof(name) - 1);

	if (files) {
		ZVAL_DEREF(files);
		Z_TRY_ADDREF_P(files);
		zend_hash_str_add_new(symbols, name, sizeof(name) - 1, files);
	}
}

static void create(corokit_scope_t *scope, void *data)
{
	image_t *image = data;

	(void) scope;
	zend_hash_init(&image->symbols, 16, NULL, ZVAL_PTR_DTOR, 0);
	share_included_files(&image->symbols);
}

static int destruct_if_last(zval *value)
{
	if (Z_TYPE_P(value) == IS_INDIRECT) {
		value = Z_INDIRECT_P(value);
	}
	return Z_TYPE_P(value) == IS_OBJECT && Z_REFCOUNT_P(value) == 1 ? ZEND_HASH_APPLY_REMOVE : ZEND_HASH_APPLY_KEEP;
}

void corokit_scope_destruct_globals(void)
{
	uint32_t count;

	do {
		count = zend_hash_num_elements(&EG(symbol_table));
		zend_hash_reverse_apply(&EG(symbol_table), destruct_if_last);
	} while (count != zend_hash_num_elements(&EG(symbol_table)));
}

static void destroy(corokit_scope_t *scope, void *data)
{
	(void) scope;
	(void) data;
	zend_hash_graceful_reverse_destroy(&EG(symbol_table));
	for (size_t i = 0; i < sizeof(PG(http_globals)) / sizeof(zval); i++) {
		zval_ptr_dtor(&PG(http_globals)[i]);
		ZVAL_UNDEF(&PG(http_globals)[i]);
	}
	/* A destructor that runs after this may still name a global. */
	zend_hash_init(&EG(symbol_table), 0, NULL, ZVAL_PTR_DTOR, 0);
}

static void startup(void)
{
	static const char *const late_names[LATE] = {"_SERVER", "_ENV", "_REQUEST"};
	static const char *const early_names[EARLY] = {"_GET", "_POST", "_COOKIE", "_FILES"};

	for (int i = 0; i < LATE; i++) {
		late[i] = zend_hash_str_find_ptr(CG(auto_globals), late_names[i], strlen(late_names[i]));
		original_late[i] = late[i]->auto_global_callback;
		late[i]->auto_global_callback = on_first_use;
	}
	for (int i = 0; i < EARLY; i++) {
		early[i] = zend_hash_str_find_ptr(CG(auto_globals), early_names[i], strlen(early_names[i]));
	}
}

const corokit_scope_part_t corokit_scope_part_globals = {
	.name = "globals",
	.size = sizeof(image_t),
	.startup = startup,
	.create = create,
	.enter = enter,
	.leave = leave,
	.destroy = destroy,
};
