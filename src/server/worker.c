/*
 * See worker.h. The phases follow each other on the loop; every callback of
 * PHP runs in a coroutine of its own. Requests are in requests.c.
 */
#include "worker.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>
#include <uv.h>

#include "ext/random/php_random.h"
#include "zend_exceptions.h"

#include "../core/callable.h"
#include "../core/options.h"
#include "../core/scheduler.h"
#include "../loop/loop.h"
#include "accept.h"
#include "log.h"
#include "requests.h"

/* How often workerExit is fired while something is alive, and how often that is looked at. */
#define EXIT_ROUND  COROKIT_NS_PER_SEC
#define EXIT_LOOK   (20 * COROKIT_NS_PER_MS)
/* What workerStop has. */
#define STOP_GRACE  (5 * COROKIT_NS_PER_SEC)

typedef enum { BOOT, SERVE, DRAIN, EXIT, STOP, OVER } phase_t;

static struct {
	corokit_server_t *server;     /* borrowed; NULL: this process is no worker */
	phase_t           phase;
	bool              end_wanted; /* while it boots */
	bool              exit_event_runs;
	uint64_t          next_exit_event;
	int               exit_code;
	int               wake_fd;
	int               life_fd;
	uv_signal_t       terminate;
	uv_signal_t       hang_up;
	uv_poll_t         life;
	corokit_timer_t   deadline;   /* of the whole end, then of workerStop */
	corokit_timer_t   look;       /* is anything left? */
	corokit_wait_t    wait;       /* of the script, where it is a coroutine */
	bool              script_waits;
} worker;

static void enter_stop(void);
static void enter_over(void);

static void wake_supervisor(void)
{
	char byte = 0;

	if (write(worker.wake_fd, &byte, 1) < 0) {
		/* Full: it will look; broken: it is gone, and life_fd says so. */
	}
}

static void set_state(corokit_worker_state_t state)
{
	corokit_row_set_state(worker.server->row, state);
	wake_supervisor();
}

/* ---- callbacks of PHP ---- */

typedef struct {
	corokit_outcome_t      outcome;
	corokit_server_event_t event;
	void                 (*done)(bool returned); /* may be NULL */
} event_call_t;

static void run_event(corokit_coroutine_t *self, void *arg)
{
	event_call_t *call = arg;
	zend_long worker_id = worker.server->worker_id;

	if (self->ending) {
		return;
	}
	corokit_server_call(worker.server, call->event, 1, &worker_id);
	if (!EG(exception)) {
		ZVAL_TRUE(&self->result);
	}
}

static void on_event_end(corokit_outcome_t *outcome, zval *result, zend_object *exception)
{
	event_call_t *call = (event_call_t *) outcome;
	void (*done)(bool) = call->done;
	bool returned = result != NULL;

	if (exception) {
		zend_string *text = corokit_server_describe_exception(exception);

		corokit_log_write(COROKIT_LOG_ERROR, "%s of worker %d: uncaught %s", corokit_server_event_name(call->event), worker.server->worker_id, ZSTR_VAL(text));
		zend_string_release(text);
		OBJ_RELEASE(exception);
	} else if (!returned && corokit_current && !corokit_current->had_fatal && !corokit_current->ending) {
		corokit_log_write(COROKIT_LOG_ERROR, "%s of worker %d called exit()", corokit_server_event_name(call->event), worker.server->worker_id);
	}
	efree(call);
	if (done) {
		done(returned);
	}
}

/* On the loop or in a coroutine: it runs later. */
static void start_event(corokit_server_event_t event, void (*done)(bool returned))
{
	event_call_t *call;
	corokit_coroutine_t *coroutine;

	if (!corokit_server_listens_to(worker.server, event)) {
		if (done) {
			done(true);
		}
		return;
	}
	call = emalloc(sizeof(*call));
	call->outcome.deliver = on_event_end;
	call->event = event;
	call->done = done;
	coroutine = corokit_coroutine_create(run_event, call);
	if (!coroutine) {
		corokit_log_write(COROKIT_LOG_ERROR, "no coroutine for %s of worker %d: %s", corokit_server_event_name(event), worker.server->worker_id, strerror(errno));
		efree(call);
		if (done) {
			done(false);
		}
		return;
	}
	coroutine->outcome = &call->outcome;
	corokit_coroutine_spawn(coroutine);
}

/* ---- mistakes in any coroutine ---- */

static void on_uncaught(corokit_coroutine_t *coroutine, zend_object *exception)
{
	zend_string *text = corokit_server_describe_exception(exception);

	if (coroutine->spawn_file) {
		corokit_log_write(COROKIT_LOG_ERROR, "uncaught %s, in coroutine " ZEND_LONG_FMT " started in %s:%u", ZSTR_VAL(text), coroutine->cid, ZSTR_VAL(coroutine->spawn_file), coroutine->spawn_line);
	} else {
		corokit_log_write(COROKIT_LOG_ERROR, "uncaught %s, in coroutine " ZEND_LONG_FMT, ZSTR_VAL(text), coroutine->cid);
	}
	zend_string_release(text);
}

