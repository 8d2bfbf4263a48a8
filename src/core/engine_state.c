/* See engine_state.h. Runs on the scheduler's thread, at switches only. */
#include "engine_state.h"

#include "zend_exceptions.h"

/*
 * Modules whose globals hold call state and whose layout no header tells:
 * compared with, and swapped against, what they held when at rest. Small ones only.
 */
static const char *const watched_names[] = {"soap"};

typedef struct {
	char  *globals; /* the module's */
	size_t size;
	char  *rest;    /* owned copy */
} watched_module_t;

struct corokit_engine_saved {
	zend_object           *exception, *prev_exception;
	const zend_op         *opline_before_exception;
	zend_class_entry      *fake_scope;
	zend_error_handling_t  error_handling;
	corokit_error_handler_t error_handler;
	zend_class_entry      *exception_class;
	HashTable             *in_autoload;
	zend_string           *filename_override;
	zend_long              lineno_override;
#ifdef COROKIT_HAVE_DELAYED_OOM
	zend_oom_info          delayed_oom;
#endif
	zend_fcall_info        user_compare_fci;
	zend_fcall_info_cache  user_compare_fci_cache;
	unsigned               serialize_lock;
	struct php_serialize_data   *serialize_data;
	unsigned                     serialize_level;
	struct php_unserialize_data *unserialize_data;
	unsigned                     unserialize_level;
	zend_output_globals    output;
	int                    json_encoder_depth;
	php_json_error_code    json_error_code;
	char                  *modules[sizeof(watched_names) / sizeof(*watched_names)];
};

bool corokit_engine_watches_modules;
static watched_module_t watched[sizeof(watched_names) / sizeof(*watched_names)];

void corokit_engine_activate(void)
{
	corokit_engine_watches_modules = false;
	for (size_t i = 0; i < sizeof(watched) / sizeof(*watched); i++) {
		zend_module_entry *module = zend_hash_str_find_ptr(&module_registry, watched_names[i], strlen(watched_names[i]));

		if (watched[i].rest) {
			pefree(watched[i].rest, 1);
			watched[i].rest = NULL;
		}
#ifndef ZTS
		if (module && module->globals_size) {
			watched[i].globals = module->globals_ptr;
			watched[i].size = module->globals_size;
			watched[i].rest = pemalloc(watched[i].size, 1);
			memcpy(watched[i].rest, watched[i].globals, watched[i].size);
			corokit_engine_watches_modules = true;
		}
#endif
	}
}

bool corokit_engine_modules_busy(void)
{
	for (size_t i = 0; i < sizeof(watched) / sizeof(*watched); i++) {
		if (watched[i].rest && memcmp(watched[i].rest, watched[i].globals, watched[i].size) != 0) {
			return true;
		}
	}
	return false;
}

static void take_modules(struct corokit_engine_saved *saved)
{
	for (size_t i = 0; i < sizeof(watched) / sizeof(*watched); i++) {
		if (watched[i].rest && memcmp(watched[i].rest, watched[i].globals, watched[i].size) != 0) {
			saved->modules[i] = emalloc(watched[i].size);
			memcpy(saved->modules[i], watched[i].globals, watched[i].size);
			memcpy(watched[i].globals, watched[i].rest, watched[i].size);
		}
	}
}

static void give_back_modules(struct corokit_engine_saved *saved)
{
	for (size_t i = 0; i < sizeof(watched) / sizeof(*watched); i++) {
		if (saved->modules[i]) {
			memcpy(watched[i].globals, saved->modules[i], watched[i].size);
			efree(saved->modules[i]);
		}
	}
}

static void rest(void)
{
	EG(exception) = NULL;
	EG(prev_exception) = NULL;
	EG(opline_before_exception) = NULL;
	EG(fake_scope) = NULL;
	EG(error_handling) = EH_NORMAL;
	EG(exception_class) = NULL;
	EG(filename_override) = NULL;
	EG(lineno_override) = -1;
#ifdef COROKIT_HAVE_DELAYED_OOM
	memset(&EG(delayed_oom), 0, sizeof(EG(delayed_oom)));
#endif
	BG(user_compare_fci) = empty_fcall_info;
	BG(user_compare_fci_cache) = empty_fcall_info_cache;
	BG(serialize_lock) = 0;
	BG(serialize).data = NULL;
	BG(serialize).level = 0;
	BG(unserialize).data = NULL;
	BG(unserialize).level = 0;
	JSON_G(encoder_depth) = 0;
	JSON_G(error_code) = PHP_JSON_ERROR_NONE;
}

