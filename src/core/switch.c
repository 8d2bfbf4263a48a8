/*
 * How one coroutine gives way to another, and the endless body of every
 * context. A parking coroutine switches straight to the next ready one; only
 * to poll does it go to {main}, which then is in corokit_scheduler_run(). A
 * coroutine that ends hands its context to the next new one without a switch.
 */
#include <errno.h>

#include "php.h"
#include "zend_exceptions.h"
#include "zend_ini.h"
#include "zend_interfaces.h"

#include "../base/compat.h"
#include "callable.h"
#include "execute_time.h"
#include "locals.h"
#include "scope_hook.h"
#include "scheduler_internal.h"

#ifdef __SANITIZE_ADDRESS__
# include <sanitizer/common_interface_defs.h>
#endif

#define SWITCHES_PER_POLL 64

corokit_scheduler_t corokit_scheduler;
__thread corokit_coroutine_t *corokit_current;
struct corokit_scope *corokit_live_scope;
corokit_scope_hooks_t corokit_scope_hooks;

/* The frame at the bottom of every coroutine; named, because error messages print it. */
static zend_internal_function root_function = {.type = ZEND_INTERNAL_FUNCTION};

/* ---- the run queue ---- */

void corokit_make_ready(corokit_coroutine_t *coroutine)
{
	coroutine->status = COROKIT_COROUTINE_READY;
	corokit_list_push_back(&corokit_scheduler.ready, &coroutine->link);
	corokit_scheduler.ready_count++;
}

static inline void make_ready_first(corokit_coroutine_t *coroutine)
{
	coroutine->status = COROKIT_COROUTINE_READY;
	corokit_list_push_front(&corokit_scheduler.ready, &coroutine->link);
	corokit_scheduler.ready_count++;
}

static corokit_coroutine_t *take_random(void)
{
	uint64_t x = corokit_scheduler.random;
	corokit_list_t *node = corokit_scheduler.ready.next;

	x ^= x << 13;
	x ^= x >> 7;
	x ^= x << 17;
	corokit_scheduler.random = x;
	for (uint64_t skip = x % corokit_scheduler.ready_count; skip; skip--) {
		node = node->next;
	}
	corokit_list_unlink(node);
	return corokit_list_entry(node, corokit_coroutine_t, link);
}

corokit_coroutine_t *corokit_take_ready(void)
{
	corokit_coroutine_t *next;

	if (UNEXPECTED(corokit_scheduler.random)) {
		next = take_random();
	} else {
		next = corokit_list_entry(corokit_list_pop_front(&corokit_scheduler.ready), corokit_coroutine_t, link);
	}
	corokit_scheduler.ready_count--;
	return next;
}

static zend_always_inline bool poll_is_due(void)
{
	if (EXPECTED(--corokit_scheduler.until_poll & 3)) {
		return false;
	}
	if (corokit_scheduler.until_poll && corokit_clock_ticks() - corokit_scheduler.polled_at < corokit_scheduler.ticks_per_ms) {
		return false;
	}
	corokit_scheduler.until_poll = SWITCHES_PER_POLL;
	/* {main} in the queue is running a script; it does not poll. */
	return corokit_scheduler.in_run && corokit_scheduler.main.status != COROKIT_COROUTINE_READY;
}

static zend_always_inline corokit_coroutine_t *choose_next(void)
{
	if (UNEXPECTED(!corokit_scheduler.ready_count) || UNEXPECTED(poll_is_due()) || UNEXPECTED(corokit_scheduler.stopping)) {
		if (corokit_scheduler.main.status != COROKIT_COROUTINE_READY) {
			return &corokit_scheduler.main;
		}
	}
	return corokit_take_ready();
}

/* ---- the switch ---- */

#ifdef __SANITIZE_ADDRESS__
static void annotate_switch(corokit_coroutine_t *to, void **fake_stack)
{
	if (to->is_main) {
		__sanitizer_start_switch_fiber(fake_stack, corokit_scheduler.main_stack_low, corokit_scheduler.main_stack_size);
	} else {
		__sanitizer_start_switch_fiber(fake_stack, to->context->stack_low, to->context->stack_size);
	}
}

/* The stack of {main} is told to us by whoever leaves it. */
static void annotate_arrival(corokit_coroutine_t *self, void *fake_stack)
{
	const void *low;
	size_t size;

	__sanitizer_finish_switch_fiber(fake_stack, &low, &size);
	if (corokit_scheduler.left->is_main && !self->is_main) {
		corokit_scheduler.main_stack_low = low;
		corokit_scheduler.main_stack_size = size;
	}
}
#endif