/* The engine has lost what the coroutine held: the process is not to be trusted for long. */
static void on_fatal(corokit_coroutine_t *coroutine)
{
	zend_string *request = corokit_requests_describe(coroutine);

	corokit_log_write(COROKIT_LOG_ERROR, "fatal error: %s in %s:%d%s%s; the worker is replaced",
		PG(last_error_message) ? ZSTR_VAL(PG(last_error_message)) : "unknown",
		PG(last_error_file) ? ZSTR_VAL(PG(last_error_file)) : "unknown", PG(last_error_lineno),
		request ? ", request " : "", request ? ZSTR_VAL(request) : "");
	if (request) {
		zend_string_release(request);
	}
	corokit_worker_end();
}

static const corokit_scheduler_containment_t containment = {
	.uncaught = on_uncaught,
	.fatal = on_fatal,
};

/* ---- boot ---- */

static void enter_serve(void)
{
	int err;

	worker.phase = SERVE;
	err = corokit_requests_accept();
	if (err < 0) {
		corokit_log_write(COROKIT_LOG_ERROR, "worker %d cannot accept: %s", worker.server->worker_id, uv_strerror(err));
		worker.exit_code = COROKIT_WORKER_NOT_STARTED;
		enter_over();
		return;
	}
	set_state(COROKIT_WORKER_READY);
	corokit_log_write(COROKIT_LOG_DEBUG, "worker %d is ready", worker.server->worker_id);
}

static void on_booted(bool returned)
{
	if (!returned) {
		worker.exit_code = COROKIT_WORKER_NOT_STARTED;
		enter_over();
		return;
	}
	enter_serve();
	if (worker.end_wanted) {
		corokit_worker_end();
	}
}

/* ---- the end ---- */

void corokit_worker_end(void)
{
	if (worker.phase == BOOT) {
		worker.end_wanted = true;
		return;
	}
	if (worker.phase != SERVE) {
		return;
	}
	worker.phase = DRAIN;
	corokit_log_write(COROKIT_LOG_DEBUG, "worker %d ends: %u requests to answer", worker.server->worker_id, corokit_requests_open());
	set_state(COROKIT_WORKER_DRAINING);
	corokit_timer_start(&worker.deadline, corokit_clock_after((uint64_t) (worker.server->settings.max_wait_time * 1e9)));
	corokit_requests_drain();
}

static bool anything_alive(void)
{
	return corokit_scheduler_has_foreground() || corokit_timers_alive();
}

static void on_exit_event_end(bool returned)
{
	(void) returned;
	worker.exit_event_runs = false;
}

/* Every EXIT_LOOK from the end of the requests on. */
static void on_look(corokit_timer_t *timer)
{
	(void) timer;
	if (worker.phase != EXIT) {
		return;
	}
	if (!worker.server->settings.reload_async || !anything_alive()) {
		enter_stop();
		return;
	}
	if (!worker.exit_event_runs && corokit_clock_now() >= worker.next_exit_event) {
		worker.next_exit_event = corokit_clock_after(EXIT_ROUND);
		worker.exit_event_runs = true;
		start_event(COROKIT_SERVER_EVENT_WORKER_EXIT, on_exit_event_end);
	}
	corokit_timer_start(&worker.look, corokit_clock_after(EXIT_LOOK));
}

/* The last request's coroutine is still on its way out: the timer looks after it. */
static void on_drained(void)
{
	if (worker.phase == DRAIN) {
		worker.phase = EXIT;
		worker.next_exit_event = 0;
		corokit_timer_start(&worker.look, corokit_clock_now());
	}
}

static void on_deadline(corokit_timer_t *timer)
{
	corokit_scheduler_stats_t stats;

	(void) timer;
	if (worker.phase == STOP) {
		enter_over();
		return;
	}
	corokit_scheduler_get_stats(&stats);
	corokit_log_write(COROKIT_LOG_WARNING, "worker %d: %u requests and %u coroutines did not end within max_wait_time and are ended",
		worker.server->worker_id, corokit_requests_open(), stats.alive - worker.script_waits);
	corokit_requests_close();
	enter_stop();
}

static void on_stopped(bool returned)
{
	(void) returned;
	enter_over();
}

static void enter_stop(void)
{
	worker.phase = STOP;
	corokit_timer_start(&worker.deadline, corokit_clock_after(STOP_GRACE));
	start_event(COROKIT_SERVER_EVENT_WORKER_STOP, on_stopped);
}

static void enter_over(void)
{
	if (worker.phase == OVER) {
		return;
	}
	worker.phase = OVER;
	if (worker.script_waits) {
		worker.script_waits = false;
		corokit_wake(worker.wait.coroutine, 0);
	} else {
		corokit_scheduler_stop();
	}
}

/* ---- news from outside ---- */

static void on_signal(uv_signal_t *handle, int signo)
{
	(void) handle;
	if (signo == SIGHUP) {
		corokit_log_reopen();
	} else {
		corokit_worker_end();
	}
}