void corokit_engine_save(corokit_engine_state_t *state)
{
	struct corokit_engine_saved *saved = ecalloc(1, sizeof(*saved));

	saved->exception = EG(exception);
	saved->prev_exception = EG(prev_exception);
	saved->opline_before_exception = EG(opline_before_exception);
	saved->fake_scope = EG(fake_scope);
	saved->error_handling = EG(error_handling);
	saved->exception_class = EG(exception_class);
	corokit_error_handler_leave(&saved->error_handler);
	saved->filename_override = EG(filename_override);
	saved->lineno_override = EG(lineno_override);
	if (EG(in_autoload) && zend_hash_num_elements(EG(in_autoload))) {
		saved->in_autoload = EG(in_autoload);
		EG(in_autoload) = NULL;
	}
#ifdef COROKIT_HAVE_DELAYED_OOM
	saved->delayed_oom = EG(delayed_oom);
#endif
	saved->user_compare_fci = BG(user_compare_fci);
	saved->user_compare_fci_cache = BG(user_compare_fci_cache);
	saved->serialize_lock = BG(serialize_lock);
	saved->serialize_data = BG(serialize).data;
	saved->serialize_level = BG(serialize).level;
	saved->unserialize_data = BG(unserialize).data;
	saved->unserialize_level = BG(unserialize).level;
	saved->output = COROKIT_OUTPUT_GLOBALS;
	saved->json_encoder_depth = JSON_G(encoder_depth);
	saved->json_error_code = JSON_G(error_code);
	if (corokit_engine_watches_modules) {
		take_modules(saved);
	}

	rest();
	/* Others start without buffers, but share where output began. */
	zend_stack_init(&OG(handlers), sizeof(php_output_handler *));
	OG(active) = NULL;
	OG(running) = NULL;
	OG(flags) &= ~(PHP_OUTPUT_LOCKED | PHP_OUTPUT_DISABLED);
	state->saved = saved;
}

void corokit_engine_restore(corokit_engine_state_t *state)
{
	struct corokit_engine_saved *saved = state->saved;

	state->saved = NULL;
	EG(exception) = saved->exception;
	EG(prev_exception) = saved->prev_exception;
	EG(opline_before_exception) = saved->opline_before_exception;
	EG(fake_scope) = saved->fake_scope;
	EG(error_handling) = saved->error_handling;
	EG(exception_class) = saved->exception_class;
	corokit_error_handler_enter(&saved->error_handler);
	EG(filename_override) = saved->filename_override;
	EG(lineno_override) = saved->lineno_override;
	if (saved->in_autoload) {
		if (EG(in_autoload)) {
			zend_hash_destroy(EG(in_autoload));
			FREE_HASHTABLE(EG(in_autoload));
		}
		EG(in_autoload) = saved->in_autoload;
	}
#ifdef COROKIT_HAVE_DELAYED_OOM
	EG(delayed_oom) = saved->delayed_oom;
#endif
	BG(user_compare_fci) = saved->user_compare_fci;
	BG(user_compare_fci_cache) = saved->user_compare_fci_cache;
	BG(serialize_lock) = saved->serialize_lock;
	BG(serialize).data = saved->serialize_data;
	BG(serialize).level = saved->serialize_level;
	BG(unserialize).data = saved->unserialize_data;
	BG(unserialize).level = saved->unserialize_level;

	zend_stack_destroy(&OG(handlers));
	OG(handlers) = saved->output.handlers;
	OG(active) = saved->output.active;
	OG(running) = saved->output.running;
	OG(flags) = saved->output.flags | (OG(flags) & PHP_OUTPUT_SENT);

	JSON_G(encoder_depth) = saved->json_encoder_depth;
	JSON_G(error_code) = saved->json_error_code;
	if (corokit_engine_watches_modules) {
		give_back_modules(saved);
	}
	efree(saved);
}

void corokit_engine_end(void)
{
	if (EXPECTED(!corokit_engine_busy())) {
		return;
	}
	if (OG(active)) {
		/* As PHP does at the end of a request: handlers run, the rest is written. */
		php_output_end_all();
		if (EG(exception)) {
			zend_clear_exception();
		}
	}
	if (EG(in_autoload)) {
		zend_hash_clean(EG(in_autoload));
	}
	rest();
}
