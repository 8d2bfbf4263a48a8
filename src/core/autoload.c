/*
 * See autoload.h. Wraps the engine's zend_autoload pointer. Classes being
 * loaded are in a table by lower-case name, each with its loader and the
 * coroutines that wait.
 */
#include "autoload.h"

#include "zend_execute.h"

#include "coroutine.h"
#include "scheduler.h"

typedef struct {
	corokit_coroutine_t *loader;
	corokit_list_t       waiters;
} loading_t;

typedef struct {
	corokit_wait_t  wait;
	corokit_list_t  link;
	loading_t      *loading;
} waiter_t;

static zend_class_entry *(*original_autoload)(zend_string *name, zend_string *lc_name);
static HashTable in_progress; /* lower-case name => loading_t, on the loader's stack */

static void unlink_waiter(corokit_wait_t *wait)
{
	waiter_t *waiter = corokit_list_entry(wait, waiter_t, wait);

	corokit_list_unlink(&waiter->link);
}

/* Would waiting for that loader be waiting for ourselves, through others? */
static bool closes_a_circle(const loading_t *loading)
{
	const corokit_coroutine_t *at = loading->loader;

	while (at != corokit_current) {
		const waiter_t *waiter;

		if (at->status != COROKIT_COROUTINE_WAITING || at->wait->unlink != unlink_waiter) {
			return false;
		}
		waiter = corokit_list_entry(at->wait, waiter_t, wait);
		at = waiter->loading->loader;
	}
	return true;
}

static void end_loading(loading_t *loading, zend_string *lc_name)
{
	zend_hash_del(&in_progress, lc_name);
	while (!corokit_list_empty(&loading->waiters)) {
		waiter_t *waiter = corokit_list_entry(corokit_list_pop_front(&loading->waiters), waiter_t, link);

		corokit_wake(waiter->wait.coroutine, 0);
	}
}

static zend_class_entry *load(zend_string *name, zend_string *lc_name)
{
	loading_t loading = {.loader = corokit_scheduler_running_coroutine()};
	zend_class_entry *volatile ce = NULL;

	corokit_list_init(&loading.waiters);
	zend_hash_add_ptr(&in_progress, lc_name, &loading);
	zend_try {
		ce = original_autoload(name, lc_name);
	} zend_catch {
		/* A fatal error, and this frame is about to go: those who wait try themselves. */
		end_loading(&loading, lc_name);
		zend_bailout();
	} zend_end_try();
	end_loading(&loading, lc_name);
	return ce;
}

static zend_class_entry *autoload(zend_string *name, zend_string *lc_name)
{
	loading_t *loading = zend_hash_find_ptr(&in_progress, lc_name);
	waiter_t waiter = {.wait = {.reason = "class being loaded", .unlink = unlink_waiter}, .loading = loading};
	zend_class_entry *ce;

	if (EXPECTED(!loading)) {
		return load(name, lc_name);
	}
	if (loading->loader == corokit_scheduler_running_coroutine() || !corokit_may_park() || closes_a_circle(loading)) {
		/* As the engine does for a class whose loading needs the class. */
		return NULL;
	}
	corokit_list_push_back(&loading->waiters, &waiter.link);
	if (corokit_park(&waiter.wait, COROKIT_NEVER) < 0) {
		return NULL;
	}
	ce = zend_hash_find_ptr(EG(class_table), lc_name);
	return ce ? ce : autoload(name, lc_name);
}

void corokit_autoload_startup(void)
{
	original_autoload = zend_autoload;
	if (original_autoload) {
		zend_autoload = autoload;
	}
}

void corokit_autoload_shutdown(void)
{
	if (original_autoload) {
		zend_autoload = original_autoload;
	}
}

void corokit_autoload_activate(void)
{
	zend_hash_init(&in_progress, 0, NULL, NULL, 0);
}

void corokit_autoload_deactivate(void)
{
	zend_hash_destroy(&in_progress);
}
