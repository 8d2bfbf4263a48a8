/*
 * Settings changed by ini_set() and its like. PHP keeps a table of them and the
 * original value in each entry; on the way out of a scope its entries get the original
 * value back, on the way in its own, and the modules are told. Only scopes that
 * changed something pay.
 *
 * What the worker itself has changed is the original value for every scope.
 */
#include "parts.h"

#include "zend_ini.h"

typedef struct {
	zend_ini_entry *entry;
	zend_string    *value;    /* owned: the scope's; the worker's: the original one */
	uint8_t         modifiable;
} setting_t;

typedef struct {
	HashTable *modified; /* EG(modified_ini_directives) */
	setting_t *settings;
	uint32_t   count;
} image_t;

static zend_string *max_execution_time, *error_reporting;
static int session_module = -1;

/*
 * Not told: error_reporting is in every coroutine's context already, the
 * timer of max_execution_time is one for the process, and a session's settings are
 * in its part.
 */
static void tell(zend_ini_entry *entry, zend_string *value)
{
	if (!entry->on_modify || entry->name == error_reporting || entry->name == max_execution_time || entry->module_number == session_module) {
		return;
	}
	entry->on_modify(entry, value, entry->mh_arg1, entry->mh_arg2, entry->mh_arg3, ZEND_INI_STAGE_DEACTIVATE);
}

static void take(image_t *image)
{
	zend_ini_entry *entry;

	image->modified = EG(modified_ini_directives);
	EG(modified_ini_directives) = NULL;
	image->count = 0;
	image->settings = safe_emalloc(zend_hash_num_elements(image->modified), sizeof(setting_t), 0);
	ZEND_HASH_FOREACH_PTR(image->modified, entry) {
		if (entry->modified) {
			setting_t *setting = &image->settings[image->count++];

			setting->entry = entry;
			setting->modifiable = entry->orig_modifiable;
		}
	} ZEND_HASH_FOREACH_END();
}

static void leave_scope(void *data)
{
	image_t *image = data;

	if (EXPECTED(!EG(modified_ini_directives))) {
		return;
	}
	take(image);
	for (uint32_t i = image->count; i--;) {
		zend_ini_entry *entry = image->settings[i].entry;

		image->settings[i].value = entry->value;
		if (entry->value != entry->orig_value) {
			tell(entry, entry->orig_value);
		}
		entry->value = entry->orig_value;
		entry->modifiable = entry->orig_modifiable;
		entry->orig_value = NULL;
		entry->modified = 0;
	}
}

static void enter_scope(void *data)
{
	image_t *image = data;

	EG(modified_ini_directives) = image->modified;
	if (EXPECTED(!image->modified)) {
		return;
	}
	image->modified = NULL;
	for (uint32_t i = 0; i < image->count; i++) {
		zend_ini_entry *entry = image->settings[i].entry;

		entry->orig_value = entry->value;
		entry->orig_modifiable = entry->modifiable;
		entry->modified = 1;
		entry->value = image->settings[i].value;
		if (entry->value != entry->orig_value) {
			tell(entry, entry->value);
		}
	}
	efree(image->settings);
}

/* ---- the worker's own: its values stay in effect ---- */

static image_t boot;

static void leave_boot(void)
{
	if (EXPECTED(!EG(modified_ini_directives))) {
		return;
	}
	take(&boot);
	for (uint32_t i = 0; i < boot.count; i++) {
		zend_ini_entry *entry = boot.settings[i].entry;

		boot.settings[i].value = entry->orig_value;
		entry->orig_value = NULL;
		entry->modified = 0;
	}
}

static void enter_boot(void)
{
	EG(modified_ini_directives) = boot.modified;
	if (EXPECTED(!boot.modified)) {
		return;
	}
	boot.modified = NULL;
	for (uint32_t i = 0; i < boot.count; i++) {
		zend_ini_entry *entry = boot.settings[i].entry;

		entry->orig_value = boot.settings[i].value;
		entry->orig_modifiable = boot.settings[i].modifiable;
		entry->modified = 1;
	}
	efree(boot.settings);
}

/* ---- the part ---- */

/* Set by create(): the worker's own scope was never created. */
typedef struct {
	bool    of_scope;
	image_t image;
} data_t;

static void leave(void *data)
{
	data_t *self = data;

	if (self->of_scope) {
		leave_scope(&self->image);
	} else {
		leave_boot();
	}
}

static void enter(void *data)
{
	data_t *self = data;

	if (self->of_scope) {
		enter_scope(&self->image);
	} else {
		enter_boot();
	}
}

static void create(corokit_scope_t *scope, void *data)
{
	(void) scope;
	((data_t *) data)->of_scope = true;
}

static void destroy(corokit_scope_t *scope, void *data)
{
	image_t image = {NULL};

	(void) scope;
	(void) data;
	if (EXPECTED(!EG(modified_ini_directives))) {
		return;
	}
	leave_scope(&image);
	for (uint32_t i = 0; i < image.count; i++) {
		if (image.settings[i].value != image.settings[i].entry->value && image.settings[i].value) {
			zend_string_release(image.settings[i].value);
		}
	}
	efree(image.settings);
	zend_hash_destroy(image.modified);
	FREE_HASHTABLE(image.modified);
}

static void startup(void)
{
	zend_module_entry *session = zend_hash_str_find_ptr(&module_registry, ZEND_STRL("session"));
	zend_ini_entry *entry;

	if (session) {
		session_module = session->module_number;
	}
	entry = zend_hash_str_find_ptr(EG(ini_directives), ZEND_STRL("max_execution_time"));
	max_execution_time = entry ? entry->name : NULL;
	entry = zend_hash_str_find_ptr(EG(ini_directives), ZEND_STRL("error_reporting"));
	error_reporting = entry ? entry->name : NULL;
}

const corokit_scope_part_t corokit_scope_part_ini = {
	.name = "ini",
	.size = sizeof(data_t),
	.startup = startup,
	.create = create,
	.enter = enter,
	.leave = leave,
	.destroy = destroy,
};
