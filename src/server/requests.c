/* See requests.h. One per worker process, on its loop. */
#include "requests.h"

#include <errno.h>

#include "ext/random/php_random.h"

#include "../core/callable.h"
#include "../core/scheduler.h"
#include "../http/connection.h"
#include "../http/page.h"
#include "../loop/loop.h"
#include "accept.h"
#include "log.h"

/*
 * Coroutines that were made and have not run yet. The loop may bring a thousand requests in one turn:
 * made one after another, as each begins, they use the same few warm structs and stacks.
 */
#define STARTING_MAX 8
/* How long a new connection counts as a request to come. */
#define FRESH (10 * COROKIT_NS_PER_MS)
/* When a coroutine could not be made although no request would wake us by ending. */
#define RETRY (10 * COROKIT_NS_PER_MS)

typedef struct {
	corokit_outcome_t        outcome;
	corokit_http_exchange_t *exchange;
	corokit_http_outcome_t   answer;   /* here, as a fatal error takes the stack away */
} request_t;

static struct {
	corokit_server_t                *server;   /* borrowed */
	corokit_row_t                   *row;      /* borrowed */
	corokit_http_service_t          *service;  /* owned; NULL: not started */
	const corokit_requests_events_t *events;   /* borrowed */
	corokit_list_t                   queue;    /* of exchanges */
	uint32_t                         queued;
	uint32_t                         active;
	uint32_t                         starting; /* of the active ones: not run yet */
	uint32_t                         limit;    /* at once */
	uint32_t                         fresh;    /* connections that were taken and brought no request yet, about */
	uint32_t                         connection_limit; /* 0: none */
	uint64_t                         left;     /* until max_request; 0: reached */
	bool                             draining;
	bool                             service_drained;
	corokit_timer_t                  retry;
	corokit_timer_t                  fresh_end;
} requests;

static void start_queued(void);

/* ---- numbers ---- */

void corokit_requests_publish(void)
{
	const corokit_http_stats_t *stats;
	corokit_scheduler_stats_t scheduler;
	corokit_row_t *row = requests.row;

	if (!requests.service) {
		return;
	}
	stats = corokit_http_service_stats(requests.service);
	corokit_scheduler_get_stats(&scheduler);
	row->connections = stats->connections;
	row->active = requests.active;
	row->queued = requests.queued;
	row->coroutines = scheduler.alive;
	row->coroutine_peak = scheduler.peak;
	row->counters.accepted = stats->accepted;
	row->counters.closed = stats->closed;
	row->counters.aborted = stats->timeouts;
	row->counters.requests = stats->requests;
	row->counters.responses = stats->responses;
	row->counters.received = stats->bytes_received;
	row->counters.sent = stats->bytes_sent;
}

uint32_t corokit_requests_open(void)
{
	return requests.active + requests.queued;
}

/* ---- a request in its coroutine ---- */

static void report(corokit_http_outcome_t *outcome)
{
	const char *method = outcome->method ? ZSTR_VAL(outcome->method) : "?";
	const char *target = outcome->target ? ZSTR_VAL(outcome->target) : "?";
	zend_string *text;

	if (outcome->exception) {
		text = corokit_server_describe_exception(outcome->exception);
		corokit_log_write(COROKIT_LOG_ERROR, "uncaught %s, request %s %s, answered %d", ZSTR_VAL(text), method, target, outcome->status);
		zend_string_release(text);
	} else if (outcome->exited) {
		corokit_log_write(COROKIT_LOG_DEBUG, "exit() in request %s %s", method, target);
	}
}

static void run_request(corokit_coroutine_t *self, void *arg)
{
	request_t *request = arg;
	corokit_server_callback_t *callback = &requests.server->callbacks[COROKIT_SERVER_EVENT_REQUEST];

	requests.starting--;
	if (requests.queued) {
		start_queued();
	}
	if (UNEXPECTED(self->ending)) {
		/* Ended before it began. */
		corokit_http_exchange_refuse(request->exchange, 503);
		return;
	}
	if (corokit_http_wants_page(&callback->fcc, requests.server->settings.globals)) {
		corokit_http_serve_page(request->exchange, &callback->fci, &callback->fcc, &request->answer);
	} else if (UNEXPECTED(corokit_http_serve(request->exchange, &callback->fci, &callback->fcc, &request->answer))) {
		report(&request->answer);
	}
}

static void count_request(void)
{
	if (requests.left && --requests.left == 0) {
		requests.events->limit_reached();
	}
}

static void check_drained(void)
{
	if (requests.draining && requests.service_drained && !requests.active && !requests.queued) {
		requests.draining = false;
		requests.events->drained();
	}
}

