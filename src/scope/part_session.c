/*
 * ext/session: its globals, exchanged as one image, from the first session function
 * that a scope calls. Found by the module, not by a symbol: the extension may be shared.
 *
 * Requests with the same session id are served in order: the files handler takes
 * a lock of ours before the one on the file, so that those of one process queue
 * here, and only those of several processes try again and again.
 */
#include "parts.h"

#include <dlfcn.h>

#include "zend_ini.h"

#if __has_include("ext/session/php_session.h")
# include "ext/session/php_session.h"
# define HAVE_SESSION_HEADER 1
#endif

#include "../core/scope_hook.h"

#if defined(HAVE_SESSION_HEADER) && !defined(ZTS)

typedef struct {
	php_ps_globals *base;  /* owned: the worker's, while the scope is in the engine */
	php_ps_globals *image; /* owned: the scope's, while it is away */
	zend_string    *lock;  /* owned: name of the lock that it holds */
} session_t;

static zend_module_entry *module;
static php_ps_globals *globals; /* the module's; NULL: no session extension */

/* ---- locks ---- */

typedef struct {
	corokit_list_t waiters;
} lock_t;

typedef struct {
	corokit_wait_t wait;
	corokit_list_t link;
	bool           granted;
} waiter_t;

static HashTable locks; /* name => lock_t, while it is held */

static void unlink_waiter(corokit_wait_t *wait)
{
	corokit_list_unlink(&corokit_list_entry(wait, waiter_t, wait)->link);
}

static void release_lock(zend_string *name)
{
	lock_t *lock = zend_hash_find_ptr(&locks, name);

	if (corokit_list_empty(&lock->waiters)) {
		zend_hash_del(&locks, name);
		efree(lock);
	} else {
		waiter_t *next = corokit_list_entry(corokit_list_pop_front(&lock->waiters), waiter_t, link);

		next->granted = true;
		corokit_wake(next->wait.coroutine, 0);
	}
}

/* False: it was not given, as the wait was cancelled or is not possible here. May suspend. */
static bool take_lock(zend_string *name)
{
	lock_t *lock = zend_hash_find_ptr(&locks, name);
	waiter_t waiter = {.wait = {.reason = "session", .unlink = unlink_waiter}};

	if (!lock) {
		lock = emalloc(sizeof(*lock));
		corokit_list_init(&lock->waiters);
		zend_hash_add_new_ptr(&locks, name, lock);
		return true;
	}
	if (!corokit_may_park()) {
		php_error_docref(NULL, E_WARNING, "The session is in use by another request, and the running code cannot wait");
		return false;
	}
	corokit_list_push_back(&lock->waiters, &waiter.link);
	if (corokit_park(&waiter.wait, COROKIT_NEVER) < 0) {
		if (waiter.granted) {
			release_lock(name);
		}
		return false;
	}
	return true;
}

static void unlock(session_t *session)
{
	zend_string *name = session->lock;

	if (name) {
		session->lock = NULL;
		release_lock(name);
		zend_string_release(name);
	}
}

/* ---- the files handler ---- */

static const ps_module *files;
static ps_module locked_files;

static zend_result read_locked(PS_READ_ARGS)
{
	session_t *session = corokit_scope_part_data(corokit_live_scope, &corokit_scope_part_session);
	zend_string *name;

	if (session) {
		name = strpprintf(0, "%s/%s", INI_STR("session.save_path"), ZSTR_VAL(key));
		if (!session->lock || !zend_string_equals(session->lock, name)) {
			unlock(session);
			if (!take_lock(name)) {
				zend_string_release(name);
				return FAILURE;
			}
			session->lock = zend_string_copy(name);
		}
		zend_string_release(name);
	}
	return files->s_read(mod_data, key, val, maxlifetime);
}

static zend_result close_locked(PS_CLOSE_ARGS)
{
	session_t *session = corokit_scope_part_data(corokit_live_scope, &corokit_scope_part_session);
	zend_result result = files->s_close(mod_data);

	if (session) {
		unlock(session);
	}
	return result;
}

static void use_locks(void)
{
	if (globals->mod && globals->mod == files) {
		globals->mod = &locked_files;
	}
}

/* ---- the part ---- */

