/*
 * The classes on shared memory. To add one: its file here, its startup in
 * shared_internal.h and in the list below.
 */
#include "shared.h"

#include "held.h"
#include "process_lock.h"
#include "shared_internal.h"

static const struct {
	const char *name;
	zend_long   value;
} constants[] = {
	{ "COROKIT_RWLOCK", COROKIT_LOCK_RWLOCK },
	{ "COROKIT_FILELOCK", COROKIT_LOCK_FILELOCK },
	{ "COROKIT_MUTEX", COROKIT_LOCK_MUTEX },
	{ "COROKIT_SEM", COROKIT_LOCK_SEM },
	{ "COROKIT_SPINLOCK", COROKIT_LOCK_SPINLOCK },
};

static zend_result startup(int module_number)
{
	for (size_t i = 0; i < sizeof(constants) / sizeof(*constants); i++) {
		zend_register_long_constant(constants[i].name, strlen(constants[i].name), constants[i].value, CONST_CS | CONST_PERSISTENT, module_number);
	}
	corokit_held_startup();
	corokit_process_locks_startup();
	corokit_atomic_class_startup();
	corokit_process_lock_class_startup();
	corokit_table_class_startup();
	corokit_rate_limiter_class_startup();
	corokit_cache_class_startup();
	corokit_session_handler_class_startup();
	return SUCCESS;
}

const corokit_layer_t corokit_shared_layer = {
	.name = "shared classes",
	.startup = startup,
};
