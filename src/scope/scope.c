/*
 * Scopes as things: made, entered, exchanged, ended. What they consist of is
 * in the part_*.c files.
 */
#include "scope.h"

#include "php_output.h"
#include "zend_exceptions.h"
#include "zend_extensions.h"
#include "ext/standard/basic_functions.h"

#include "../core/locals.h"
#include "../core/scheduler.h"
#include "../core/scope_hook.h"
#include "parts.h"

static const corokit_scope_part_t *const parts[] = {
	&corokit_scope_part_sapi,
	&corokit_scope_part_handlers,
	&corokit_scope_part_mbstring,
	&corokit_scope_part_libxml,
	&corokit_scope_part_session,
	&corokit_scope_part_process,
	&corokit_scope_part_ini,
	&corokit_scope_part_globals,
};

#define PARTS (sizeof(parts) / sizeof(*parts))

static struct {
	int              slot;
	size_t           offset[PARTS];
	size_t           size;      /* of a scope with its parts */
	uint32_t         always;    /* bit n: part n is not lazy */
	corokit_scope_t *boot;      /* the worker's own state while another's is in the engine */
	uint64_t         last_id;
	int            (*collect_garbage)(void);
} scopes;

static inline corokit_scope_t *or_boot(corokit_scope_t *scope)
{
	return scope ? scope : scopes.boot;
}

/* ---- exchanging ---- */

static zend_always_inline void leave_parts(corokit_scope_t *scope)
{
	uint32_t used = scope->used;

	for (size_t i = PARTS; i--;) {
		if (used & (1u << i)) {
			parts[i]->leave(scope->data + scopes.offset[i]);
		}
	}
}

static zend_always_inline void enter_parts(corokit_scope_t *scope)
{
	uint32_t used = scope->used;

	for (size_t i = 0; i < PARTS; i++) {
		if (used & (1u << i)) {
			parts[i]->enter(scope->data + scopes.offset[i]);
		}
	}
	if (UNEXPECTED(scope->auto_globals != corokit_scope_auto_globals)) {
		corokit_scope_make_auto_globals(&scope->auto_globals);
	}
}

static void swap(corokit_scope_t *to)
{
	leave_parts(or_boot(corokit_live_scope));
	corokit_live_scope = to;
	enter_parts(or_boot(to));
}

/* Runs with the worker's own state, which is no request's. */
static int collect_garbage(void)
{
	corokit_scope_t *scope = corokit_live_scope;
	corokit_engine_state_t engine = {NULL};
	int collected;

	if (!scope) {
		return scopes.collect_garbage();
	}
	corokit_engine_leave(&engine);
	swap(NULL);
	collected = scopes.collect_garbage();
	swap(scope);
	corokit_engine_enter(&engine);
	return collected;
}

void *corokit_scope_use(const corokit_scope_part_t *part)
{
	corokit_scope_t *scope = corokit_live_scope;

	for (size_t i = 0; scope && i < PARTS; i++) {
		if (parts[i] == part) {
			if (!(scope->used & (1u << i))) {
				part->create(scope, scope->data + scopes.offset[i]);
				scope->used |= 1u << i;
			}
			return scope->data + scopes.offset[i];
		}
	}
	return NULL;
}

void *corokit_scope_part_data(corokit_scope_t *scope, const corokit_scope_part_t *part)
{
	for (size_t i = 0; scope && i < PARTS; i++) {
		if (parts[i] == part) {
			return scope->used & (1u << i) ? scope->data + scopes.offset[i] : NULL;
		}
	}
	return NULL;
}

zif_handler corokit_scope_replace(const char *function, zif_handler handler)
{
	zend_internal_function *internal = zend_hash_str_find_ptr(CG(function_table), function, strlen(function));
	zif_handler original;

	if (!internal || internal->type != ZEND_INTERNAL_FUNCTION) {
		return NULL;
	}
	original = internal->handler;
	internal->handler = handler;
	return original;
}

int corokit_scope_wrapped;

