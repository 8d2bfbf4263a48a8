/*
 * The life of the whole: the loop of {main}, exit and deadlock, the end of
 * the script. See switch.c for how coroutines follow each other.
 */
#include "scheduler.h"

#include <errno.h>

#include "ext/standard/basic_functions.h"
#include "ext/standard/info.h"
#include "zend_exceptions.h"

#include "autoload.h"
#include "callable.h"
#include "error_handler.h"
#include "execute_time.h"
#include "fatal.h"
#include "locals.h"
#include "scheduler_internal.h"
#include "scope_hook.h"

#define DEFAULT_LIMIT 100000

static void on_trim(corokit_timer_t *timer);

static corokit_timer_t trim_timer;

/* ---- settings and looking ---- */

void corokit_scheduler_set_loop(const corokit_scheduler_loop_t *loop)
{
	corokit_scheduler.loop = loop;
}

void corokit_scheduler_set_deadlock_handler(void (*handler)(void))
{
	corokit_scheduler.on_deadlock = handler;
}

bool corokit_scheduler_running(void)
{
	return corokit_scheduler.in_run;
}

bool corokit_scheduler_is_ending(void)
{
	return corokit_scheduler.ending;
}

bool corokit_scheduler_has_foreground(void)
{
	return corokit_scheduler.alive_foreground > 0;
}

corokit_coroutine_t *corokit_scheduler_main(void)
{
	return &corokit_scheduler.main;
}

corokit_coroutine_t *corokit_scheduler_running_coroutine(void)
{
	return corokit_scheduler.running;
}

void corokit_scheduler_set_limit(uint32_t max_coroutines)
{
	corokit_scheduler.limit = max_coroutines;
}

uint32_t corokit_scheduler_get_limit(void)
{
	return corokit_scheduler.limit;
}

void corokit_scheduler_get_stats(corokit_scheduler_stats_t *stats)
{
	stats->created = (uint64_t) corokit_scheduler.last_cid;
	stats->alive = corokit_scheduler.alive;
	stats->peak = corokit_scheduler.peak;
	stats->ready = corokit_scheduler.ready_count;
	stats->switches = corokit_scheduler.switches;
}

/* ---- ending coroutines ---- */

static void end_coroutine(corokit_coroutine_t *coroutine, void *arg)
{
	(void) arg;
	if (coroutine == corokit_scheduler.running || coroutine->is_main) {
		return;
	}
	coroutine->ending = true;
	if (coroutine->status == COROKIT_COROUTINE_WAITING && !coroutine->wait->uncancelable) {
		corokit_interrupt(coroutine, -ECANCELED);
	}
}

/*
 * Ends every coroutine: their waits fail, a graceful exit runs their finally
 * blocks and destructors. Only from {main}, with the engine whole.
 */
static void end_all(void)
{
	bool was_in_run = corokit_scheduler.in_run;

	if (!corokit_scheduler.alive) {
		return;
	}
	corokit_scheduler.in_run = true;
	corokit_scheduler.ending = true;
	corokit_scheduler_each(end_coroutine, NULL);
	while (corokit_scheduler.alive) {
		if (corokit_scheduler.ready_count) {
			corokit_switch_to(corokit_take_ready());
		} else {
			/* What cannot be cancelled, a job on the pool, comes back by itself. */
			if (!corokit_scheduler.loop || !corokit_scheduler.loop->alive()) {
				break;
			}
			corokit_scheduler.loop->poll(true);
		}
	}
	corokit_scheduler.ending = false;
	corokit_scheduler.in_run = was_in_run;
	corokit_scope_resume(&corokit_scheduler.main);
}

void corokit_scheduler_exit(void)
{
	if (corokit_scheduler.exit == COROKIT_EXIT_NONE) {
		corokit_scheduler.exit = COROKIT_EXIT_UNWIND;
	}
	corokit_scheduler.stopping = true;
}

