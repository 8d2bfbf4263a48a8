/*
 * What the connections of a worker share: limits, counters, memory that is
 * used for one moment only. Owned by the server, counted by its connections.
 */
#include "connection_internal.h"

#include <errno.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "date.h"

#define PREAMBLE_STATUS "HTTP/1.1 200 OK\r\n"

/* Of this process; mostly one. */
static corokit_list_t services = {&services, &services};

/* ---- options ---- */

void corokit_http_options_init(corokit_http_options_t *options)
{
	*options = (corokit_http_options_t) {
		.max_head_bytes = 64 * 1024,
		.max_fields = 128,
		.max_target_bytes = 16 * 1024,
		.max_body_bytes = 2 * 1024 * 1024,
		.output_high_water = 2 * 1024 * 1024,
		.head_timeout = 30 * COROKIT_NS_PER_SEC,
		.body_idle_timeout = 30 * COROKIT_NS_PER_SEC,
		.write_timeout = 60 * COROKIT_NS_PER_SEC,
		.keepalive_timeout = 75 * COROKIT_NS_PER_SEC,
		.parse_cookie = true,
		.parse_post = true,
		.parse_files = true,
		.server_name = "corokit",
		.fd_first = 1,
		.fd_step = 1
	};
}

/* ---- buffers ---- */

void corokit_http_buffer_reserve(corokit_http_buffer_t *buffer, size_t length)
{
	size_t wanted = buffer->capacity ? buffer->capacity : 1024;

	while (wanted - buffer->length < length) {
		wanted *= 2;
	}
	buffer->data = perealloc(buffer->data, wanted, 1);
	buffer->capacity = wanted;
}

void corokit_http_buffer_free(corokit_http_buffer_t *buffer)
{
	free(buffer->data);
	*buffer = (corokit_http_buffer_t) {0};
}

static void append_text(corokit_http_buffer_t *buffer, const char *text)
{
	corokit_http_buffer_append(buffer, text, strlen(text));
}

const corokit_http_buffer_t *corokit_http_service_preamble(corokit_http_service_t *service)
{
	corokit_http_buffer_t *preamble = &service->preamble;
	time_t now = time(NULL);
	char date[COROKIT_HTTP_DATE_SIZE];

	if (EXPECTED(now == service->preamble_at)) {
		return preamble;
	}
	service->preamble_at = now;
	preamble->length = 0;
	append_text(preamble, PREAMBLE_STATUS);
	service->status_line = preamble->length;
	if (service->options.server_name && *service->options.server_name) {
		append_text(preamble, "Server: ");
		append_text(preamble, service->options.server_name);
		append_text(preamble, "\r\n");
	}
	service->server_line = preamble->length - service->status_line;
	corokit_http_date_format(date, now);
	append_text(preamble, "Date: ");
	append_text(preamble, date);
	append_text(preamble, "\r\n");
	return preamble;
}

/* ---- life ---- */

corokit_http_service_t *corokit_http_service_create(uv_loop_t *loop, const corokit_http_options_t *options, const corokit_http_events_t *events, void *arg)
{
	corokit_http_service_t *service = calloc(1, sizeof(*service));

	if (!service) {
		return NULL;
	}
	service->input = malloc(COROKIT_HTTP_INPUT_SIZE);
	if (!service->input) {
		free(service);
		return NULL;
	}
	service->refs = 1;
	service->loop = loop;
	service->arg = arg;
	service->events = *events;
	service->options = *options;
	service->limits = (corokit_http_limits_t) {
		.head_bytes = options->max_head_bytes,
		.target_bytes = options->max_target_bytes,
		.body_bytes = options->max_body_bytes,
		.fields = options->max_fields
	};
	service->next_fd = options->fd_first;
	corokit_list_init(&service->connections);
	corokit_list_push_back(&services, &service->link);
	return service;
}

void corokit_http_service_release(corokit_http_service_t *service)
{
	if (--service->refs == 0) {
		corokit_list_unlink(&service->link);
		corokit_http_buffer_free(&service->preamble);
		corokit_http_buffer_free(&service->scratch);
		free(service->input);
		free(service);
	}
}

int corokit_http_service_adopt(corokit_http_service_t *service, int fd)
{
	uint32_t limit = service->options.max_connections;

	if (limit && service->stats.connections >= limit) {
		close(fd);
		return -EMFILE;
	}
	return corokit_http_connection_adopt(service, fd);
}

static void report_drained(corokit_http_service_t *service)
{
	if (service->ending && service->stats.connections == 0) {
		service->ending = false;
		if (!service->destroyed && service->events.drained) {
			service->events.drained(service->arg);
		}
	}
}

void corokit_http_service_closed(corokit_http_service_t *service)
{
	service->stats.connections--;
	service->stats.closed++;
	if (!service->destroyed && service->events.closed) {
		service->events.closed(service->arg);
	}
	report_drained(service);
}

static void each_connection(corokit_http_service_t *service, void (*visit)(corokit_http_connection_t *))
{
	corokit_list_t *next;

	for (corokit_list_t *node = service->connections.next; node != &service->connections; node = next) {
		next = node->next;
		visit(corokit_list_entry(node, corokit_http_connection_t, link));
	}
}

void corokit_http_service_drain(corokit_http_service_t *service)
{
	service->draining = true;
	service->ending = true;
	each_connection(service, corokit_http_connection_drain);
	report_drained(service);
}

void corokit_http_service_close(corokit_http_service_t *service)
{
	service->draining = true;
	service->ending = true;
	each_connection(service, corokit_http_connection_abort);
	report_drained(service);
}

void corokit_http_service_destroy(corokit_http_service_t *service)
{
	service->destroyed = true;
	service->draining = true;
	each_connection(service, corokit_http_connection_abort);
	corokit_http_service_release(service);
}

const corokit_http_stats_t *corokit_http_service_stats(const corokit_http_service_t *service)
{
	return &service->stats;
}

corokit_http_connection_t *corokit_http_service_find(int64_t fd)
{
	for (corokit_list_t *node = services.next; node != &services; node = node->next) {
		corokit_http_service_t *service = corokit_list_entry(node, corokit_http_service_t, link);

		for (corokit_list_t *at = service->connections.next; at != &service->connections; at = at->next) {
			corokit_http_connection_t *connection = corokit_list_entry(at, corokit_http_connection_t, link);

			if (connection->peer.fd == fd) {
				return connection;
			}
		}
	}
	return NULL;
}
