/*
 * CoroKit\Atomic and CoroKit\Atomic\Long: a number in a chunk of shared memory.
 * The object keeps its address, which is the same in every process.
 */
#include "shared_internal.h"

#include <limits.h>

#include "zend_exceptions.h"

#include "../base/list.h"
#include "../core/exceptions.h"
#include "../shm/memory.h"
#include "../shm/word_lock.h"
#include "wait.h"

#include "../../stubs/atomic_arginfo.h"

typedef struct {
	union {
		uint32_t *word;   /* of an Atomic */
		int64_t  *number; /* of a Long */
	};
	corokit_shm_chunk_t chunk;
	corokit_list_t      waiters; /* of this process */
	pid_t               pid;     /* whose waiters */
	zend_object         std;
} atomic_object_t;

static zend_object_handlers atomic_handlers;

#define THIS_ATOMIC() atomic_from_obj(Z_OBJ_P(ZEND_THIS))

static zend_always_inline atomic_object_t *atomic_from_obj(zend_object *object)
{
	return (atomic_object_t *) ((char *) object - XtOffsetOf(atomic_object_t, std));
}

static zend_object *create_atomic(zend_class_entry *ce)
{
	atomic_object_t *self = zend_object_alloc(sizeof(atomic_object_t), ce);

	zend_object_std_init(&self->std, ce);
	object_properties_init(&self->std, ce);
	self->std.handlers = &atomic_handlers;
	corokit_list_init(&self->waiters);
	self->pid = getpid();
	if (corokit_shm_chunk_alloc(&self->chunk)) {
		self->word = self->chunk.at;
	} else {
		zend_error_noreturn(E_ERROR, "No shared memory for %s", ZSTR_VAL(ce->name));
	}
	return &self->std;
}

static void free_atomic(zend_object *object)
{
	corokit_shm_chunk_free(&atomic_from_obj(object)->chunk);
	zend_object_std_dtor(object);
}

/* ---- CoroKit\Atomic ---- */

ZEND_METHOD(CoroKit_Atomic, __construct)
{
	zend_long value = 0;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_LONG(value)
	ZEND_PARSE_PARAMETERS_END();
	(void) return_value;
	__atomic_store_n(THIS_ATOMIC()->word, (uint32_t) value, __ATOMIC_SEQ_CST);
}

ZEND_METHOD(CoroKit_Atomic, add)
{
	zend_long value = 1;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_LONG(value)
	ZEND_PARSE_PARAMETERS_END();
	RETURN_LONG(__atomic_add_fetch(THIS_ATOMIC()->word, (uint32_t) value, __ATOMIC_SEQ_CST));
}

ZEND_METHOD(CoroKit_Atomic, sub)
{
	zend_long value = 1;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_LONG(value)
	ZEND_PARSE_PARAMETERS_END();
	RETURN_LONG(__atomic_sub_fetch(THIS_ATOMIC()->word, (uint32_t) value, __ATOMIC_SEQ_CST));
}

ZEND_METHOD(CoroKit_Atomic, get)
{
	ZEND_PARSE_PARAMETERS_NONE();
	RETURN_LONG(__atomic_load_n(THIS_ATOMIC()->word, __ATOMIC_SEQ_CST));
}

ZEND_METHOD(CoroKit_Atomic, set)
{
	zend_long value;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_LONG(value)
	ZEND_PARSE_PARAMETERS_END();
	(void) return_value;
	__atomic_store_n(THIS_ATOMIC()->word, (uint32_t) value, __ATOMIC_SEQ_CST);
}

ZEND_METHOD(CoroKit_Atomic, cmpset)
{
	zend_long compared, value;
	uint32_t expected;

	ZEND_PARSE_PARAMETERS_START(2, 2)
		Z_PARAM_LONG(compared)
		Z_PARAM_LONG(value)
	ZEND_PARSE_PARAMETERS_END();
	expected = (uint32_t) compared;
	RETURN_BOOL(__atomic_compare_exchange_n(THIS_ATOMIC()->word, &expected, (uint32_t) value, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST));
}

/* ---- waiting ---- */

typedef struct {
	corokit_wait_t base;
	corokit_list_t link;
} atomic_wait_t;

static void forget_wait(corokit_wait_t *base)
{
	corokit_list_unlink(&((atomic_wait_t *) base)->link);
}

static bool consume(atomic_object_t *self)
{
	return __atomic_load_n(self->word, __ATOMIC_RELAXED) && __atomic_exchange_n(self->word, 0, __ATOMIC_SEQ_CST);
}

/* In the child of a fork() those that wait are the parent's. */
static void notice_fork(atomic_object_t *self)
{
	if (self->pid != getpid()) {
		self->pid = getpid();
		corokit_list_init(&self->waiters);
	}
}

