/*
 * Channels: a ring of values and two queues of waiters. Owns the values in
 * the ring; waiters and what they point at belong to the waiting coroutines.
 * Runs on the scheduler's thread, in coroutines or outside of them.
 */
#include "channel.h"

#define FIRST_RING 8
#define MAX_CAPACITY (UINT32_C(1) << 30)

static void grow_ring(corokit_channel_t *channel)
{
	uint32_t places = channel->ring ? (channel->mask + 1) * 2 : 1;
	zval *ring;

	while (places < FIRST_RING && places < channel->capacity) {
		places *= 2;
	}
	ring = safe_emalloc(places, sizeof(zval), 0);
	for (uint32_t i = 0; i < channel->length; i++) {
		ZVAL_COPY_VALUE(&ring[i], &channel->ring[(channel->head + i) & channel->mask]);
	}
	if (channel->ring) {
		efree(channel->ring);
	}
	channel->ring = ring;
	channel->mask = places - 1;
	channel->head = 0;
}

static zend_always_inline void append(corokit_channel_t *channel, zval *value)
{
	if (UNEXPECTED(!channel->ring || channel->length > channel->mask)) {
		grow_ring(channel);
	}
	ZVAL_COPY_DEREF(&channel->ring[(channel->head + channel->length) & channel->mask], value);
	channel->length++;
}

static void leave_queues(corokit_channel_wait_t *wait)
{
	for (uint32_t i = 0; i < wait->count; i++) {
		corokit_list_unlink(&wait->waiters[i].link);
	}
}

static void on_interrupted(corokit_wait_t *wait)
{
	leave_queues((corokit_channel_wait_t *) wait);
}

/* The waiter got what it wanted, or never will. */
static void serve(corokit_channel_waiter_t *waiter, bool closed)
{
	corokit_channel_wait_t *wait = waiter->wait;

	leave_queues(wait);
	wait->served = true;
	wait->closed = closed;
	corokit_wake(wait->base.coroutine, (int) (waiter - wait->waiters));
}

static zend_always_inline corokit_channel_waiter_t *oldest(corokit_list_t *queue)
{
	return corokit_list_entry(queue->next, corokit_channel_waiter_t, link);
}

void corokit_channel_init(corokit_channel_t *channel, zend_long capacity)
{
	channel->ring = NULL;
	channel->mask = 0;
	channel->head = 0;
	channel->length = 0;
	channel->capacity = capacity > MAX_CAPACITY ? MAX_CAPACITY : (uint32_t) capacity;
	channel->closed = false;
	corokit_list_init(&channel->receivers);
	corokit_list_init(&channel->senders);
}

void corokit_channel_deinit(corokit_channel_t *channel)
{
	zval *ring = channel->ring;
	uint32_t mask = channel->mask;
	uint32_t head = channel->head;
	uint32_t length = channel->length;

	/* A destructor below may park or look at the channel: it is empty and closed by then. */
	channel->ring = NULL;
	channel->length = 0;
	channel->closed = true;
	for (uint32_t i = 0; i < length; i++) {
		zval_ptr_dtor(&ring[(head + i) & mask]);
	}
	if (ring) {
		efree(ring);
	}
}

int corokit_channel_try_push(corokit_channel_t *channel, zval *value)
{
	if (UNEXPECTED(channel->closed)) {
		return -EPIPE;
	}
	if (!corokit_list_empty(&channel->receivers)) {
		corokit_channel_waiter_t *receiver = oldest(&channel->receivers);

		ZVAL_COPY_DEREF(receiver->value, value);
		serve(receiver, false);
		return 0;
	}
	if (channel->length >= channel->capacity) {
		return -EAGAIN;
	}
	append(channel, value);
	return 0;
}

int corokit_channel_try_pop(corokit_channel_t *channel, zval *result)
{
	if (!channel->length) {
		return channel->closed ? -EPIPE : -EAGAIN;
	}
	ZVAL_COPY_VALUE(result, &channel->ring[channel->head]);
	channel->head = (channel->head + 1) & channel->mask;
	channel->length--;
	if (!corokit_list_empty(&channel->senders)) {
		corokit_channel_waiter_t *sender = oldest(&channel->senders);

		append(channel, sender->value);
		serve(sender, false);
	}
	return 0;
}