static void wrap(zend_internal_function *function, zif_handler handler)
{
	if (function && function->type == ZEND_INTERNAL_FUNCTION && function->handler != handler) {
		function->reserved[corokit_scope_wrapped] = (void *) function->handler;
		function->handler = handler;
	}
}

void corokit_scope_wrap(const char *function, zif_handler handler)
{
	wrap(zend_hash_str_find_ptr(CG(function_table), function, strlen(function)), handler);
}

void corokit_scope_wrap_module(const char *module, zif_handler handler)
{
	zend_internal_function *function;

	ZEND_HASH_FOREACH_PTR(CG(function_table), function) {
		if (function->type == ZEND_INTERNAL_FUNCTION && function->module && strcmp(function->module->name, module) == 0) {
			wrap(function, handler);
		}
	} ZEND_HASH_FOREACH_END();
}

/* ---- life ---- */

static corokit_scope_t *allocate(void)
{
	corokit_scope_t *scope = emalloc(scopes.size);

	memset(scope, 0, scopes.size);
	scope->used = scopes.always;
	scope->refs = 1;
	return scope;
}

corokit_scope_t *corokit_scope_create(const corokit_scope_request_t *request)
{
	corokit_scope_t *scope = allocate();

	scope->id = ++scopes.last_id;
	scope->request = *request;
	for (size_t i = 0; i < PARTS; i++) {
		if (scope->used & (1u << i)) {
			parts[i]->create(scope, scope->data + scopes.offset[i]);
		}
	}
	return scope;
}

static void set_scope(corokit_coroutine_t *coroutine, corokit_scope_t *scope)
{
	coroutine->scope = scope;
	corokit_locals_set(coroutine, scopes.slot, scope);
}

void corokit_scope_begin(corokit_scope_t *scope)
{
	corokit_coroutine_t *self = corokit_scheduler_running_coroutine();

	scope->outer = self->scope; /* with its reference */
	scope->runner = self;
	set_scope(self, scope);
	scope->auto_globals = corokit_scope_auto_globals; /* not before the request is parsed */
	swap(scope);
	corokit_scope_begin_session(scope);
	corokit_scope_activate_sapi(scope);
	corokit_scope_parse_request(scope);
}

/* The objects and tables that are left of it; then nobody knows it any more. */
static void destroy(corokit_scope_t *scope)
{
	scope->flags |= COROKIT_SCOPE_DESTROYING;
	for (size_t i = PARTS; i--;) {
		if (scope->used & (1u << i) && parts[i]->destroy) {
			parts[i]->destroy(scope, scope->data + scopes.offset[i]);
			if (EG(exception)) {
				corokit_scope_settle(scope);
			}
		}
		if (parts[i]->lazy) {
			scope->used &= ~(1u << i);
		}
	}
	/* What it left in the engine is nothing. */
	corokit_live_scope = NULL;
	enter_parts(scopes.boot);
	efree(scope);
}

static void release_scope(corokit_scope_t *scope)
{
	if (--scope->refs) {
		return;
	}
	if (corokit_live_scope != scope) {
		swap(scope);
	}
	destroy(scope);
}

/* ---- the end, as php_request_shutdown() ---- */

static void run_shutdown_functions(corokit_scope_t *scope)
{
	(void) scope;
	php_call_shutdown_functions();
}

static void free_shutdown_functions(corokit_scope_t *scope)
{
	(void) scope;
	php_free_shutdown_functions();
}

/* As long as other coroutines of the scope run their globals stay. */
static void destruct_globals(corokit_scope_t *scope)
{
	if (scope->refs == 1) {
		corokit_scope_destruct_globals();
	}
}

static void end_output(corokit_scope_t *scope)
{
	(void) scope;
	php_output_end_all();
}

static void send_headers(corokit_scope_t *scope)
{
	(void) scope;
	if (!SG(headers_sent)) {
		sapi_send_headers();
	}
}

static void end_response(corokit_scope_t *scope)
{
	scope->flags |= COROKIT_SCOPE_ENDED;
	if (scope->request.sapi && scope->request.sapi->end && scope->request.context) {
		void *context = scope->request.context;

		scope->request.context = NULL;
		scope->request.sapi->end(context);
	}
}

