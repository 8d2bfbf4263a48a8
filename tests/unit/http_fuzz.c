/*
 * Damages the requests of http_parser.c at random, glues some together, and
 * feeds them in pieces of random length. Whatever the bytes, the verdict is
 * that of feeding them whole, and a request that passes keeps the promises that the
 * rest of the server stands on. Built and run by http_fuzz.phpt; argument: the seed.
 */
#define main print_table
#include "http_parser.c"
#undef main

#define SAMPLES (sizeof(samples) / sizeof(*samples))
#define ROUNDS 10000
#define BYTES_MAX 1024

static uint64_t state;

static uint32_t draw(uint32_t limit)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (uint32_t) ((state >> 16) % limit);
}

typedef struct {
	char   bytes[BYTES_MAX];
	size_t length;
} input_t;

/* ---- damage ---- */

static void insert(input_t *input, size_t at, const char *bytes, size_t length)
{
	if (input->length + length > BYTES_MAX) {
		return;
	}
	memmove(input->bytes + at + length, input->bytes + at, input->length - at);
	memcpy(input->bytes + at, bytes, length);
	input->length += length;
}

static void cut(input_t *input, size_t at, size_t length)
{
	if (length > input->length - at) {
		length = input->length - at;
	}
	memmove(input->bytes + at, input->bytes + at + length, input->length - at - length);
	input->length -= length;
}

static void damage(input_t *input)
{
	static const char *const words[] = {
		"\r\n", "\n", "\r", " ", "\t", ":", ";", ",", "0\r\n\r\n", "\r\n\r\n", "Content-Length: 1\r\n", "Transfer-Encoding: chunked\r\n",
		"Host: b\r\n", "Expect: 100-continue\r\n", "Connection: close\r\n", "HTTP/1.1", "HTTP/1.0", "ffffffffffffffff", "GET / ", "*", "http://a"
	};
	size_t at = draw((uint32_t) input->length + 1);
	const char *word;
	char byte;

	switch (draw(5)) {
		case 0:
			word = words[draw(sizeof(words) / sizeof(*words))];
			insert(input, at, word, strlen(word));
			break;
		case 1:
			byte = (char) draw(256);
			insert(input, at, &byte, 1);
			break;
		case 2:
			cut(input, at, 1 + draw(4));
			break;
		case 3:
			if (at < input->length) {
				input->bytes[at] ^= (char) (1 << draw(8));
			}
			break;
		default:
			if (at < input->length) {
				char piece[32];
				size_t length = input->length - at < sizeof(piece) ? input->length - at : sizeof(piece);

				memcpy(piece, input->bytes + at, length);
				insert(input, draw((uint32_t) input->length + 1), piece, length);
			}
	}
}

static void make(input_t *input)
{
	input->length = 0;
	for (uint32_t i = 1 + draw(3); i > 0; i--) {
		const sample_t *sample = &samples[draw(SAMPLES)];

		insert(input, input->length, sample->bytes, sample->length);
	}
	for (uint32_t i = draw(6); i > 0; i--) {
		damage(input);
	}
}

/* ---- what must hold ---- */

static bool is_inside(const corokit_http_message_t *message, corokit_http_slice_t slice)
{
	return slice.offset <= message->head_length && slice.length <= message->head_length - slice.offset;
}

/* NULL, or what a request that passed has wrong. */
static const char *find_fault(const corokit_http_message_t *message)
{
	if (!is_inside(message, message->method) || !corokit_http_is_token(corokit_http_message_at(message, message->method), message->method.length)) {
		return "method";
	}
	if (!is_inside(message, message->target) || !is_inside(message, message->path) || !is_inside(message, message->query)
			|| message->target.length == 0 || message->path.length + message->query.length > message->target.length) {
		return "target";
	}
	if (message->head_length > limits.head_bytes || message->field_count > limits.fields || message->target.length > limits.target_bytes
			|| message->body_length > limits.body_bytes) {
		return "a limit";
	}
	for (uint32_t i = 0; i < message->field_count; i++) {
		corokit_http_slice_t value = message->fields[i].value;

		if (!is_inside(message, message->fields[i].name) || !is_inside(message, value)
				|| !corokit_http_is_token(corokit_http_message_at(message, message->fields[i].name), message->fields[i].name.length)) {
			return "the name of a field";
		}
		for (uint32_t k = 0; k < value.length; k++) {
			if (strchr("\r\n", corokit_http_message_at(message, value)[k])) {
				return "the value of a field";
			}
		}
	}
	if (message->chunked && message->has_length) {
		return "two lengths";
	}
	return !message->chunked && message->body_length != message->content_length ? "the length of the body" : NULL;
}