void corokit_channel_wait_init(corokit_channel_wait_t *wait, const char *reason, corokit_channel_waiter_t *waiters, uint32_t count)
{
	wait->base.reason = reason;
	wait->base.unlink = on_interrupted;
	wait->base.each_blocker = NULL;
	wait->base.for_holder = false;
	wait->base.coroutine = NULL;
	wait->base.uncancelable = false;
	wait->waiters = waiters;
	wait->count = count;
	wait->served = false;
	wait->closed = false;
	for (uint32_t i = 0; i < count; i++) {
		corokit_list_init(&waiters[i].link);
		waiters[i].wait = wait;
	}
}

void corokit_channel_queue_receiver(corokit_channel_t *channel, corokit_channel_wait_t *wait, uint32_t index, zval *value)
{
	wait->waiters[index].value = value;
	corokit_list_push_back(&channel->receivers, &wait->waiters[index].link);
}

void corokit_channel_queue_sender(corokit_channel_t *channel, corokit_channel_wait_t *wait, uint32_t index, zval *value)
{
	wait->waiters[index].value = value;
	corokit_list_push_back(&channel->senders, &wait->waiters[index].link);
}

int corokit_channel_park(corokit_channel_wait_t *wait, uint64_t deadline)
{
	int code = corokit_park(&wait->base, deadline);

	if (UNEXPECTED(code < 0)) {
		/* A coroutine that is being ended is not parked at all, and nobody calls unlink. */
		leave_queues(wait);
	}
	return code;
}

int corokit_channel_wait_push(corokit_channel_t *channel, zval *value, uint64_t deadline)
{
	corokit_channel_wait_t wait;
	corokit_channel_waiter_t waiter;
	int code;

	corokit_channel_wait_init(&wait, "channel push", &waiter, 1);
	corokit_channel_queue_sender(channel, &wait, 0, value);
	code = corokit_channel_park(&wait, deadline);
	return wait.closed ? -EPIPE : code;
}

int corokit_channel_wait_pop(corokit_channel_t *channel, zval *result, uint64_t deadline)
{
	corokit_channel_wait_t wait;
	corokit_channel_waiter_t waiter;
	int code;

	corokit_channel_wait_init(&wait, "channel pop", &waiter, 1);
	corokit_channel_queue_receiver(channel, &wait, 0, result);
	code = corokit_channel_park(&wait, deadline);
	if (wait.closed) {
		return -EPIPE;
	}
	if (UNEXPECTED(code < 0 && wait.served)) {
		/* The script ends between the hand-over and now; so does every other receiver. */
		zval_ptr_dtor(result);
	}
	return code;
}

bool corokit_channel_close(corokit_channel_t *channel)
{
	if (channel->closed) {
		return false;
	}
	channel->closed = true;
	while (!corokit_list_empty(&channel->senders)) {
		serve(oldest(&channel->senders), true);
	}
	while (!corokit_list_empty(&channel->receivers)) {
		serve(oldest(&channel->receivers), true);
	}
	return true;
}

static uint32_t count(const corokit_list_t *queue)
{
	uint32_t n = 0;

	for (const corokit_list_t *at = queue->next; at != queue; at = at->next) {
		n++;
	}
	return n;
}

uint32_t corokit_channel_receivers(const corokit_channel_t *channel)
{
	return count(&channel->receivers);
}

uint32_t corokit_channel_senders(const corokit_channel_t *channel)
{
	return count(&channel->senders);
}

void corokit_channel_collect(const corokit_channel_t *channel, zend_get_gc_buffer *buffer)
{
	for (uint32_t i = 0; i < channel->length; i++) {
		zend_get_gc_buffer_add_zval(buffer, &channel->ring[(channel->head + i) & channel->mask]);
	}
}