static void (*const phases[])(corokit_scope_t *scope) = {
	run_shutdown_functions,
	free_shutdown_functions,
	destruct_globals,
	end_output,
	corokit_scope_close_session,
	send_headers,
	end_response,
};

static void run_phases(corokit_scope_t *scope)
{
	corokit_coroutine_t *self = corokit_scheduler_running_coroutine();

	/* Its exit() has ended the coroutine, which may wait again now. */
	if (scope->flags & COROKIT_SCOPE_EXITED && !corokit_scheduler_is_ending()) {
		self->ending = false;
		self->failed_waits = 0;
	}
	while (scope->phase < sizeof(phases) / sizeof(*phases)) {
		phases[scope->phase++](scope);
		if (EG(exception)) {
			corokit_scope_settle(scope);
		}
	}
}

/* The coroutine that began it goes back to where it was. */
static void step_out(corokit_coroutine_t *self, corokit_scope_t *scope)
{
	corokit_scope_t *outer = scope->outer;

	scope->runner = NULL;
	scope->outer = NULL;
	release_scope(scope);
	set_scope(self, outer);
	corokit_scope_resume(self);
}

void corokit_scope_end(corokit_scope_t *scope)
{
	corokit_coroutine_t *self = corokit_scheduler_running_coroutine();

	run_phases(scope);
	if (scope->refs > 1) {
		/* Others go on in it; what they leave is ended by the last of them. */
		scope->phase = 0;
		corokit_scope_forget_request(scope);
	}
	step_out(self, scope);
}

void corokit_scope_abandon(corokit_scope_t *scope)
{
	corokit_coroutine_t *self = corokit_scheduler_running_coroutine();

	self->scope = scope->outer;
	corokit_locals_set(self, scopes.slot, scope->outer);
	corokit_scope_resume(self);
}

/* ---- exceptions and exit ---- */

static void set_failure_status(void)
{
	if (!SG(headers_sent) && SG(sapi_headers).http_response_code == 200) {
		SG(sapi_headers).http_response_code = 500;
	}
}

static void report(corokit_scope_t *scope)
{
	zend_object *exception = EG(exception);

	if (Z_TYPE(EG(user_exception_handler)) != IS_UNDEF) {
		zend_user_exception_handler();
		exception = EG(exception);
		if (!exception) {
			return;
		}
	}
	if (zend_is_unwind_exit(exception) || zend_is_graceful_exit(exception)) {
		zend_clear_exception();
		return;
	}
	set_failure_status();
	scope->flags |= COROKIT_SCOPE_FAILED;
	zend_exception_error(exception, E_ERROR);
}

bool corokit_scope_settle(corokit_scope_t *scope)
{
	if (!EG(exception)) {
		return false;
	}
	if (zend_is_unwind_exit(EG(exception)) || zend_is_graceful_exit(EG(exception))) {
		zend_clear_exception();
		return false;
	}
	report(scope);
	if (EG(exception)) {
		zend_clear_exception();
	}
	return scope->flags & COROKIT_SCOPE_FAILED;
}

static void end_sibling(corokit_coroutine_t *coroutine, void *arg)
{
	corokit_scope_t *scope = arg;

	if (coroutine->scope != scope || coroutine == corokit_scheduler_running_coroutine() || coroutine->is_main) {
		return;
	}
	coroutine->ending = true;
	if (coroutine->status == COROKIT_COROUTINE_WAITING && !coroutine->wait->uncancelable) {
		corokit_interrupt(coroutine, -ECANCELED);
	}
}

/* exit() or an exception that nobody caught, in any coroutine of the scope, end the scope; never the worker. */
static bool settle(corokit_coroutine_t *coroutine)
{
	corokit_scope_t *scope = coroutine->scope;

	if (zend_is_graceful_exit(EG(exception))) {
		zend_clear_exception();
		return true;
	}
	corokit_scope_settle(scope);
	scope->flags |= COROKIT_SCOPE_EXITED;
	if (scope->refs > 1) {
		corokit_scheduler_each(end_sibling, scope);
	}
	return true;
}

/* ---- coroutines ---- */