/* {main} that only polls and a context between two coroutines run no PHP code: they leave the scope that is in the engine. */
static zend_never_inline void arrive_in_scope(corokit_coroutine_t *self)
{
	if (self == &corokit_scheduler.idle || (self->is_main && corokit_scheduler.in_run && !self->engine.saved)) {
		return;
	}
	corokit_scope_resume(self);
}

/* Inline: after a switch the processor mispredicts every return, so each call less is felt. */
static zend_always_inline void switch_to(corokit_coroutine_t *to)
{
	corokit_coroutine_t *from = corokit_scheduler.running;
	zend_fiber_transfer transfer = {.context = to->resume};

	if (UNEXPECTED(from == to)) {
		from->status = COROKIT_COROUTINE_RUNNING;
		return;
	}
	ZVAL_NULL(&transfer.value);
	from->resume = EG(current_fiber_context);
	from->execute_data = EG(current_execute_data);
	corokit_engine_leave(&from->engine);
	corokit_execute_time_leave(from);

	to->status = COROKIT_COROUTINE_RUNNING;
	to->starts = false;
	to->switches++;
	corokit_scheduler.switches++;
	corokit_scheduler.running = to;
	corokit_current = to->is_main ? NULL : to;
#ifdef __SANITIZE_ADDRESS__
	void *fake_stack = NULL;
	corokit_scheduler.left = from;
	annotate_switch(to, &fake_stack);
#endif
	zend_fiber_switch_context(&transfer);
#ifdef __SANITIZE_ADDRESS__
	annotate_arrival(from, fake_stack);
#endif
	if (UNEXPECTED(from->scope != corokit_live_scope)) {
		arrive_in_scope(from);
	}
	corokit_engine_enter(&from->engine);
}

void corokit_switch_to(corokit_coroutine_t *to)
{
	switch_to(to);
}

/* Leaves the running coroutine for the next one; returns when it runs again. */
static zend_always_inline void hand_over(void)
{
	switch_to(choose_next());
}

/* ---- the body of a context ---- */

static int default_error_reporting(void)
{
	static zend_ini_entry *entry;
	static zend_string *parsed;
	static int level = E_ALL; /* no value at all, as under php -n */

	if (UNEXPECTED(!entry)) {
		entry = zend_hash_str_find_ptr(EG(ini_directives), ZEND_STRL("error_reporting"));
	}
	if (UNEXPECTED(entry->value != parsed)) {
		parsed = entry->value;
		level = parsed ? (int) ZEND_STRTOL(ZSTR_VAL(parsed), NULL, 0) : E_ALL;
	}
	return level;
}

/* A fresh VM stack with one frame at its bottom, as the engine gives a Fiber. */
static zend_always_inline void reset_vm(corokit_context_t *context)
{
	zend_vm_stack page = context->vm_page;
	zend_execute_data *root = (zend_execute_data *) ZEND_VM_STACK_ELEMENTS(page);

	page->prev = NULL;
	page->top = (zval *) root;
	memset(root, 0, sizeof(*root));
	root->func = (zend_function *) &root_function;
	EG(vm_stack) = page;
	EG(vm_stack_top) = page->top + ZEND_CALL_FRAME_SLOT;
	EG(vm_stack_end) = page->end;
	EG(vm_stack_page_size) = 16 * 1024;
	EG(current_execute_data) = root;
	EG(active_fiber) = NULL;
	EG(jit_trace_num) = 0;
	EG(error_reporting) = default_error_reporting();
#ifdef COROKIT_HAVE_STACK_LIMIT
	if (context->stack_low) {
		EG(stack_base) = (char *) context->stack_low + context->stack_size;
		EG(stack_limit) = (char *) context->stack_low + EG(reserved_stack_size);
	} else {
		EG(stack_base) = zend_fiber_stack_base(context->engine.stack);
		EG(stack_limit) = zend_fiber_stack_limit(context->engine.stack);
	}
#endif
}

static zend_always_inline void free_vm_pages(corokit_context_t *context)
{
	while (UNEXPECTED(EG(vm_stack) != context->vm_page)) {
		zend_vm_stack previous = EG(vm_stack)->prev;

		efree(EG(vm_stack));
		EG(vm_stack) = previous;
	}
}

static void enter(corokit_context_t *context)
{
	corokit_coroutine_t *self = context->coroutine;

	EG(bailout) = context->bailout;
	corokit_scope_resume(self);
	reset_vm(context);
	if (UNEXPECTED(self->is_script)) {
		/* The script's buffers and error handling were {main}'s until now. */
		self->engine.saved = corokit_scheduler.main.engine.saved;
		corokit_scheduler.main.engine.saved = NULL;
	}
	corokit_engine_enter(&self->engine);
	self->entry(self, self->arg);
}

