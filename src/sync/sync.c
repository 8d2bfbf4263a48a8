/*
 * What coroutines use to wait for each other. To add a class: its file here,
 * its startup in sync_internal.h and in the list below.
 */
#include "sync.h"

#include "sync_internal.h"

static zend_result startup(int module_number)
{
	corokit_channel_class_startup(module_number);
	corokit_select_class_startup();
	corokit_wait_group_class_startup();
	corokit_barrier_class_startup();
	corokit_semaphore_class_startup();
	corokit_lock_class_startup();
	corokit_task_group_class_startup();
	corokit_functions_startup();
	return SUCCESS;
}

const corokit_layer_t corokit_sync_layer = {
	.name = "sync",
	.startup = startup,
};