static void inherit(corokit_coroutine_t *parent, corokit_coroutine_t *child, int slot)
{
	corokit_scope_t *scope = parent->scope;

	if (EXPECTED(!scope) || scope->flags & COROKIT_SCOPE_DESTROYING) {
		return;
	}
	scope->refs++;
	child->scope = scope;
	corokit_locals_set(child, slot, scope);
}

/* A coroutine ends: what it printed belongs to the scope. After a fatal error it is still in the scopes it began. */
static void end_in_coroutine(corokit_coroutine_t *coroutine, void *value)
{
	corokit_scope_t *scope = value;

	if (OG(active)) {
		php_output_end_all();
	}
	if (scope->runner == coroutine) {
		if (coroutine->had_fatal) {
			scope->flags |= COROKIT_SCOPE_FAILED;
			set_failure_status();
		}
		corokit_scope_end(scope);
		return;
	}
	if (scope->refs == 1) {
		/* The last one, after the response. */
		run_phases(scope);
	}
	coroutine->scope = NULL;
	release_scope(scope);
}

/* ---- looking ---- */

corokit_scope_t *corokit_scope_current(void)
{
	return corokit_live_scope;
}

uint64_t corokit_scope_id(const corokit_scope_t *scope)
{
	return scope->id;
}

bool corokit_scope_failed(const corokit_scope_t *scope)
{
	return scope->flags & COROKIT_SCOPE_FAILED;
}

void corokit_scope_send_headers(corokit_scope_t *scope)
{
	send_headers(scope);
}

bool corokit_scope_finish_response(corokit_scope_t *scope)
{
	if (!scope || scope->flags & (COROKIT_SCOPE_FINISHED | COROKIT_SCOPE_ENDED) || !scope->request.sapi || !scope->request.sapi->finish) {
		return false;
	}
	php_output_end_all();
	send_headers(scope);
	scope->flags |= COROKIT_SCOPE_FINISHED;
	scope->request.sapi->finish(scope->request.context);
	return true;
}

/* ---- the layer ---- */

static zend_result startup(int module_number)
{
	size_t size = sizeof(corokit_scope_t);

	(void) module_number;
	corokit_scope_wrapped = zend_get_resource_handle("corokit");
	if (corokit_scope_wrapped < 0) {
		zend_error(E_CORE_WARNING, "CoroKit finds no free slot in the engine's functions: too many Zend extensions");
		return FAILURE;
	}
	scopes.slot = corokit_locals_register_inherited(end_in_coroutine, inherit);
	for (size_t i = 0; i < PARTS; i++) {
		scopes.offset[i] = size - sizeof(corokit_scope_t);
		size += ZEND_MM_ALIGNED_SIZE(parts[i]->size);
		if (!parts[i]->lazy) {
			scopes.always |= 1u << i;
		}
		if (parts[i]->startup) {
			parts[i]->startup();
		}
	}
	scopes.size = size;
	corokit_scope_hooks.swap = swap;
	corokit_scope_hooks.settle = settle;
	scopes.collect_garbage = gc_collect_cycles;
	gc_collect_cycles = collect_garbage;
	return SUCCESS;
}

static void stop(void)
{
	gc_collect_cycles = scopes.collect_garbage;
}

static zend_result activate(void)
{
	corokit_live_scope = NULL;
	scopes.last_id = 0;
	scopes.boot = allocate();
	scopes.boot->auto_globals = corokit_scope_auto_globals;
	for (size_t i = 0; i < PARTS; i++) {
		if (parts[i]->activate) {
			parts[i]->activate();
		}
	}
	return SUCCESS;
}

/* Only after a fatal error is another's state still in the engine; what follows belongs to the worker. */
static void deactivate(void)
{
	if (corokit_live_scope) {
		swap(NULL);
	}
}

static void release(void)
{
	efree(scopes.boot);
	scopes.boot = NULL;
}

const corokit_layer_t corokit_scope_layer = {
	.name = "scope",
	.startup = startup,
	.shutdown = stop,
	.activate = activate,
	.deactivate = deactivate,
	.release = release,
};
