/*
 * Work on libuv's thread pool, waited for by a coroutine. The job lives on
 * the heap, not on the waiting stack: a coroutine that is cancelled goes on
 * at once, and the job, which no one can stop, frees itself when it ends.
 */
#ifndef COROKIT_POOL_H
#define COROKIT_POOL_H

#include <uv.h>

#include "../core/coroutine.h"

typedef struct corokit_job corokit_job_t;

struct corokit_job {
	/* On a pool thread: no PHP, no emalloc, and hooks are off there. */
	void (*work)(corokit_job_t *job);
	/* On the scheduler's thread, when nobody waits any more. */
	void (*release)(corokit_job_t *job);

	/* private */
	uv_work_t            request;
	corokit_wait_t      *wait;
};

/*
 * Runs the job and suspends until it is done. 0: done, the caller owns the
 * job again and releases it. Negative: the caller must not touch it any more
 * (-ECANCELED, or -ETIMEDOUT; the job releases itself), or -EAGAIN / -ENOMEM when it
 * could not be queued (released already). May suspend.
 */
int corokit_pool_run(corokit_job_t *job, uint64_t deadline, const char *reason);

/* Jobs queued or running. */
uint32_t corokit_pool_jobs(void);

#endif