/* The script ends: the others first, then {main} itself. */
static int unwind_main(void)
{
	corokit_exit_t kind = corokit_scheduler.exit;

	corokit_scheduler.exit = COROKIT_EXIT_NONE;
	corokit_scheduler.stopping = false;
	end_all();
	corokit_scheduler.exit = COROKIT_EXIT_NONE;
	corokit_scheduler.stopping = false;
	if (kind == COROKIT_EXIT_BAILOUT) {
		zend_bailout();
	}
	if (EG(current_execute_data) && !EG(exception)) {
		zend_throw_unwind_exit();
	}
	return -ECANCELED;
}

/* ---- running ---- */

void corokit_scheduler_stop(void)
{
	corokit_scheduler.stopping = true;
}

static void poll(bool wait)
{
	corokit_scheduler.polled_at = corokit_clock_ticks();
	corokit_scheduler.until_poll = 64;
	if (corokit_scheduler.loop) {
		corokit_scheduler.loop->poll(wait);
	}
}

static int run_until_idle(void)
{
	while (!corokit_scheduler.stopping) {
		if (corokit_scheduler.ready_count) {
			corokit_switch_to(corokit_take_ready());
			/* Whoever gave us the word either found nothing ready or a poll due. */
			if (corokit_scheduler.ready_count && !corokit_scheduler.stopping) {
				poll(false);
			}
			continue;
		}
		if (corokit_scheduler.loop && corokit_scheduler.loop->alive()) {
			poll(true);
		} else if (corokit_scheduler.alive_foreground) {
			corokit_scope_resume(&corokit_scheduler.main);
			if (corokit_scheduler.on_deadlock) {
				corokit_scheduler.on_deadlock();
			}
			if (corokit_scheduler.ready_count) {
				continue;
			}
			end_all();
			return -EDEADLK;
		} else {
			return 0;
		}
	}
	return 0;
}

int corokit_scheduler_run(void)
{
	corokit_coroutine_t *main = &corokit_scheduler.main;
	int result;

	corokit_scheduler.in_run = true;
	corokit_scheduler.stopping = corokit_scheduler.exit != COROKIT_EXIT_NONE;
	main->status = COROKIT_COROUTINE_RUNNING;
	result = run_until_idle();
	corokit_scheduler.in_run = false;
	corokit_scope_resume(main);
	corokit_scheduler.stopping = false;
	if (corokit_scheduler.exit != COROKIT_EXIT_NONE) {
		return unwind_main();
	}
	return result;
}

/* ---- the end of the script ---- */

static zend_internal_function last_function = {.type = ZEND_INTERNAL_FUNCTION};

static void register_last_shutdown_function(void)
{
	php_shutdown_function_entry entry;

	memset(&entry, 0, sizeof(entry));
	entry.fci.size = sizeof(entry.fci);
	ZVAL_NULL(&entry.fci.function_name);
	entry.fci_cache.function_handler = (zend_function *) &last_function;
	append_user_shutdown_function(&entry);
}

static bool is_last_shutdown_function(void)
{
	HashTable *functions = BG(user_shutdown_function_names);
	php_shutdown_function_entry *entry = NULL;

	if (functions) {
		ZEND_HASH_REVERSE_FOREACH_PTR(functions, entry) {
			break;
		} ZEND_HASH_FOREACH_END();
	}
	return !entry || entry->fci_cache.function_handler == (zend_function *) &last_function;
}

static void end_locals_of_main(void)
{
	zend_object *pending = EG(exception); /* exit() in a coroutine */

	EG(exception) = NULL;
	while (corokit_scheduler.main.locals_used) {
		corokit_locals_end(&corokit_scheduler.main);
		if (EG(exception) && zend_is_unwind_exit(EG(exception))) {
			zend_clear_exception();
		} else if (EG(exception)) {
			corokit_report_uncaught();
		}
	}
	EG(exception) = pending;
}

/*
 * Runs after the script and the shutdown functions of the user, with the
 * engine whole: first what the script left to the loop, then the end.
 */
