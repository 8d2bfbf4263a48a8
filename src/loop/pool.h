/*
 * Blocking work on threads of our own, waited for by a coroutine. The job lives on
 * the heap, not on the waiting stack: a coroutine that is cancelled goes on
 * at once, and the job, which no one can stop, frees itself when it ends.
 *
 * Not libuv's pool: that has four threads, so four slow name servers would stop
 * every file read; and a child of fork() needs one of which it knows that it starts empty.
 * Threads are made when there is work and none is idle, and end after some idle seconds.
 * They block all signals.
 */
#ifndef COROKIT_POOL_H
#define COROKIT_POOL_H

#include "../base/layer.h"
#include "../core/coroutine.h"

extern const corokit_layer_t corokit_pool_layer;

typedef struct corokit_job corokit_job_t;

struct corokit_job {
	/* On a pool thread: no PHP, no emalloc, and hooks are off there. */
	void (*work)(corokit_job_t *job);
	/* When nobody waits any more, on any thread. */
	void (*release)(corokit_job_t *job);

	/* private */
	corokit_list_t  link;
	corokit_wait_t *wait;       /* scheduler's thread only */
	uint32_t        generation;
	bool            queued;
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
/* Jobs that a coroutine waits for. */
uint32_t corokit_pool_waiting(void);
/* Its threads, and the jobs that no thread has taken yet. */
void corokit_pool_get_size(uint32_t *threads, uint32_t *queued);

/* The child has no threads and none of the jobs. */
void corokit_pool_after_fork(void);

#endif