/* In the coroutine, when all of it is over. */
static void on_request_end(corokit_outcome_t *outcome, zval *result, zend_object *exception)
{
	request_t *request = (request_t *) outcome;

	if (UNEXPECTED(result)) {
		zval_ptr_dtor(result);
	}
	if (UNEXPECTED(exception)) {
		zend_string *text = corokit_server_describe_exception(exception);

		/* A defer() function or a destructor threw; the answer is out already. */
		corokit_log_write(COROKIT_LOG_ERROR, "uncaught %s, after the end of a request", ZSTR_VAL(text));
		zend_string_release(text);
		OBJ_RELEASE(exception);
	}
	if (UNEXPECTED(request->answer.method)) {
		corokit_http_outcome_release(&request->answer);
	}
	efree(request);
	requests.active--;
	if (requests.active < requests.limit) {
		corokit_accept_allow(COROKIT_ACCEPT_FULL);
	}
	start_queued();
	count_request();
	check_drained();
	corokit_requests_publish();
}

/* False when there is no coroutine for it now. */
static bool start_request(corokit_http_exchange_t *exchange)
{
	request_t *request = emalloc(sizeof(*request));
	corokit_coroutine_t *coroutine = corokit_coroutine_create(run_request, request);

	if (UNEXPECTED(!coroutine)) {
		efree(request);
		return false;
	}
	request->outcome.deliver = on_request_end;
	request->exchange = exchange;
	request->answer.method = NULL;
	coroutine->outcome = &request->outcome;
	coroutine->contains_fatal = true;
	requests.active++;
	requests.starting++;
	corokit_coroutine_spawn(coroutine);
	return true;
}

zend_string *corokit_requests_describe(const corokit_coroutine_t *coroutine)
{
	const request_t *request = coroutine->arg;

	if (coroutine->entry != run_request || !request->answer.method) {
		return NULL;
	}
	return strpprintf(0, "%s %s", ZSTR_VAL(request->answer.method), ZSTR_VAL(request->answer.target));
}

/* ---- the queue ---- */

static void start_queued(void)
{
	while (requests.queued && requests.active < requests.limit && requests.starting < STARTING_MAX) {
		corokit_http_exchange_t *exchange = corokit_list_entry(requests.queue.next, corokit_http_exchange_t, link);

		if (corokit_http_exchange_gone(exchange)) {
			corokit_list_unlink(&exchange->link);
			requests.queued--;
			corokit_http_exchange_refuse(exchange, 503);
			continue;
		}
		/* Its coroutine may run at once, but not here: the list is ours until we return. */
		if (!start_request(exchange)) {
			corokit_timer_start(&requests.retry, corokit_clock_after(RETRY));
			return;
		}
		corokit_list_unlink(&exchange->link);
		requests.queued--;
	}
	if (requests.active >= requests.limit) {
		corokit_accept_forbid(COROKIT_ACCEPT_FULL);
	}
}

static void on_retry(corokit_timer_t *timer)
{
	(void) timer;
	start_queued();
	check_drained();
}

/* ---- events of the service ---- */

static void on_fresh_end(corokit_timer_t *timer)
{
	(void) timer;
	requests.fresh = 0;
	corokit_accept_allow(COROKIT_ACCEPT_FRESH);
}

static void on_request(corokit_http_exchange_t *exchange, void *arg)
{
	(void) arg;
	if (requests.fresh) {
		requests.fresh--;
		corokit_accept_allow(COROKIT_ACCEPT_FRESH);
	}
	if (EXPECTED(!requests.queued && requests.active + 1 < requests.limit && requests.starting < STARTING_MAX && start_request(exchange))) {
		corokit_requests_publish();
		return;
	}
	corokit_list_push_back(&requests.queue, &exchange->link);
	requests.queued++;
	start_queued();
	corokit_requests_publish();
}

static void on_closed(void *arg)
{
	(void) arg;
	corokit_accept_allow(COROKIT_ACCEPT_LIMIT);
	corokit_requests_publish();
}

static void on_service_drained(void *arg)
{
	(void) arg;
	requests.service_drained = true;
	check_drained();
}

static const corokit_http_events_t service_events = {
	.request = on_request,
	.closed = on_closed,
	.drained = on_service_drained,
};

static int take_connection(int fd)
{
	int err = corokit_http_service_adopt(requests.service, fd);

	if (err == 0 && requests.limit != UINT32_MAX && requests.active + requests.queued + ++requests.fresh >= requests.limit) {
		corokit_accept_forbid(COROKIT_ACCEPT_FRESH);
		corokit_timer_start(&requests.fresh_end, corokit_clock_after(FRESH));
	}
	corokit_requests_publish();
	if (requests.connection_limit && requests.row->connections >= requests.connection_limit) {
		return -EMFILE; /* the next one waits in the kernel, instead of being taken and closed */
	}
	return err;
}