typedef struct {
	int      event;
	uint32_t requests;
	size_t   taken;
	uint64_t bodies;   /* a sum over all that was parsed */
	bool     started;
} verdict_t;

static void add_up(verdict_t *verdict, const corokit_http_message_t *message)
{
	const char *fault = find_fault(message);

	if (fault) {
		printf("a request passed with a fault in %s\n", fault);
		exit(1);
	}
	verdict->requests++;
	for (size_t i = 0; i < message->head_length; i++) {
		verdict->bodies = verdict->bodies * 31 + (unsigned char) message->head[i];
	}
	for (size_t i = 0; i < message->body_length; i++) {
		verdict->bodies = verdict->bodies * 31 + (unsigned char) message->body[i];
	}
}

/* largest: of the pieces; each is a heap block of its own length. */
static verdict_t judge(const input_t *input, uint32_t largest)
{
	corokit_http_message_t *message = corokit_http_message_create();
	corokit_http_parser_t parser;
	verdict_t verdict = {.event = COROKIT_HTTP_MORE};
	size_t at = 0;

	corokit_http_parser_init(&parser, &limits);
	corokit_http_parser_begin(&parser, message);
	while (at < input->length && verdict.event >= 0) {
		size_t length = largest ? 1 + draw(largest) : input->length;
		size_t done = 0;
		char *piece;

		length = length < input->length - at ? length : input->length - at;
		piece = malloc(length);
		memcpy(piece, input->bytes + at, length);
		while (done < length && verdict.event >= 0) {
			size_t taken;

			verdict.event = corokit_http_parser_feed(&parser, piece + done, length - done, &taken);
			if (taken > length - done || (taken == 0 && verdict.event >= 0)) {
				printf("takes %zu of %zu bytes\n", taken, length - done);
				exit(1);
			}
			done += taken;
			if (verdict.event == COROKIT_HTTP_COMPLETE) {
				add_up(&verdict, message);
				corokit_http_message_reset(message);
				corokit_http_parser_begin(&parser, message);
			}
		}
		at += done;
		free(piece);
	}
	verdict.taken = verdict.event < 0 ? 0 : at;
	verdict.event = verdict.event < 0 ? verdict.event : 0;
	verdict.started = verdict.event == 0 && corokit_http_parser_started(&parser);
	corokit_http_message_release(message);
	return verdict;
}

static bool is_same(const verdict_t *a, const verdict_t *b)
{
	return a->event == b->event && a->requests == b->requests && a->taken == b->taken && a->bodies == b->bodies && a->started == b->started;
}

static void print_bytes(const input_t *input)
{
	for (size_t i = 0; i < input->length; i++) {
		unsigned char c = (unsigned char) input->bytes[i];

		printf(c >= ' ' && c < 127 && c != '\\' ? "%c" : "\\x%02x", c);
	}
	printf("\n");
}

int main(int argc, char **argv)
{
	static input_t input;
	uint32_t passed = 0, refused = 0;

	state = (argc > 1 ? strtoull(argv[1], NULL, 10) : 1) * UINT64_C(0x9E3779B97F4A7C15);
	for (int round = 0; round < ROUNDS; round++) {
		static const uint32_t sizes[] = {1, 3, 40};
		verdict_t whole;

		make(&input);
		whole = judge(&input, 0);
		passed += whole.requests;
		refused += whole.event < 0;
		for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
			verdict_t pieces = judge(&input, sizes[i]);

			if (!is_same(&whole, &pieces)) {
				printf("in pieces %d after %u requests, whole %d after %u:\n", pieces.event, pieces.requests, whole.event, whole.requests);
				print_bytes(&input);
				return 1;
			}
		}
	}
	/* Damage that nothing or everything survives tests nothing. */
	if (passed < ROUNDS / 20 || refused < ROUNDS / 20) {
		printf("%u requests passed, %u inputs were refused\n", passed, refused);
		return 1;
	}
	printf("seed %s: passed\n", argc > 1 ? argv[1] : "1");
	return 0;
}
