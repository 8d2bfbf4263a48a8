/*
 * What a request has registered and what PHP remembers of its last calls:
 * error and exception handlers, shutdown and tick functions, the last error, strtok(),
 * the time zone. A new scope begins with the worker's handlers and time zone.
 */
#include "parts.h"

#include "ext/date/php_date.h"
#include "ext/pcre/php_pcre.h"
#include "ext/standard/basic_functions.h"
#include "php_ticks.h"

typedef struct {
	int                 error_handler_reporting;
	zval                error_handler, exception_handler;
	zend_stack          error_handlers_reporting, error_handlers, exception_handlers;
	int                 exit_status;
	int                 last_error_type, last_error_line;
	zend_string        *last_error_message, *last_error_file;
	short               connection_status;
	HashTable          *shutdown_functions;
	zend_string        *strtok_string;
	char               *strtok_last;
	size_t              strtok_length;
	zend_llist         *user_tick_functions;
	zend_llist          tick_functions;
	char               *timezone;
	php_pcre_error_code pcre_error;
} image_t;

/* Of the date extension, whose globals are no symbol. */
static char **timezone_slot;
static char  *no_timezone;

static void leave(void *data)
{
	image_t *image = data;

	image->error_handler_reporting = EG(user_error_handler_error_reporting);
	image->error_handler = EG(user_error_handler);
	image->exception_handler = EG(user_exception_handler);
	image->error_handlers_reporting = EG(user_error_handlers_error_reporting);
	image->error_handlers = EG(user_error_handlers);
	image->exception_handlers = EG(user_exception_handlers);
	image->exit_status = EG(exit_status);
	image->last_error_type = PG(last_error_type);
	image->last_error_line = PG(last_error_lineno);
	image->last_error_message = PG(last_error_message);
	image->last_error_file = PG(last_error_file);
	image->connection_status = PG(connection_status);
	image->shutdown_functions = BG(user_shutdown_function_names);
	image->strtok_string = BG(strtok_string);
	image->strtok_last = BG(strtok_last);
	image->strtok_length = BG(strtok_len);
	image->user_tick_functions = BG(user_tick_functions);
	image->tick_functions = PG(tick_functions);
	image->timezone = *timezone_slot;
	image->pcre_error = PCRE_G(error_code);
}

static void enter(void *data)
{
	image_t *image = data;

	EG(user_error_handler_error_reporting) = image->error_handler_reporting;
	EG(user_error_handler) = image->error_handler;
	EG(user_exception_handler) = image->exception_handler;
	EG(user_error_handlers_error_reporting) = image->error_handlers_reporting;
	EG(user_error_handlers) = image->error_handlers;
	EG(user_exception_handlers) = image->exception_handlers;
	EG(exit_status) = image->exit_status;
	PG(last_error_type) = image->last_error_type;
	PG(last_error_lineno) = image->last_error_line;
	PG(last_error_message) = image->last_error_message;
	PG(last_error_file) = image->last_error_file;
	PG(connection_status) = image->connection_status;
	BG(user_shutdown_function_names) = image->shutdown_functions;
	BG(strtok_string) = image->strtok_string;
	BG(strtok_last) = image->strtok_last;
	BG(strtok_len) = image->strtok_length;
	BG(user_tick_functions) = image->user_tick_functions;
	PG(tick_functions) = image->tick_functions;
	*timezone_slot = image->timezone;
	PCRE_G(error_code) = image->pcre_error;
}

/* ---- the beginning ---- */

static void copy_stack(zend_stack *to, const zend_stack *from, bool counted)
{
	zend_stack_init(to, from->size);
	for (int i = 0; i < from->top; i++) {
		void *element = (char *) from->elements + (size_t) i * (size_t) from->size;

		zend_stack_push(to, element);
		if (counted) {
			Z_TRY_ADDREF_P((zval *) element);
		}
	}
}

static void create(corokit_scope_t *scope, void *data)
{
	image_t *image = data;

	(void) scope;
	image->error_handler_reporting = EG(user_error_handler_error_reporting);
	ZVAL_COPY(&image->error_handler, &EG(user_error_handler));
	ZVAL_COPY(&image->exception_handler, &EG(user_exception_handler));
	copy_stack(&image->error_handlers_reporting, &EG(user_error_handlers_error_reporting), false);
	copy_stack(&image->error_handlers, &EG(user_error_handlers), true);
	copy_stack(&image->exception_handlers, &EG(user_exception_handlers), true);
	zend_llist_init(&image->tick_functions, PG(tick_functions).size, PG(tick_functions).dtor, PG(tick_functions).persistent);
	if (*timezone_slot) {
		image->timezone = estrdup(*timezone_slot);
	}
}

/* ---- the end ---- */

static void free_handlers(zval *handler, zend_stack *stack)
{
	zval copy;
	zval *former;

	ZVAL_COPY_VALUE(&copy, handler);
	ZVAL_UNDEF(handler);
	zval_ptr_dtor(&copy);
	while ((former = zend_stack_top(stack))) {
		ZVAL_COPY_VALUE(&copy, former);
		zend_stack_del_top(stack);
		zval_ptr_dtor(&copy);
	}
	zend_stack_destroy(stack);
}

static void destroy(corokit_scope_t *scope, void *data)
{
	(void) scope;
	(void) data;
	if (BG(user_shutdown_function_names)) {
		php_free_shutdown_functions();
	}
	if (BG(user_tick_functions)) {
		zend_llist *functions = BG(user_tick_functions);

		BG(user_tick_functions) = NULL;
		zend_llist_destroy(functions);
		efree(functions);
	}
	zend_llist_destroy(&PG(tick_functions));
	free_handlers(&EG(user_error_handler), &EG(user_error_handlers));
	free_handlers(&EG(user_exception_handler), &EG(user_exception_handlers));
	zend_stack_destroy(&EG(user_error_handlers_error_reporting));
	if (PG(last_error_message)) {
		zend_string_release(PG(last_error_message));
		PG(last_error_message) = NULL;
	}
	if (PG(last_error_file)) {
		zend_string_release(PG(last_error_file));
		PG(last_error_file) = NULL;
	}
	if (BG(strtok_string)) {
		zend_string_release(BG(strtok_string));
		BG(strtok_string) = NULL;
	}
	if (*timezone_slot) {
		efree(*timezone_slot);
		*timezone_slot = NULL;
	}
}

static void startup(void)
{
	zend_module_entry *date = zend_hash_str_find_ptr(&module_registry, ZEND_STRL("date"));

	timezone_slot = &no_timezone;
#ifndef ZTS
	if (date && date->globals_size == sizeof(zend_date_globals)) {
		timezone_slot = &((zend_date_globals *) date->globals_ptr)->timezone;
	}
#else
	(void) date;
#endif
}

const corokit_scope_part_t corokit_scope_part_handlers = {
	.name = "handlers",
	.size = sizeof(image_t),
	.startup = startup,
	.create = create,
	.enter = enter,
	.leave = leave,
	.destroy = destroy,
};
