/* See pool.h. The job is on the pool's thread between queue and done; nothing else of ours is. */
#include "pool.h"

#include <errno.h>

#include "loop.h"

static uint32_t jobs; /* queued or running, waited for or not */

uint32_t corokit_pool_jobs(void)
{
	return jobs;
}

static void run_job(uv_work_t *request)
{
	corokit_job_t *job = corokit_list_entry(request, corokit_job_t, request);

	job->work(job);
}

static void on_done(uv_work_t *request, int status)
{
	corokit_job_t *job = corokit_list_entry(request, corokit_job_t, request);
	corokit_wait_t *wait = job->wait;

	(void) status;
	jobs--;
	if (!wait) {
		job->release(job);
		return;
	}
	job->wait = NULL;
	corokit_wake(wait->coroutine, 0);
}

typedef struct {
	corokit_wait_t wait;
	corokit_job_t *job;
} job_wait_t;

static void abandon(corokit_wait_t *wait)
{
	corokit_list_entry(wait, job_wait_t, wait)->job->wait = NULL;
}

int corokit_pool_run(corokit_job_t *job, uint64_t deadline, const char *reason)
{
	job_wait_t waiter = {.wait = {.reason = reason, .unlink = abandon}, .job = job};
	uv_loop_t *loop = corokit_loop_get();
	int err;

	if (UNEXPECTED(corokit_current->ending)) {
		corokit_wait_t refused = {.reason = reason};

		job->release(job);
		return corokit_park(&refused, deadline);
	}
	if (!loop) {
		err = -errno;
		job->release(job);
		return err;
	}
	job->wait = &waiter.wait;
	err = uv_queue_work(loop, &job->request, run_job, on_done);
	if (err < 0) {
		job->release(job);
		return err;
	}
	jobs++;
	return corokit_park(&waiter.wait, deadline);
}