/* The wake may come from this process, or the number may have been set by another one. */
static bool suspend_until_set(atomic_object_t *self, uint64_t deadline)
{
	corokit_backoff_t backoff = {0};

	while (!consume(self)) {
		atomic_wait_t wait = { .base = { .reason = "atomic", .unlink = forget_wait } };
		int code;

		if (deadline != COROKIT_NEVER && corokit_clock_now() >= deadline) {
			return false;
		}
		corokit_list_push_back(&self->waiters, &wait.link);
		code = corokit_park(&wait.base, corokit_backoff_next(&backoff, deadline));
		corokit_list_unlink(&wait.link);
		if (code < 0 && code != -ETIMEDOUT) {
			return false;
		}
	}
	return true;
}

static bool block_until_set(atomic_object_t *self, uint64_t deadline)
{
	while (!consume(self)) {
		if (deadline != COROKIT_NEVER && corokit_clock_now() >= deadline) {
			return false;
		}
		corokit_word_sleep(self->word, 0, deadline);
	}
	return true;
}

ZEND_METHOD(CoroKit_Atomic, wait)
{
	atomic_object_t *self = THIS_ATOMIC();
	double timeout = 1.0;
	uint64_t deadline;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_DOUBLE(timeout)
	ZEND_PARSE_PARAMETERS_END();

	if (consume(self)) {
		RETURN_TRUE;
	}
	deadline = corokit_shared_deadline(timeout);
	notice_fork(self);
	if (corokit_may_park()) {
		RETURN_BOOL(suspend_until_set(self, deadline));
	}
	RETURN_BOOL(block_until_set(self, deadline));
}

ZEND_METHOD(CoroKit_Atomic, wakeup)
{
	atomic_object_t *self = THIS_ATOMIC();
	uint32_t zero = 0;
	zend_long count = 1;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_LONG(count)
	ZEND_PARSE_PARAMETERS_END();

	if (count < 1) {
		zend_argument_value_error(1, "must be greater than 0");
		RETURN_THROWS();
	}
	__atomic_compare_exchange_n(self->word, &zero, 1, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
	corokit_word_wake(self->word, count > INT_MAX ? INT_MAX : (int) count);
	notice_fork(self);
	while (count-- > 0 && !corokit_list_empty(&self->waiters)) {
		atomic_wait_t *first = corokit_list_entry(corokit_list_pop_front(&self->waiters), atomic_wait_t, link);

		corokit_wake(first->base.coroutine, 0);
	}
	RETURN_TRUE;
}

/* ---- CoroKit\Atomic\Long ---- */

ZEND_METHOD(CoroKit_Atomic_Long, __construct)
{
	zend_long value = 0;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_LONG(value)
	ZEND_PARSE_PARAMETERS_END();
	(void) return_value;
	__atomic_store_n(THIS_ATOMIC()->number, value, __ATOMIC_SEQ_CST);
}

ZEND_METHOD(CoroKit_Atomic_Long, add)
{
	zend_long value = 1;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_LONG(value)
	ZEND_PARSE_PARAMETERS_END();
	RETURN_LONG(__atomic_add_fetch(THIS_ATOMIC()->number, value, __ATOMIC_SEQ_CST));
}

ZEND_METHOD(CoroKit_Atomic_Long, sub)
{
	zend_long value = 1;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_LONG(value)
	ZEND_PARSE_PARAMETERS_END();
	RETURN_LONG(__atomic_sub_fetch(THIS_ATOMIC()->number, value, __ATOMIC_SEQ_CST));
}

ZEND_METHOD(CoroKit_Atomic_Long, get)
{
	ZEND_PARSE_PARAMETERS_NONE();
	RETURN_LONG(__atomic_load_n(THIS_ATOMIC()->number, __ATOMIC_SEQ_CST));
}

ZEND_METHOD(CoroKit_Atomic_Long, set)
{
	zend_long value;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_LONG(value)
	ZEND_PARSE_PARAMETERS_END();
	(void) return_value;
	__atomic_store_n(THIS_ATOMIC()->number, value, __ATOMIC_SEQ_CST);
}

ZEND_METHOD(CoroKit_Atomic_Long, cmpset)
{
	zend_long compared, value;
	int64_t expected;

	ZEND_PARSE_PARAMETERS_START(2, 2)
		Z_PARAM_LONG(compared)
		Z_PARAM_LONG(value)
	ZEND_PARSE_PARAMETERS_END();
	expected = compared;
	RETURN_BOOL(__atomic_compare_exchange_n(THIS_ATOMIC()->number, &expected, value, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST));
}

void corokit_atomic_class_startup(void)
{
	zend_class_entry *atomic = register_class_CoroKit_Atomic();
	zend_class_entry *number = register_class_CoroKit_Atomic_Long();

	atomic->create_object = create_atomic;
	number->create_object = create_atomic;
	atomic_handlers = std_object_handlers;
	atomic_handlers.offset = XtOffsetOf(atomic_object_t, std);
	atomic_handlers.free_obj = free_atomic;
	atomic_handlers.clone_obj = NULL;
}