static void corokit_run_to_the_end(INTERNAL_FUNCTION_PARAMETERS)
{
	(void) execute_data;
	(void) return_value;
	if (!is_last_shutdown_function()) {
		register_last_shutdown_function();
		return;
	}
	if (!CG(unclean_shutdown) && EG(exit_status) != 255 && !corokit_scheduler.is_child) {
		corokit_scheduler_run();
		if (!is_last_shutdown_function()) {
			register_last_shutdown_function();
			return;
		}
	}
	end_all();
	end_locals_of_main();
}

void corokit_scheduler_contain(const corokit_scheduler_containment_t *containment)
{
	corokit_scheduler.containment = containment;
}

const corokit_scheduler_containment_t *corokit_scheduler_containment(void)
{
	return corokit_scheduler.containment;
}

void corokit_scheduler_become_child(void)
{
	php_free_shutdown_functions();
	register_last_shutdown_function();
	corokit_scheduler.is_child = true;
}

/* ---- garbage ---- */

static int (*original_gc)(void);

/* Destructors that the collector runs must not park in the middle of it. */
static int collect_garbage(void)
{
	corokit_coroutine_t *self = corokit_current;
	int collected;

	if (!self) {
		return original_gc();
	}
	self->no_park++;
	collected = original_gc();
	self->no_park--;
	return collected;
}

/* ---- trimming ---- */

static void arm_trim(void)
{
	if (!corokit_timer_armed(&trim_timer)) {
		trim_timer.background = true;
		corokit_timer_start(&trim_timer, corokit_clock_after(COROKIT_NS_PER_SEC));
	}
}

static void on_trim(corokit_timer_t *timer)
{
	(void) timer;
	if (corokit_contexts_trim()) {
		arm_trim();
	}
}

void corokit_scheduler_before_idle(void)
{
	corokit_contexts_info_t info;

	corokit_contexts_get_info(&info);
	if (info.idle > (uint32_t) corokit_config.pool_size) {
		arm_trim();
	}
}

/* ---- the layer ---- */

static uint64_t measure_ticks_per_ms(void)
{
	uint64_t ticks = corokit_clock_ticks();
	uint64_t start = corokit_clock_now();
	uint64_t now;

	do {
		now = corokit_clock_now();
	} while (now - start < 10000);
	return (corokit_clock_ticks() - ticks) * COROKIT_NS_PER_MS / (now - start);
}

/* Who is interrupted between reading the two clocks measures too much, never too little. */
static void measure_ticks(void)
{
	corokit_scheduler.ticks_per_ms = measure_ticks_per_ms();
	for (int i = 0; i < 2; i++) {
		uint64_t again = measure_ticks_per_ms();

		corokit_scheduler.ticks_per_ms = MIN(corokit_scheduler.ticks_per_ms, again);
	}
}

static zend_result startup(int module_number)
{
	(void) module_number;
	last_function.function_name = zend_string_init_interned("{corokit}", sizeof("{corokit}") - 1, 1);
	last_function.handler = corokit_run_to_the_end;
	corokit_switch_startup();
	corokit_autoload_startup();
	corokit_fatal_startup();
	corokit_error_handler_startup();
	corokit_timer_init(&trim_timer, on_trim);
	measure_ticks();
	original_gc = gc_collect_cycles;
	gc_collect_cycles = collect_garbage;
	return SUCCESS;
}

static void stop_all(void)
{
	gc_collect_cycles = original_gc;
	corokit_fatal_shutdown();
	corokit_autoload_shutdown();
}