static void on_life_end(uv_poll_t *handle, int status, int events)
{
	(void) status;
	(void) events;
	uv_poll_stop(handle);
	corokit_log_write(COROKIT_LOG_WARNING, "worker %d: the supervisor is gone", worker.server->worker_id);
	corokit_worker_end();
}

static void ignore(int signo)
{
	(void) signo;
}

/* Not SIG_IGN, which programs that the worker starts would inherit. */
static void ignore_signal(int signo)
{
	struct sigaction action;

	memset(&action, 0, sizeof(action));
	action.sa_handler = ignore;
	action.sa_flags = SA_RESTART;
	sigemptyset(&action.sa_mask);
	sigaction(signo, &action, NULL);
}

static void take_signals(uv_loop_t *loop, const sigset_t *mask)
{
	ignore_signal(SIGINT); /* A terminal sends it to all of us; the supervisor says what to do. */
	ignore_signal(SIGUSR1);
	ignore_signal(SIGUSR2);
	signal(SIGCHLD, SIG_DFL);
	uv_signal_init(loop, &worker.terminate);
	uv_signal_start(&worker.terminate, on_signal, SIGTERM);
	uv_signal_init(loop, &worker.hang_up);
	uv_signal_start(&worker.hang_up, on_signal, SIGHUP);
	sigprocmask(SIG_SETMASK, mask, NULL);
}

/* For the rest of the process: a signal that comes while it unwinds must not change its status. */
static void leave_signals(void)
{
	sigset_t ours;

	sigemptyset(&ours);
	sigaddset(&ours, SIGTERM);
	sigaddset(&ours, SIGHUP);
	sigprocmask(SIG_BLOCK, &ours, NULL);
}

static void watch_supervisor(uv_loop_t *loop)
{
	uv_poll_init(loop, &worker.life, worker.life_fd);
	uv_poll_start(&worker.life, UV_READABLE | UV_DISCONNECT, on_life_end);
}

/* ---- life ---- */

/* Or every worker would draw the same numbers. */
static void forget_random_seeds(void)
{
	RANDOM_G(mt19937_seeded) = false;
	RANDOM_G(combined_lcg_seeded) = false;
}

static void apply_options(const corokit_settings_t *settings)
{
	HashTable options;
	zval value;

	zend_hash_init(&options, 2, NULL, NULL, false);
	ZVAL_LONG(&value, settings->hook_flags);
	zend_hash_str_add(&options, ZEND_STRL("hook_flags"), &value);
	ZVAL_LONG(&value, settings->max_coroutine);
	zend_hash_str_add(&options, ZEND_STRL("max_coroutine"), &value);
	corokit_options_set(&options);
	zend_hash_destroy(&options);
}

static void set_properties(corokit_server_t *server)
{
	zend_update_property_long(corokit_server_ce, &server->std, ZEND_STRL("worker_id"), server->worker_id);
	zend_update_property_long(corokit_server_ce, &server->std, ZEND_STRL("worker_pid"), getpid());
}

/* Returns when the worker is over. */
static void run(void)
{
	if (corokit_current) {
		worker.wait.reason = "server";
		worker.wait.uncancelable = true;
		worker.script_waits = true;
		corokit_coroutine_set_background(corokit_current);
		corokit_park(&worker.wait, COROKIT_NEVER);
	} else {
		corokit_scheduler_run();
	}
}

static void on_request_limit(void)
{
	corokit_log_write(COROKIT_LOG_INFO, "worker %d has served max_request requests and is replaced", worker.server->worker_id);
	corokit_worker_end();
}

static const corokit_requests_events_t requests_events = {
	.drained = on_drained,
	.limit_reached = on_request_limit,
};

void corokit_worker_run(corokit_server_t *server, pid_t supervisor, int wake_fd, int life_fd, const sigset_t *mask)
{
	uv_loop_t *loop;
	int err;

	(void) supervisor;
	memset(&worker, 0, sizeof(worker));
	worker.server = server;
	worker.wake_fd = wake_fd;
	worker.life_fd = life_fd;
	corokit_timer_init(&worker.deadline, on_deadline);
	corokit_timer_init(&worker.look, on_look);
	worker.deadline.background = worker.look.background = true;

	corokit_scheduler_become_child();
	corokit_scheduler_contain(&containment);
	forget_random_seeds();
	apply_options(&server->settings);
	set_properties(server);
	loop = corokit_loop_get();
	err = loop ? corokit_requests_start(server, loop, &requests_events) : -errno;
	if (err < 0) {
		corokit_log_write(COROKIT_LOG_ERROR, "worker %d has no loop: %s", server->worker_id, uv_strerror(err));
		sigprocmask(SIG_SETMASK, mask, NULL);
		worker.exit_code = COROKIT_WORKER_NOT_STARTED;
	} else {
		take_signals(loop, mask);
		watch_supervisor(loop);
		start_event(COROKIT_SERVER_EVENT_WORKER_START, on_booted);
		run();
		leave_signals();
		corokit_requests_stop();
	}
	EG(exit_status) = worker.exit_code;
	if (!EG(exception)) {
		zend_throw_unwind_exit();
	}
}

void corokit_worker_publish(void)
{
	corokit_requests_publish();
}
