/*
 * CoroKit\Coroutine\WaitGroup: a counter, and one coroutine that waits for
 * zero.
 */
#include "php.h"
#include "zend_exceptions.h"
#include "ext/spl/spl_exceptions.h"

#include "../core/coroutine.h"
#include "../core/exceptions.h"
#include "sync_internal.h"

#include "../../stubs/wait_group_arginfo.h"

typedef struct wait_group_wait wait_group_wait_t;

typedef struct {
	zend_long          count;
	wait_group_wait_t *wait; /* borrowed: on the stack of the coroutine that waits; NULL: none does */
	zend_object        std;
} wait_group_object_t;

struct wait_group_wait {
	corokit_wait_t       base;
	wait_group_object_t *group;
};

static zend_object_handlers wait_group_handlers;

static wait_group_object_t *wait_group_from_obj(zend_object *object)
{
	return (wait_group_object_t *) ((char *) object - XtOffsetOf(wait_group_object_t, std));
}

static zend_object *create_wait_group(zend_class_entry *ce)
{
	wait_group_object_t *self = zend_object_alloc(sizeof(wait_group_object_t), ce);

	self->count = 0;
	self->wait = NULL;
	zend_object_std_init(&self->std, ce);
	object_properties_init(&self->std, ce);
	self->std.handlers = &wait_group_handlers;
	return &self->std;
}

static void add(wait_group_object_t *self, zend_long delta)
{
	if (self->wait) {
		zend_throw_exception(spl_ce_BadMethodCallException, "WaitGroup misuse: add called concurrently with wait", 0);
		return;
	}
	if (delta < -self->count || delta > ZEND_LONG_MAX - self->count) {
		zend_throw_exception(spl_ce_InvalidArgumentException,
			delta < 0 ? "WaitGroup misuse: negative counter" : "WaitGroup misuse: counter overflow", 0);
		return;
	}
	self->count += delta;
}

ZEND_METHOD(CoroKit_Coroutine_WaitGroup, __construct)
{
	zend_long delta = 0;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_LONG(delta)
	ZEND_PARSE_PARAMETERS_END();

	if (delta > 0) {
		add(wait_group_from_obj(Z_OBJ_P(ZEND_THIS)), delta);
	}
}

ZEND_METHOD(CoroKit_Coroutine_WaitGroup, add)
{
	zend_long delta = 1;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_LONG(delta)
	ZEND_PARSE_PARAMETERS_END();

	add(wait_group_from_obj(Z_OBJ_P(ZEND_THIS)), delta);
}

ZEND_METHOD(CoroKit_Coroutine_WaitGroup, done)
{
	wait_group_object_t *self = wait_group_from_obj(Z_OBJ_P(ZEND_THIS));

	ZEND_PARSE_PARAMETERS_NONE();
	if (self->count == 0) {
		zend_throw_exception(spl_ce_BadMethodCallException, "WaitGroup misuse: negative counter", 0);
		RETURN_THROWS();
	}
	self->count--;
	if (self->count == 0 && self->wait) {
		corokit_coroutine_t *waiter = self->wait->base.coroutine;

		/* From here on the group can be used anew; the one that waited has its answer. */
		self->wait = NULL;
		corokit_wake(waiter, 0);
	}
}

static void on_interrupted(corokit_wait_t *wait)
{
	((wait_group_wait_t *) wait)->group->wait = NULL;
}

ZEND_METHOD(CoroKit_Coroutine_WaitGroup, wait)
{
	wait_group_object_t *self = wait_group_from_obj(Z_OBJ_P(ZEND_THIS));
	wait_group_wait_t wait = {
		.base = { .reason = "wait group", .unlink = on_interrupted },
		.group = self,
	};
	double timeout = -1;
	int code;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_DOUBLE(timeout)
	ZEND_PARSE_PARAMETERS_END();

	if (self->wait) {
		zend_throw_exception(spl_ce_BadMethodCallException, "WaitGroup misuse: reused before previous wait has returned", 0);
		RETURN_THROWS();
	}
	if (self->count == 0) {
		RETURN_TRUE;
	}
	if (!corokit_may_park()) {
		corokit_throw_outside("CoroKit\\Coroutine\\WaitGroup::wait()");
		RETURN_THROWS();
	}
	self->wait = &wait;
	code = corokit_park(&wait.base, corokit_sync_deadline(timeout));
	if (self->wait == &wait) {
		/* Not parked at all: the coroutine is being ended. */
		self->wait = NULL;
	}
	RETURN_BOOL(code == 0);
}

ZEND_METHOD(CoroKit_Coroutine_WaitGroup, count)
{
	ZEND_PARSE_PARAMETERS_NONE();
	RETURN_LONG(wait_group_from_obj(Z_OBJ_P(ZEND_THIS))->count);
}

void corokit_wait_group_class_startup(void)
{
	zend_class_entry *ce = register_class_CoroKit_Coroutine_WaitGroup();

	ce->create_object = create_wait_group;
	wait_group_handlers = std_object_handlers;
	wait_group_handlers.offset = XtOffsetOf(wait_group_object_t, std);
	wait_group_handlers.clone_obj = NULL;
}