static zend_result activate(void)
{
	corokit_coroutine_t *main = &corokit_scheduler.main;

	memset(main, 0, sizeof(*main));
	main->is_main = true;
	main->cid = -1;
	main->parent_cid = -1;
	main->status = COROKIT_COROUTINE_RUNNING;
	main->created_at = corokit_clock_coarse();
	corokit_list_init(&main->link);
	corokit_scheduler.running = main;
	corokit_current = NULL;
	corokit_list_init(&corokit_scheduler.ready);
	corokit_scheduler.ready_count = 0;
	corokit_scheduler.until_poll = 64;
	corokit_scheduler.random = (uint64_t) corokit_config.chaos * UINT64_C(0x9E3779B97F4A7C15);
	corokit_scheduler.alive = 0;
	corokit_scheduler.alive_foreground = 0;
	corokit_scheduler.peak = 0;
	corokit_scheduler.last_cid = 0;
	corokit_scheduler.limit = DEFAULT_LIMIT;
	corokit_scheduler.in_run = false;
	corokit_scheduler.stopping = false;
	corokit_scheduler.ending = false;
	corokit_scheduler.exit = COROKIT_EXIT_NONE;
	corokit_scheduler.is_child = false;
	corokit_scheduler.containment = NULL;
	corokit_coroutines_activate();
	corokit_engine_activate();
	corokit_autoload_activate();
	corokit_error_handler_activate();
	corokit_execute_time_activate();
	register_last_shutdown_function();
	return SUCCESS;
}

static void deactivate(void)
{
	/* Only after a fatal error in the shutdown functions is anyone left;
	 * then nothing of it may run any more. */
	corokit_scheduler.ending = true;
	corokit_autoload_deactivate();
}

static void release(void)
{
	corokit_timers_reset();
	corokit_contexts_clear();
	corokit_coroutines_clear();
}

/* What recursion through internal functions comes to, when the stack of a coroutine ends. */
static const char *overflow(const corokit_contexts_info_t *contexts)
{
#ifdef COROKIT_HAVE_STACK_LIMIT
	(void) contexts;
	return "an Error";
#else
	return strcmp(contexts->guard, "none") == 0 ? "not noticed" : "ends the process";
#endif
}

static void info(void)
{
	corokit_contexts_info_t contexts;
	char text[64];

	corokit_contexts_get_info(&contexts);
	snprintf(text, sizeof(text), "at most %u at once (max_coroutine)", corokit_scheduler.limit ? corokit_scheduler.limit : DEFAULT_LIMIT);
	php_info_print_table_row(2, "Coroutines", text);
	php_info_print_table_row(2, "Main script as a coroutine", corokit_config.run_main ? "on" : "off");
	php_info_print_table_row(2, "Random scheduling", corokit_config.chaos ? "on" : "off");
	snprintf(text, sizeof(text), "%s, guard: %s", contexts.backend, contexts.guard);
	php_info_print_table_row(2, "Stacks", text);
	snprintf(text, sizeof(text), "%zu bytes", contexts.stack_size);
	php_info_print_table_row(2, "Stack size", text);
	php_info_print_table_row(2, "Stack overflow", overflow(&contexts));
	if (contexts.limit == UINT32_MAX) {
		php_info_print_table_row(2, "Stacks at once", "no limit");
	} else {
		snprintf(text, sizeof(text), "%u (vm.max_map_count)", contexts.limit);
		php_info_print_table_row(2, "Stacks at once", text);
	}
}

const corokit_layer_t corokit_core_layer = {
	.name = "core",
	.startup = startup,
	.shutdown = stop_all,
	.activate = activate,
	.deactivate = deactivate,
	.release = release,
	.info = info,
};

/* ---- fork ---- */

/* In the child the others exist no more: their stacks are left as they are, and never entered. */
void corokit_scheduler_after_fork(void)
{
	corokit_coroutine_t *self = corokit_scheduler.running;

	corokit_list_init(&corokit_scheduler.ready);
	corokit_scheduler.ready_count = 0;
	memset(corokit_scheduler.by_id, 0, (corokit_scheduler.by_id_mask + 1) * sizeof(*corokit_scheduler.by_id));
	corokit_scheduler.alive = corokit_scheduler.alive_foreground = 0;
	if (!self->is_main) {
		self->next_by_id = NULL;
		corokit_scheduler.by_id[(zend_ulong) self->cid & corokit_scheduler.by_id_mask] = self;
		corokit_scheduler.alive = 1;
		corokit_scheduler.alive_foreground = !self->background;
		if (!corokit_scheduler.in_run) {
			/* {main} was interrupted while it ran the script, and goes on there. */
			corokit_make_ready(&corokit_scheduler.main);
		}
	}
	corokit_timers_reset();
}