static const corokit_accept_events_t accept_events = {
	.take = take_connection,
};

/* ---- life ---- */

static uint64_t draw_request_limit(const corokit_settings_t *settings)
{
	uint64_t grace = (uint64_t) (settings->max_request_grace < 0 ? settings->max_request / 2 : settings->max_request_grace);
	zend_ulong extra = 0;

	if (!settings->max_request) {
		return 0;
	}
	if (grace) {
		/* Not all workers at once. */
		extra = (zend_ulong) php_mt_rand_range(0, (zend_long) grace);
	}
	return (uint64_t) settings->max_request + extra;
}

static void fill_options(const corokit_server_t *server, corokit_http_options_t *options)
{
	const corokit_settings_t *settings = &server->settings;
	uint32_t workers = (uint32_t) settings->worker_num;

	corokit_http_options_init(options);
	options->max_body_bytes = (size_t) settings->package_max_length;
	options->parse_cookie = settings->http_parse_cookie;
	options->parse_post = settings->http_parse_post;
	options->parse_files = settings->http_parse_files;
	options->upload_dir = settings->upload_tmp_dir ? ZSTR_VAL(settings->upload_tmp_dir) : NULL;
	options->max_connections = ((uint32_t) settings->max_connection + workers - 1) / workers;
	/* Unique over all processes of now. */
	options->fd_first = (server->row - server->board->rows) + 1;
	options->fd_step = server->board->row_count;
	if (settings->output_high_water) {
		options->output_high_water = (size_t) settings->output_high_water;
	}
	if (settings->header_max_bytes) {
		options->max_head_bytes = (size_t) settings->header_max_bytes;
	}
	if (settings->header_max_fields) {
		options->max_fields = (uint32_t) settings->header_max_fields;
	}
	if (settings->uri_max_bytes) {
		options->max_target_bytes = (size_t) settings->uri_max_bytes;
	}
	if (settings->header_timeout >= 0) {
		options->head_timeout = (uint64_t) (settings->header_timeout * 1e9);
	}
	if (settings->body_timeout >= 0) {
		options->body_idle_timeout = (uint64_t) (settings->body_timeout * 1e9);
	}
	if (settings->write_timeout >= 0) {
		options->write_timeout = (uint64_t) (settings->write_timeout * 1e9);
	}
	if (settings->keepalive_timeout >= 0) {
		options->keepalive_timeout = (uint64_t) (settings->keepalive_timeout * 1e9);
	}
}

int corokit_requests_start(corokit_server_t *server, uv_loop_t *loop, const corokit_requests_events_t *events)
{
	const corokit_settings_t *settings = &server->settings;
	corokit_http_options_t options;

	requests.server = server;
	requests.row = server->row;
	requests.events = events;
	corokit_list_init(&requests.queue);
	corokit_timer_init(&requests.retry, on_retry);
	corokit_timer_init(&requests.fresh_end, on_fresh_end);
	requests.retry.background = requests.fresh_end.background = true;
	requests.limit = settings->worker_max_concurrency ? (uint32_t) settings->worker_max_concurrency : UINT32_MAX;
	if (!settings->enable_coroutine) {
		requests.limit = 1;
	}
	requests.left = draw_request_limit(settings);
	fill_options(server, &options);
	requests.connection_limit = options.max_connections;
	requests.service = corokit_http_service_create(loop, &options, &service_events, NULL);
	return requests.service ? 0 : -ENOMEM;
}

int corokit_requests_accept(void)
{
	return corokit_accept_start(corokit_loop_get(), requests.server->fd, &accept_events, requests.server->board, requests.row);
}

void corokit_requests_drain(void)
{
	corokit_accept_stop();
	requests.draining = true;
	corokit_http_service_drain(requests.service);
}

static void refuse_queued(void)
{
	while (!corokit_list_empty(&requests.queue)) {
		corokit_http_exchange_refuse(corokit_list_entry(corokit_list_pop_front(&requests.queue), corokit_http_exchange_t, link), 503);
	}
	requests.queued = 0;
}

void corokit_requests_close(void)
{
	refuse_queued();
	corokit_http_service_close(requests.service);
}

void corokit_requests_stop(void)
{
	corokit_accept_stop();
	corokit_timer_stop(&requests.retry);
	corokit_timer_stop(&requests.fresh_end);
	refuse_queued();
	corokit_requests_publish();
	corokit_http_service_destroy(requests.service);
	requests.service = NULL;
}
