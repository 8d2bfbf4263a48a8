/*
 * See options.h. What was set lives for one request; what an option changed
 * is put back by the layer that owns it.
 */
#include "options.h"

#include "deadlock.h"
#include "scheduler.h"

#define MAX_TABLES 8
#define DEFAULT_MAX_COROUTINES 100000

static const corokit_option_t *tables[MAX_TABLES];
static int table_count;
static HashTable *values; /* owned */

static void set_max_coroutine(zval *value)
{
	zend_long limit = zval_get_long(value);

	corokit_scheduler_set_limit(limit <= 0 || limit > UINT32_MAX ? DEFAULT_MAX_COROUTINES : (uint32_t) limit);
}

static void set_deadlock_check(zval *value)
{
	corokit_deadlock_enable(zend_is_true(value));
}

static const corokit_option_t core_options[] = {
	{"max_coroutine", set_max_coroutine},
	{"max_coro_num", set_max_coroutine},
	{"enable_deadlock_check", set_deadlock_check},
	{NULL, NULL},
};

void corokit_options_register(const corokit_option_t *table)
{
	ZEND_ASSERT(table_count < MAX_TABLES);
	tables[table_count++] = table;
}

void corokit_options_set(HashTable *settings)
{
	for (int i = 0; i < table_count; i++) {
		for (const corokit_option_t *option = tables[i]; option->name; option++) {
			zval *value = zend_hash_str_find_deref(settings, option->name, strlen(option->name));

			if (value) {
				option->apply(value);
				if (EG(exception)) {
					return;
				}
			}
		}
	}
	if (values) {
		zend_hash_merge(values, settings, zval_add_ref, true);
	} else {
		values = zend_array_dup(settings);
	}
}

HashTable *corokit_options_get(void)
{
	return values;
}

static zend_result startup(int module_number)
{
	(void) module_number;
	corokit_options_register(core_options);
	return SUCCESS;
}

static zend_result activate(void)
{
	corokit_scheduler_set_limit(DEFAULT_MAX_COROUTINES);
	corokit_deadlock_enable(true);
	return SUCCESS;
}

static void deactivate(void)
{
	if (values) {
		zend_array_release(values);
		values = NULL;
	}
}

const corokit_layer_t corokit_options_layer = {
	.name = "options",
	.startup = startup,
	.activate = activate,
	.deactivate = deactivate,
};