static void session_create(corokit_scope_t *scope, void *data)
{
	session_t *session = data;

	(void) scope;
	session->base = emalloc(sizeof(php_ps_globals));
	session->image = emalloc(sizeof(php_ps_globals));
	memcpy(session->base, globals, sizeof(php_ps_globals));
	/* What the worker has set stays in effect; the scope gives its references back at its end. */
	for (size_t i = 0; i < sizeof(globals->mod_user_names) / sizeof(zval); i++) {
		Z_TRY_ADDREF(((zval *) &globals->mod_user_names)[i]);
	}
	if (globals->mod_user_class_name) {
		zend_string_addref(globals->mod_user_class_name);
	}
	module->request_startup_func(MODULE_PERSISTENT, module->module_number);
}

static void session_leave(void *data)
{
	session_t *session = data;

	memcpy(session->image, globals, sizeof(php_ps_globals));
	memcpy(globals, session->base, sizeof(php_ps_globals));
}

static void session_enter(void *data)
{
	session_t *session = data;

	memcpy(session->base, globals, sizeof(php_ps_globals));
	memcpy(globals, session->image, sizeof(php_ps_globals));
}

static void session_destroy(corokit_scope_t *scope, void *data)
{
	session_t *session = data;

	(void) scope;
	module->request_shutdown_func(MODULE_PERSISTENT, module->module_number);
	unlock(session);
	memcpy(globals, session->base, sizeof(php_ps_globals));
	efree(session->base);
	efree(session->image);
}

void corokit_scope_close_session(corokit_scope_t *scope)
{
	session_t *session = corokit_scope_part_data(scope, &corokit_scope_part_session);

	if (session) {
		module->request_shutdown_func(MODULE_PERSISTENT, module->module_number);
		unlock(session);
	}
}

void corokit_scope_begin_session(corokit_scope_t *scope)
{
	const char *type = scope->request.content_type;

	if (globals && (globals->auto_start || (globals->rfc1867_enabled && type && strncasecmp(type, "multipart/", 10) == 0))) {
		corokit_scope_use(&corokit_scope_part_session);
	}
}

/* ---- who uses it ---- */

static zif_handler original_ini_set;

static ZEND_FUNCTION(session_function)
{
	zif_handler original = EX(func)->internal_function.reserved[corokit_scope_wrapped];

	if (corokit_scope_use(&corokit_scope_part_session)) {
		use_locks();
	}
	original(INTERNAL_FUNCTION_PARAM_PASSTHRU);
}

static ZEND_FUNCTION(ini_set)
{
	if (UNEXPECTED(corokit_live_scope) && globals && ZEND_NUM_ARGS() && Z_TYPE_P(ZEND_CALL_ARG(execute_data, 1)) == IS_STRING
		&& strncmp(Z_STRVAL_P(ZEND_CALL_ARG(execute_data, 1)), "session.", 8) == 0) {
		corokit_scope_use(&corokit_scope_part_session);
	}
	original_ini_set(INTERNAL_FUNCTION_PARAM_PASSTHRU);
}

static void session_startup(void)
{
	module = zend_hash_str_find_ptr(&module_registry, ZEND_STRL("session"));
	if (!module || module->globals_size != sizeof(php_ps_globals)) {
		module = NULL;
		return;
	}
	globals = module->globals_ptr;
	corokit_scope_wrap_module("session", zif_session_function);
	original_ini_set = corokit_scope_replace("ini_set", zif_ini_set);
	corokit_scope_replace("ini_alter", zif_ini_set);
}

static void session_activate(void)
{
	const ps_module *(*find)(const char *name) = globals ? (const ps_module *(*)(const char *)) dlsym(RTLD_DEFAULT, "_php_find_ps_module") : NULL;

	zend_hash_init(&locks, 0, NULL, NULL, 0);
	if (!files && find && (files = find("files"))) {
		locked_files = *files;
		locked_files.s_read = read_locked;
		locked_files.s_close = close_locked;
	}
}

#else

typedef struct {
	char unused;
} session_t;

# define session_create NULL
# define session_enter NULL
# define session_leave NULL
# define session_destroy NULL
# define session_startup NULL
# define session_activate NULL

void corokit_scope_close_session(corokit_scope_t *scope)
{
	(void) scope;
}

void corokit_scope_begin_session(corokit_scope_t *scope)
{
	(void) scope;
}

#endif

const corokit_scope_part_t corokit_scope_part_session = {
	.name = "session",
	.lazy = true,
	.size = sizeof(session_t),
	.startup = session_startup,
	.activate = session_activate,
	.create = session_create,
	.enter = session_enter,
	.leave = session_leave,
	.destroy = session_destroy,
};
