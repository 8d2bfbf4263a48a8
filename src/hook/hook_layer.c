/*
 * Slots are patched at the first request, when all extensions of php.ini are
 * loaded, once per process; objects that come later are dlopen()'s business
 * (hook_dl.c). They stay patched to the end: a destructor of some library may
 * call through them when PHP has let us go, so the module is pinned.
 */
#include "hook_layer.h"

#include <dlfcn.h>
#include <pthread.h>

#include "ext/standard/info.h"

#include "../core/scheduler.h"
#include "../loop/loop.h"
#include "../loop/pool.h"
#include "../loop/watchdog.h"
#include "../process/child.h"
#include "compile_guard.h"
#include "hook_close.h"
#include "hook_flock.h"
#include "hook_io.h"
#include "hook_record_lock.h"
#include "hook_patch.h"
#include "hook_signal.h"
#include "hook_thread.h"
#include "run_main.h"
#include "runtime_class.h"

static bool installed;

/* The child is the forking thread alone, and of its coroutines the running one alone. */
static void after_fork_in_child(void)
{
	if (corokit_hook_on_scheduler_thread()) {
		corokit_scheduler_after_fork();
		corokit_loop_after_fork();
		corokit_pool_after_fork();
		corokit_watchdog_after_fork();
		corokit_hook_signal_after_fork();
		corokit_hook_thread_after_fork();
		corokit_flock_after_fork();
		corokit_record_lock_after_fork();
		corokit_hook_ipc_after_fork();
		corokit_child_after_fork();
	}
}

static void pin_module(void)
{
	Dl_info self;

	if (dladdr((void *) pin_module, &self) && self.dli_fname) {
		dlopen(self.dli_fname, RTLD_LAZY | RTLD_NOLOAD | RTLD_NODELETE);
	}
}

static zend_result startup(int module_number)
{
	corokit_hook_signal_startup();
	return corokit_runtime_class_startup(module_number);
}

static void stop_layer(void)
{
	corokit_compile_guard_remove();
}

static zend_result activate(void)
{
	corokit_hooks_mask = COROKIT_HOOK_ALL;
	corokit_hook_close_activate();
	corokit_hook_signal_activate();
	if (!installed) {
		installed = true;
		corokit_compile_guard_install();
		pin_module();
		corokit_hook_patch_loaded();
		pthread_atfork(NULL, NULL, after_fork_in_child);
	}
	return SUCCESS;
}

static void deactivate(void)
{
	corokit_run_main_disarm();
}

static void info(void)
{
	const char *problem = corokit_hook_patch_problem();
	size_t count, slots = 0, patched = 0;
	const corokit_hook_object_t *objects = corokit_hook_patched_objects(&count);
	char text[MAXPATHLEN + 64];

	for (size_t i = 0; i < count; i++) {
		slots += objects[i].slot_count;
		patched += objects[i].slot_count > 0;
	}
	if (!installed) {
		snprintf(text, sizeof(text), "not installed before the first request");
	} else if (problem) {
		snprintf(text, sizeof(text), "off: %s", problem);
	} else {
		snprintf(text, sizeof(text), "on, %zu slots in %zu objects", slots, patched);
	}
	php_info_print_table_row(2, "Hooks", text);
	for (size_t i = 0; i < count; i++) {
		if (!objects[i].slot_count) {
			continue;
		}
		snprintf(text, sizeof(text), "%s, %zu slots, %s", corokit_hook_caller_name(objects[i].caller), objects[i].slot_count, objects[i].path);
		php_info_print_table_row(2, "Hooked object", text);
	}
}

const corokit_layer_t corokit_hook_layer = {
	.name = "hook",
	.startup = startup,
	.shutdown = stop_layer,
	.activate = activate,
	.deactivate = deactivate,
	.info = info,
};
