/* Raises the registry of owners and keeps it right across fork(). */
#include "shm.h"

#include <pthread.h>

#include "memory.h"
#include "owner.h"

static void after_fork_in_child(void)
{
	corokit_owner_after_fork();
	corokit_shm_after_fork_in_child();
}

static zend_result startup(int module_number)
{
	(void) module_number;
	if (corokit_owner_startup() < 0) {
		zend_error(E_CORE_ERROR, "corokit: no shared memory");
		return FAILURE;
	}
	pthread_atfork(corokit_shm_before_fork, NULL, after_fork_in_child);
	return SUCCESS;
}

const corokit_layer_t corokit_shm_layer = {
	.name = "shared memory",
	.startup = startup,
	.shutdown = corokit_owner_shutdown,
};
