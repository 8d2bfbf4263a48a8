/*
 * State of mbstring and libxml, from the first function of theirs that a scope
 * calls. mbstring: encodings, substitute character, detect order, language.
 * libxml: collected errors, entity loader, and whether errors are collected,
 * which is a pointer in the library itself.
 */
#include "parts.h"

#include <dlfcn.h>

#if __has_include("ext/mbstring/mbstring.h")
/* A shared mbstring is built with it or without, which the headers do not tell: below. */
# undef HAVE_MBREGEX
# include "ext/mbstring/mbstring.h"
# define HAVE_MBSTRING_HEADER 1
#endif

#include "../core/scope_hook.h"

/* ---- mbstring ---- */

#if defined(HAVE_MBSTRING_HEADER) && !defined(ZTS)

typedef struct {
	const mbfl_encoding  *internal, *http_output;
	const mbfl_encoding **detect_order;
	size_t                detect_order_size;
	int                   illegal_mode, illegal_substchar;
	enum mbfl_no_language language;
	bool                  internal_set, http_output_set;
} encodings_t;

typedef struct {
	encodings_t base, own;
} mbstring_t;

static zend_mbstring_globals *mbstring;
static bool *flags_set; /* internal_encoding_set, http_output_set */

/* With regular expressions there are a pointer and a number before the flags, and a number behind. */
# define REGEX_BEFORE (2 * sizeof(void *))
# define REGEX_ALL    (3 * sizeof(void *))

static void read_encodings(encodings_t *encodings)
{
	encodings->internal = mbstring->current_internal_encoding;
	encodings->http_output = mbstring->current_http_output_encoding;
	encodings->detect_order = mbstring->current_detect_order_list;
	encodings->detect_order_size = mbstring->current_detect_order_list_size;
	encodings->illegal_mode = mbstring->current_filter_illegal_mode;
	encodings->illegal_substchar = (int) mbstring->current_filter_illegal_substchar;
	encodings->language = mbstring->language;
	encodings->internal_set = flags_set[0];
	encodings->http_output_set = flags_set[1];
}

static void write_encodings(const encodings_t *encodings)
{
	mbstring->current_internal_encoding = encodings->internal;
	mbstring->current_http_output_encoding = encodings->http_output;
	mbstring->current_detect_order_list = encodings->detect_order;
	mbstring->current_detect_order_list_size = encodings->detect_order_size;
	mbstring->current_filter_illegal_mode = encodings->illegal_mode;
	mbstring->current_filter_illegal_substchar = encodings->illegal_substchar;
	mbstring->language = encodings->language;
	flags_set[0] = encodings->internal_set;
	flags_set[1] = encodings->http_output_set;
}

static void create_mbstring(corokit_scope_t *scope, void *data)
{
	mbstring_t *self = data;

	(void) scope;
	read_encodings(&self->base);
	if (self->base.detect_order) {
		size_t size = self->base.detect_order_size * sizeof(*self->base.detect_order);

		mbstring->current_detect_order_list = emalloc(size);
		memcpy(ZEND_VOIDP(mbstring->current_detect_order_list), ZEND_VOIDP(self->base.detect_order), size);
	}
}

static void leave_mbstring(void *data)
{
	read_encodings(&((mbstring_t *) data)->own);
	write_encodings(&((mbstring_t *) data)->base);
}

static void enter_mbstring(void *data)
{
	read_encodings(&((mbstring_t *) data)->base);
	write_encodings(&((mbstring_t *) data)->own);
}

static void destroy_mbstring(corokit_scope_t *scope, void *data)
{
	(void) scope;
	if (mbstring->current_detect_order_list) {
		efree(ZEND_VOIDP(mbstring->current_detect_order_list));
	}
	write_encodings(&((mbstring_t *) data)->base);
}

static ZEND_FUNCTION(mbstring_setting)
{
	zif_handler original = EX(func)->internal_function.reserved[corokit_scope_wrapped];

	/* With an argument it sets. */
	if (UNEXPECTED(corokit_live_scope) && ZEND_NUM_ARGS()) {
		corokit_scope_use(&corokit_scope_part_mbstring);
	}
	original(INTERNAL_FUNCTION_PARAM_PASSTHRU);
}

