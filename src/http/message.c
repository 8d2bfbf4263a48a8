/* Memory of requests: malloc, because the loop's callbacks must not meet memory_limit. */
#include "message.h"

#include <stdlib.h>
#include <string.h>

#define HEAD_INITIAL 1024
#define FIELDS_INITIAL 16
/* Kept between requests of a connection; what is larger goes back. */
#define HEAD_KEPT 4096

corokit_http_message_t *corokit_http_message_create(void)
{
	corokit_http_message_t *message = calloc(1, sizeof(*message));

	if (message) {
		message->refs = 1;
	}
	return message;
}

void corokit_http_message_addref(corokit_http_message_t *message)
{
	message->refs++;
}

void corokit_http_message_release(corokit_http_message_t *message)
{
	if (--message->refs == 0) {
		free(message->head);
		free(message->body);
		free(message->fields);
		free(message);
	}
}

void corokit_http_message_reset(corokit_http_message_t *message)
{
	corokit_http_message_t kept = {
		.refs = message->refs,
		.head = message->head,
		.head_capacity = message->head_capacity,
		.fields = message->fields,
		.field_capacity = message->field_capacity
	};

	free(message->body);
	if (kept.head_capacity > HEAD_KEPT) {
		free(kept.head);
		kept.head = NULL;
		kept.head_capacity = 0;
	}
	*message = kept;
}

/* Doubling, so that a body that comes in small pieces is not copied for each. */
static bool grow(char **buffer, size_t *capacity, size_t needed, size_t initial)
{
	size_t wanted = *capacity ? *capacity : initial;
	char *grown;

	if (needed <= *capacity) {
		return true;
	}
	while (wanted < needed) {
		if (wanted > SIZE_MAX / 2) {
			return false;
		}
		wanted *= 2;
	}
	grown = realloc(*buffer, wanted);
	if (!grown) {
		return false;
	}
	*buffer = grown;
	*capacity = wanted;
	return true;
}

bool corokit_http_message_append_head(corokit_http_message_t *message, const char *data, size_t length)
{
	if (length > UINT32_MAX - message->head_length
			|| !grow(&message->head, &message->head_capacity, message->head_length + length, HEAD_INITIAL)) {
		return false;
	}
	memcpy(message->head + message->head_length, data, length);
	message->head_length += length;
	return true;
}

bool corokit_http_message_append_body(corokit_http_message_t *message, const char *data, size_t length)
{
	/* A declared length is believed only in steps: a liar costs what he sends, times two. */
	if (length > SIZE_MAX - message->body_length
			|| !grow(&message->body, &message->body_capacity, message->body_length + length, length)) {
		return false;
	}
	memcpy(message->body + message->body_length, data, length);
	message->body_length += length;
	return true;
}

corokit_http_field_t *corokit_http_message_add_field(corokit_http_message_t *message)
{
	corokit_http_field_t *field;

	if (message->field_count == message->field_capacity) {
		uint32_t capacity = message->field_capacity ? message->field_capacity * 2 : FIELDS_INITIAL;
		corokit_http_field_t *fields = realloc(message->fields, capacity * sizeof(*fields));

		if (!fields) {
			return NULL;
		}
		message->fields = fields;
		message->field_capacity = capacity;
	}
	field = &message->fields[message->field_count++];
	memset(field, 0, sizeof(*field));
	return field;
}