/* A fatal error came down to the bottom of the stack: nothing of it is left to unwind. */
static void recover(corokit_context_t *context)
{
	corokit_coroutine_t *self = context->coroutine;

	EG(bailout) = context->bailout;
	EG(current_execute_data) = (zend_execute_data *) ZEND_VM_STACK_ELEMENTS(context->vm_page);
	EG(active_fiber) = NULL;
	EG(current_fiber_context) = &context->engine;
	self->no_park = 0;
	self->had_fatal = true;
	if (self->contains_fatal) {
		CG(unclean_shutdown) = 0;
		CG(in_compilation) = 0;
		gc_protect(0);
		if (EG(exception)) {
			zend_clear_exception();
		}
		EG(error_handling) = EH_NORMAL;
		return;
	}
	if (corokit_scheduler.exit != COROKIT_EXIT_BAILOUT) {
		corokit_scheduler.exit = COROKIT_EXIT_BAILOUT;
		corokit_scheduler.stopping = true;
	}
}

/* What the body left in EG(exception): to whoever waits for it, or to the script. */
static void settle_exception(corokit_coroutine_t *self)
{
	zend_object *exception = EG(exception);

	if (UNEXPECTED(self->scope) && (!self->outcome || zend_is_unwind_exit(exception)) && corokit_scope_hooks.settle(self)) {
		return;
	}
	if (zend_is_unwind_exit(exception)) {
		zend_clear_exception();
		if (!self->ending && !corokit_scheduler.containment) {
			corokit_scheduler_exit();
		}
	} else if (zend_is_graceful_exit(exception)) {
		zend_clear_exception();
	} else if (self->outcome && !self->failure) {
		GC_ADDREF(exception);
		zend_clear_exception();
		self->failure = exception;
	} else {
		corokit_report_uncaught();
	}
}

static void deliver_outcome(corokit_coroutine_t *self)
{
	corokit_outcome_t *outcome = self->outcome;
	zend_object *failure = self->failure;
	zval result;

	ZVAL_COPY_VALUE(&result, &self->result);
	ZVAL_UNDEF(&self->result);
	self->failure = NULL;
	self->outcome = NULL;
	outcome->deliver(outcome, Z_ISUNDEF(result) ? NULL : &result, failure);
}

/* The coroutine is over; returns when the context has another one to run. */
static void leave(corokit_context_t *context)
{
	corokit_coroutine_t *self = context->coroutine;
	corokit_coroutine_t *next;

	if (UNEXPECTED(self->is_script)) {
		/* Its exception, its buffers are those of the script. */
		corokit_engine_leave(&self->engine);
		corokit_scheduler.main.engine.saved = self->engine.saved;
		self->engine.saved = NULL;
	}
	if (UNEXPECTED(EG(exception))) {
		settle_exception(self);
	}
	if (UNEXPECTED(self->had_fatal) && corokit_scheduler.containment) {
		corokit_scheduler.containment->fatal(self);
	}
	while (UNEXPECTED(self->locals_used)) {
		corokit_locals_end(self);
		if (EG(exception)) {
			settle_exception(self);
		}
	}
	if (UNEXPECTED(self->outcome)) {
		deliver_outcome(self);
	}
	if (UNEXPECTED(!Z_ISUNDEF(self->result))) {
		zval_ptr_dtor(&self->result);
	}
	if (UNEXPECTED(EG(exception))) {
		settle_exception(self);
	}
	corokit_engine_end();
	free_vm_pages(context);
	corokit_execute_time_leave(self);
	corokit_coroutine_destroy(self);

	next = choose_next();
	if (next->starts) {
		/* It has reserved a context that nobody has entered: use ours instead. */
		corokit_context_release(next->context);
		next->starts = false;
		next->context = context;
		next->resume = &context->engine;
		next->status = COROKIT_COROUTINE_RUNNING;
		next->switches++;
		context->coroutine = next;
		corokit_scheduler.running = next;
		corokit_current = next;
		return;
	}
	context->coroutine = NULL;
	corokit_context_release(context);
	corokit_scheduler.running = &corokit_scheduler.idle;
	corokit_switch_to(next);
}

static void run_context(corokit_context_t *context)
{
	JMP_BUF bailout;
	bool bailed;

#ifdef __SANITIZE_ADDRESS__
	annotate_arrival(corokit_scheduler.running, NULL);
#endif
	context->bailout = &bailout;
	bailed = SETJMP(bailout) != 0;
	for (;;) {
		if (bailed) {
			recover(context);
			bailed = false;
		} else {
			enter(context);
		}
		leave(context);
	}
}