static void startup_mbstring(void)
{
	static const char *const setters[] = {"mb_internal_encoding", "mb_http_output", "mb_detect_order", "mb_substitute_character", "mb_language"};
	zend_module_entry *module = zend_hash_str_find_ptr(&module_registry, ZEND_STRL("mbstring"));

	if (!module || (module->globals_size != sizeof(zend_mbstring_globals) && module->globals_size != sizeof(zend_mbstring_globals) + REGEX_ALL)) {
		return;
	}
	mbstring = module->globals_ptr;
	flags_set = &mbstring->internal_encoding_set;
	if (module->globals_size != sizeof(zend_mbstring_globals)) {
		flags_set += REGEX_BEFORE;
	}
	for (size_t i = 0; i < sizeof(setters) / sizeof(*setters); i++) {
		corokit_scope_wrap(setters[i], zif_mbstring_setting);
	}
}

#else

typedef struct {
	char unused;
} mbstring_t;

# define startup_mbstring NULL
# define create_mbstring NULL
# define enter_mbstring NULL
# define leave_mbstring NULL
# define destroy_mbstring NULL

#endif

const corokit_scope_part_t corokit_scope_part_mbstring = {
	.name = "mbstring",
	.lazy = true,
	.size = sizeof(mbstring_t),
	.startup = startup_mbstring,
	.create = create_mbstring,
	.enter = enter_mbstring,
	.leave = leave_mbstring,
	.destroy = destroy_mbstring,
};

/* ---- libxml: the layout of its globals is not needed ---- */

#define LIBXML_GLOBALS_MAX 256

typedef void (*xml_error_func_t)(void *, void *);

typedef struct {
	char             base[LIBXML_GLOBALS_MAX], own[LIBXML_GLOBALS_MAX];
	xml_error_func_t base_handler, own_handler;
} libxml_t;

static zend_module_entry *libxml;
static void *libxml_globals;
static xml_error_func_t *(*handler_of_library)(void);
static void (*set_handler)(void *context, xml_error_func_t handler);

static void create_libxml(corokit_scope_t *scope, void *data)
{
	libxml_t *self = data;

	(void) scope;
	memcpy(self->base, libxml_globals, libxml->globals_size);
	memset(libxml_globals, 0, libxml->globals_size);
	self->base_handler = *handler_of_library();
	set_handler(NULL, NULL);
}

static void leave_libxml(void *data)
{
	libxml_t *self = data;

	memcpy(self->own, libxml_globals, libxml->globals_size);
	memcpy(libxml_globals, self->base, libxml->globals_size);
	self->own_handler = *handler_of_library();
	set_handler(NULL, self->base_handler);
}

static void enter_libxml(void *data)
{
	libxml_t *self = data;

	memcpy(self->base, libxml_globals, libxml->globals_size);
	memcpy(libxml_globals, self->own, libxml->globals_size);
	self->base_handler = *handler_of_library();
	set_handler(NULL, self->own_handler);
}

static void destroy_libxml(corokit_scope_t *scope, void *data)
{
	libxml_t *self = data;

	(void) scope;
	libxml->request_shutdown_func(MODULE_PERSISTENT, libxml->module_number);
	libxml->post_deactivate_func();
	/* That took the library out of PHP's hands, where others need it. */
	libxml->request_startup_func(MODULE_PERSISTENT, libxml->module_number);
	memcpy(libxml_globals, self->base, libxml->globals_size);
	set_handler(NULL, self->base_handler);
}

static ZEND_FUNCTION(libxml_function)
{
	zif_handler original = EX(func)->internal_function.reserved[corokit_scope_wrapped];

	corokit_scope_use(&corokit_scope_part_libxml);
	original(INTERNAL_FUNCTION_PARAM_PASSTHRU);
}

static void startup_libxml(void)
{
#ifndef ZTS
	libxml = zend_hash_str_find_ptr(&module_registry, ZEND_STRL("libxml"));
	handler_of_library = (xml_error_func_t *(*)(void)) dlsym(RTLD_DEFAULT, "__xmlStructuredError");
	set_handler = (void (*)(void *, xml_error_func_t)) dlsym(RTLD_DEFAULT, "xmlSetStructuredErrorFunc");
	libxml_globals = libxml ? libxml->globals_ptr : NULL;
	if (!libxml_globals || libxml->globals_size > LIBXML_GLOBALS_MAX || !handler_of_library || !set_handler
		|| !libxml->request_startup_func || !libxml->request_shutdown_func || !libxml->post_deactivate_func) {
		libxml = NULL;
		return;
	}
	corokit_scope_wrap_module("libxml", zif_libxml_function);
#endif
}

const corokit_scope_part_t corokit_scope_part_libxml = {
	.name = "libxml",
	.lazy = true,
	.size = sizeof(libxml_t),
	.startup = startup_libxml,
	.create = create_libxml,
	.enter = enter_libxml,
	.leave = leave_libxml,
	.destroy = destroy_libxml,
};
