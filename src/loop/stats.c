/* Rows of Coroutine::stats(), with Swoole's names, about descriptors and the pool. */
#include "stats.h"

#include "../core/coroutine_class.h"
#include "fd_set.h"
#include "pool.h"

static void add(zval *stats)
{
	uint32_t threads, queued;

	corokit_pool_get_size(&threads, &queued);
	add_assoc_long(stats, "event_num", corokit_fd_set_waiting());
	add_assoc_long(stats, "signal_listener_num", 0); /* no coroutine waits for signals by a method of ours */
	add_assoc_long(stats, "aio_task_num", corokit_pool_jobs());
	add_assoc_long(stats, "aio_worker_num", threads);
	add_assoc_long(stats, "aio_queue_size", queued);
}

static zend_result startup(int module_number)
{
	(void) module_number;
	corokit_coroutine_add_stats(add);
	return SUCCESS;
}

const corokit_layer_t corokit_loop_stats_layer = {
	.name = "loop stats",
	.startup = startup,
};