/* ---- starting, waking, waiting ---- */

void corokit_switch_startup(void)
{
	root_function.function_name = zend_string_init_interned("{coroutine}", sizeof("{coroutine}") - 1, 1);
	corokit_contexts_startup(run_context);
}

static int refuse_to_wait(corokit_coroutine_t *self);

/* Back from the coroutine that was started or resumed: has the script ended meanwhile? */
static void check_exit(corokit_coroutine_t *self)
{
	if (EXPECTED(corokit_scheduler.exit == COROKIT_EXIT_NONE && !self->ending)) {
		return;
	}
	if (!self->is_main) {
		/* Of those that are still on their way to {main} the word comes back in turn. */
		self->ending = true;
		refuse_to_wait(self);
	} else if (!corokit_scheduler.in_run) {
		corokit_scheduler_run();
	}
}

void corokit_coroutine_start(corokit_coroutine_t *coroutine)
{
	corokit_coroutine_t *self = corokit_scheduler.running;

	make_ready_first(self);
	switch_to(coroutine);
	check_exit(self);
}

void corokit_coroutine_spawn(corokit_coroutine_t *coroutine)
{
	coroutine->starts = true;
	corokit_make_ready(coroutine);
}

bool corokit_resume(corokit_coroutine_t *coroutine)
{
	corokit_coroutine_t *self = corokit_scheduler.running;

	if (coroutine->status != COROKIT_COROUTINE_WAITING || !coroutine->suspended) {
		return false;
	}
	coroutine->wait = NULL;
	coroutine->wake_code = 0;
	make_ready_first(self);
	switch_to(coroutine);
	check_exit(self);
	return true;
}

bool corokit_may_park(void)
{
	corokit_coroutine_t *self = corokit_current;

	return self && !self->no_park && !zend_fiber_switch_blocked() && !OG(running) && !CG(in_compilation);
}

/* In a coroutine that is being ended every wait fails, and now and then it is told again to go. */
static int refuse_to_wait(corokit_coroutine_t *self)
{
	if (self->failed_waits++ % 1000 == 0 && !EG(exception)) {
		EG(error_reporting) = 0;
		zend_throw_graceful_exit();
	}
	return -ECANCELED;
}

static int after_interruption(corokit_coroutine_t *self)
{
	if (self->ending) {
		return refuse_to_wait(self);
	}
	if (self->throw_on_wake) {
		zend_object *exception = self->throw_on_wake;

		self->throw_on_wake = NULL;
		zend_throw_exception_internal(exception);
	}
	return self->wake_code;
}

static zend_always_inline int park(corokit_coroutine_t *self, corokit_wait_t *wait, uint64_t deadline)
{
	self->status = COROKIT_COROUTINE_WAITING;
	self->wait = wait;
	self->canceled = false;
	wait->coroutine = self;
	if (deadline != COROKIT_NEVER) {
		corokit_timer_start(&self->timer, deadline);
	}
	hand_over();
	if (UNEXPECTED(self->throw_on_wake || self->ending)) {
		return after_interruption(self);
	}
	return self->wake_code;
}

int corokit_park(corokit_wait_t *wait, uint64_t deadline)
{
	corokit_coroutine_t *self = corokit_current;

	if (UNEXPECTED(self->ending)) {
		wait->coroutine = self;
		if (wait->unlink) {
			wait->unlink(wait);
		}
		return refuse_to_wait(self);
	}
	return park(self, wait, deadline);
}

int corokit_suspend(void)
{
	corokit_coroutine_t *self = corokit_current;
	corokit_wait_t wait = {.reason = "resume"};
	int code;

	if (UNEXPECTED(self->ending)) {
		return refuse_to_wait(self);
	}
	self->suspended = true;
	code = park(self, &wait, COROKIT_NEVER);
	self->suspended = false;
	return code;
}

int corokit_reschedule(const char *reason)
{
	corokit_coroutine_t *self = corokit_current;

	(void) reason;
	if (UNEXPECTED(self->ending)) {
		return refuse_to_wait(self);
	}
	self->wake_code = 0;
	corokit_make_ready(self);
	hand_over();
	if (UNEXPECTED(self->throw_on_wake || self->ending)) {
		return after_interruption(self);
	}
	return 0;
}

int corokit_sleep_until(uint64_t deadline, const char *reason)
{
	corokit_wait_t wait = {.reason = reason};
	int code = corokit_park(&wait, deadline);

	return code == -ETIMEDOUT ? 0 : code;
}
