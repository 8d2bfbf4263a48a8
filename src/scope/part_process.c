/*
 * What belongs to the process and is exchanged only for scopes that changed it, at the
 * price of system calls: working directory, umask, locale. Not here, as C code
 * of other threads reads it at any time: the environment (putenv()).
 */
#include "parts.h"

#include <limits.h>
#include <locale.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ext/standard/basic_functions.h"

#include "../core/scope_hook.h"

typedef struct {
	zend_string *directory; /* owned */
	zend_string *locale;    /* owned */
	zend_string *ctype;     /* owned by the engine: BG(ctype_string) */
	bool         locale_changed;
	mode_t       mask;
} state_t;

typedef struct {
	state_t base, own;
} process_t;

static void read_state(state_t *state)
{
	char path[PATH_MAX];
	const char *locale = setlocale(LC_ALL, NULL);

	state->directory = getcwd(path, sizeof(path)) ? zend_string_init(path, strlen(path), 0) : NULL;
	state->locale = zend_string_init(locale, strlen(locale), 0);
	state->ctype = BG(ctype_string);
	state->locale_changed = BG(locale_changed);
	state->mask = umask(077);
	umask(state->mask);
}

static void free_state(state_t *state)
{
	if (state->directory) {
		zend_string_release(state->directory);
	}
	zend_string_release(state->locale);
}

/* Takes it over from another that is in force. */
static void write_state(state_t *state, const state_t *present)
{
	if (state->directory && !(present->directory && zend_string_equals(state->directory, present->directory))) {
		zend_string *path = state->directory;

		(void) !chdir(ZSTR_VAL(path));
	}
	if (!zend_string_equals(state->locale, present->locale)) {
		setlocale(LC_ALL, ZSTR_VAL(state->locale));
		zend_update_current_locale();
	}
	BG(ctype_string) = state->ctype;
	BG(locale_changed) = state->locale_changed;
	if (state->mask != present->mask) {
		umask(state->mask);
	}
	free_state(state);
}

static void create(corokit_scope_t *scope, void *data)
{
	process_t *self = data;

	(void) scope;
	read_state(&self->base);
	if (BG(ctype_string)) {
		zend_string_addref(BG(ctype_string));
	}
}

static void leave(void *data)
{
	process_t *self = data;

	read_state(&self->own);
	write_state(&self->base, &self->own);
}

static void enter(void *data)
{
	process_t *self = data;

	read_state(&self->base);
	write_state(&self->own, &self->base);
}

static void destroy(corokit_scope_t *scope, void *data)
{
	process_t *self = data;
	state_t last;

	(void) scope;
	read_state(&last);
	if (last.ctype) {
		zend_string_release(last.ctype);
	}
	write_state(&self->base, &last);
	free_state(&last);
}

/* ---- who uses it ---- */

static ZEND_FUNCTION(process_setting)
{
	zif_handler original = EX(func)->internal_function.reserved[corokit_scope_wrapped];

	if (UNEXPECTED(corokit_live_scope)) {
		corokit_scope_use(&corokit_scope_part_process);
	}
	original(INTERNAL_FUNCTION_PARAM_PASSTHRU);
}

static void startup(void)
{
	static const char *const setters[] = {"chdir", "umask", "setlocale"};

	for (size_t i = 0; i < sizeof(setters) / sizeof(*setters); i++) {
		corokit_scope_wrap(setters[i], zif_process_setting);
	}
}

const corokit_scope_part_t corokit_scope_part_process = {
	.name = "process",
	.lazy = true,
	.size = sizeof(process_t),
	.startup = startup,
	.create = create,
	.enter = enter,
	.leave = leave,
	.destroy = destroy,
};
