/*
 * A bounded queue of PHP values between coroutines, first in first out on
 * both sides: the oldest waiting receiver gets the next value, the oldest
 * waiting sender the next place.
 *
 * A value or place is handed over when the other side acts, not when the
 * waiter runs again, so no newcomer can slip in between and nothing is lost:
 * a waiter that gives up has left the queue before anyone can hand it
 * anything. Hence, always: a receiver waits only while the queue is empty,
 * a sender only while it is full.
 *
 * One coroutine may wait in many channels at once (Select): that is a wait
 * with more than one waiter, and the first to be served takes the others
 * out of their queues.
 */
#ifndef COROKIT_CHANNEL_H
#define COROKIT_CHANNEL_H

#include "php.h"

#include "../core/coroutine.h"

typedef struct corokit_channel corokit_channel_t;
typedef struct corokit_channel_waiter corokit_channel_waiter_t;
typedef struct corokit_channel_wait corokit_channel_wait_t;

struct corokit_channel {
	zval          *ring;     /* owned; grows in powers of two up to the capacity */
	uint32_t       mask;     /* places in the ring - 1 */
	uint32_t       head;     /* where the oldest value is */
	uint32_t       length;
	uint32_t       capacity; /* 0: not initialised */
	bool           closed;
	corokit_list_t receivers;
	corokit_list_t senders;
};

/* One place in one queue. Lives as long as its wait. */
struct corokit_channel_waiter {
	corokit_list_t          link;
	zval                   *value; /* borrowed: where a receiver wants it, what a sender gives */
	corokit_channel_wait_t *wait;
};

/* A coroutine's wait in `count` channels; lives on its stack. */
struct corokit_channel_wait {
	corokit_wait_t            base;    /* woken with the index of the waiter that was served */
	corokit_channel_waiter_t *waiters; /* borrowed */
	uint32_t                  count;
	bool                      served;  /* out of the queues by someone's push, pop or close */
	bool                      closed;  /* that was a close */
};

void corokit_channel_init(corokit_channel_t *channel, zend_long capacity);
/* Drops the values that are left. May run PHP code. May suspend. */
void corokit_channel_deinit(corokit_channel_t *channel);

/* Copies the value. 0, -EAGAIN: full, -EPIPE: closed. */
int corokit_channel_try_push(corokit_channel_t *channel, zval *value);
/* Moves the oldest value to `result`. 0, -EAGAIN: empty, -EPIPE: empty and closed. */
int corokit_channel_try_pop(corokit_channel_t *channel, zval *result);

/*
 * Waits after the try above said -EAGAIN. 0, -EPIPE, -ETIMEDOUT, -ECANCELED.
 * May suspend; requires corokit_may_park().
 */
int corokit_channel_wait_push(corokit_channel_t *channel, zval *value, uint64_t deadline);
int corokit_channel_wait_pop(corokit_channel_t *channel, zval *result, uint64_t deadline);

/* Values still inside can be popped; every waiter wakes. False: was closed before. */
bool corokit_channel_close(corokit_channel_t *channel);

uint32_t corokit_channel_receivers(const corokit_channel_t *channel);
uint32_t corokit_channel_senders(const corokit_channel_t *channel);
void corokit_channel_collect(const corokit_channel_t *channel, zend_get_gc_buffer *buffer);

/* ---- waiting in several at once ---- */

/*
 * Init, queue any of the waiters, park. The result is the index of the
 * waiter that was served (wait->closed: by a close), -ETIMEDOUT or -ECANCELED; `served` with a
 * negative result means that the coroutine was ended after a receiver had got its value.
 */
void corokit_channel_wait_init(corokit_channel_wait_t *wait, const char *reason, corokit_channel_waiter_t *waiters, uint32_t count);
/* The last in the queue; `value` as in corokit_channel_waiter. */
void corokit_channel_queue_receiver(corokit_channel_t *channel, corokit_channel_wait_t *wait, uint32_t index, zval *value);
void corokit_channel_queue_sender(corokit_channel_t *channel, corokit_channel_wait_t *wait, uint32_t index, zval *value);
int corokit_channel_park(corokit_channel_wait_t *wait, uint64_t deadline);

#endif
