/*
 * See pool.h. Under the lock: the two lists, the counts of threads and the generation.
 * A request is a generation: what a job of an earlier one leaves behind, its thread frees.
 */
#include "pool.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <time.h>

#include "loop.h"

/* Name lookups wait for servers, each on a thread. */
#define MAX_THREADS   128
#define STACK_SIZE    (512 * 1024)
#define IDLE_SECONDS  5

static struct {
	pthread_mutex_t lock;
	pthread_cond_t  work; /* something is in the queue */
	corokit_list_t  queue;
	corokit_list_t  done;
	uint32_t        threads;
	uint32_t        idle;
	uint32_t        generation;
	/* scheduler's thread only */
	uint32_t        jobs;
	uint32_t        waiting;
	bool            watched;
} pool = {
	.lock = PTHREAD_MUTEX_INITIALIZER,
	.work = PTHREAD_COND_INITIALIZER,
	.queue = {&pool.queue, &pool.queue},
	.done = {&pool.done, &pool.done},
};

uint32_t corokit_pool_jobs(void)
{
	return pool.jobs;
}

void corokit_pool_get_size(uint32_t *threads, uint32_t *queued)
{
	*queued = 0;
	pthread_mutex_lock(&pool.lock);
	*threads = pool.threads;
	for (const corokit_list_t *at = pool.queue.next; at != &pool.queue; at = at->next) {
		(*queued)++;
	}
	pthread_mutex_unlock(&pool.lock);
}

uint32_t corokit_pool_waiting(void)
{
	return pool.waiting;
}

static corokit_job_t *job_of(corokit_list_t *node)
{
	return corokit_list_entry(node, corokit_job_t, link);
}

/* ---- the threads ---- */

/* False: nothing came for a while. With the lock. */
static bool wait_for_work(void)
{
	struct timespec until;
	int err = 0;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += IDLE_SECONDS;
	pool.idle++;
	while (corokit_list_empty(&pool.queue) && err == 0) {
		err = pthread_cond_timedwait(&pool.work, &pool.lock, &until);
	}
	pool.idle--;
	return !corokit_list_empty(&pool.queue);
}

/* The loop is woken under the lock: it cannot close its event meanwhile. */
static void finish(corokit_job_t *job)
{
	if (job->generation == pool.generation) {
		corokit_list_push_back(&pool.done, &job->link);
		corokit_loop_wakeup();
		return;
	}
	pthread_mutex_unlock(&pool.lock);
	job->release(job);
	pthread_mutex_lock(&pool.lock);
}

static void *run_thread(void *arg)
{
	(void) arg;
	pthread_mutex_lock(&pool.lock);
	while (!corokit_list_empty(&pool.queue) || wait_for_work()) {
		corokit_job_t *job = job_of(corokit_list_pop_front(&pool.queue));

		job->queued = false;
		pthread_mutex_unlock(&pool.lock);
		job->work(job);
		pthread_mutex_lock(&pool.lock);
		finish(job);
	}
	pool.threads--;
	pthread_mutex_unlock(&pool.lock);
	return NULL;
}

/* With the lock, and counted already. */
static bool start_thread(void)
{
	pthread_attr_t attributes;
	sigset_t all, before;
	pthread_t thread;
	int err;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	pthread_attr_init(&attributes);
	pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
	pthread_attr_setstacksize(&attributes, STACK_SIZE);
	err = pthread_create(&thread, &attributes, run_thread, NULL);
	pthread_attr_destroy(&attributes);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return err == 0;
}

/* ---- the scheduler's thread ---- */

static void on_wakeup(void)
{
	corokit_list_t done, *node;

	pthread_mutex_lock(&pool.lock);
	corokit_list_init(&done);
	while (!corokit_list_empty(&pool.done)) {
		corokit_list_push_back(&done, corokit_list_pop_front(&pool.done));
	}
	pthread_mutex_unlock(&pool.lock);
	while (!corokit_list_empty(&done)) {
		node = corokit_list_pop_front(&done);
		corokit_job_t *job = job_of(node);
		corokit_wait_t *wait = job->wait;

		pool.jobs--;
		if (wait) {
			job->wait = NULL;
			pool.waiting--;
			corokit_wake(wait->coroutine, 0);
		} else {
			job->release(job);
		}
	}
}

/* 0 or -EAGAIN: there is no thread and none can be made. */
static int enqueue(corokit_job_t *job)
{
	int err = 0;

	pthread_mutex_lock(&pool.lock);
	job->generation = pool.generation;
	job->queued = true;
	corokit_list_push_back(&pool.queue, &job->link);
	if (pool.idle) {
		pthread_cond_signal(&pool.work);
	}
	/* A signalled thread counts as idle until it runs: better one too many than a job that waits for a slow one. */
	if (pool.threads < MAX_THREADS && (!pool.idle || pool.queue.next != pool.queue.prev)) {
		if (start_thread()) {
			pool.threads++;
		} else if (!pool.threads) {
			corokit_list_unlink(&job->link);
			err = -EAGAIN;
		}
	}
	pthread_mutex_unlock(&pool.lock);
	return err;
}

typedef struct {
	corokit_wait_t wait;
	corokit_job_t *job;
} job_wait_t;

/* Nobody waits any more. What no thread has begun is dropped. */
static void abandon(corokit_wait_t *wait)
{
	corokit_job_t *job = corokit_list_entry(wait, job_wait_t, wait)->job;
	bool dropped;

	job->wait = NULL;
	pool.waiting--;
	pthread_mutex_lock(&pool.lock);
	dropped = job->queued;
	if (dropped) {
		corokit_list_unlink(&job->link);
	}
	pthread_mutex_unlock(&pool.lock);
	if (dropped) {
		pool.jobs--;
		job->release(job);
	}
}

int corokit_pool_run(corokit_job_t *job, uint64_t deadline, const char *reason)
{
	job_wait_t waiter = {.wait = {.reason = reason, .unlink = abandon}, .job = job};
	int err;

	if (UNEXPECTED(corokit_current->ending)) {
		corokit_wait_t refused = {.reason = reason};

		job->release(job);
		return corokit_park(&refused, deadline);
	}
	if (!pool.watched) {
		pool.watched = true;
		corokit_loop_add_on_wakeup(on_wakeup);
	}
	job->wait = &waiter.wait;
	err = enqueue(job);
	if (err < 0) {
		job->release(job);
		return err;
	}
	pool.jobs++;
	pool.waiting++;
	return corokit_park(&waiter.wait, deadline);
}

/* ---- life ---- */

static void release_all(corokit_list_t *list)
{
	while (!corokit_list_empty(list)) {
		corokit_job_t *job = job_of(corokit_list_pop_front(list));

		job->release(job);
	}
}

/* Every coroutine has ended. Threads that still work do so for nobody, and nobody waits for them. */
static void deactivate(void)
{
	pthread_mutex_lock(&pool.lock);
	pool.generation++;
	release_all(&pool.queue);
	release_all(&pool.done);
	pthread_mutex_unlock(&pool.lock);
	pool.jobs = 0;
	pool.waiting = 0;
	pool.watched = false;
}

/* Whatever a thread of the parent was doing with the lock and the lists, it does not go on here. */
void corokit_pool_after_fork(void)
{
	pthread_mutex_init(&pool.lock, NULL);
	pthread_cond_init(&pool.work, NULL);
	corokit_list_init(&pool.queue);
	corokit_list_init(&pool.done);
	pool.threads = 0;
	pool.idle = 0;
	pool.jobs = 0;
	pool.waiting = 0;
}

const corokit_layer_t corokit_pool_layer = {
	.name = "pool",
	.deactivate = deactivate,
};
