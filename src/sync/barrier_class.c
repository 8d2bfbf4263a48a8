/*
 * CoroKit\Coroutine\Barrier: opens when nobody holds it any more. Each
 * coroutine that is to be waited for holds the object (`use ($barrier)`),
 * wait() lets go of the caller's own and waits for the object to be freed.
 */
#include "php.h"
#include "zend_exceptions.h"

#include "../core/coroutine.h"
#include "../core/exceptions.h"
#include "sync_internal.h"

#include "../../stubs/barrier_arginfo.h"

typedef struct barrier_wait barrier_wait_t;

typedef struct {
	barrier_wait_t *wait; /* borrowed: on the stack of the coroutine that waits */
	zend_object     std;
} barrier_object_t;

struct barrier_wait {
	corokit_wait_t    base;
	barrier_object_t *barrier; /* NULL: it was freed, or we are no longer interested */
};

static zend_class_entry *barrier_ce;
static zend_object_handlers barrier_handlers;

static barrier_object_t *barrier_from_obj(zend_object *object)
{
	return (barrier_object_t *) ((char *) object - XtOffsetOf(barrier_object_t, std));
}

static zend_object *create_barrier(zend_class_entry *ce)
{
	barrier_object_t *self = zend_object_alloc(sizeof(barrier_object_t), ce);

	self->wait = NULL;
	zend_object_std_init(&self->std, ce);
	object_properties_init(&self->std, ce);
	self->std.handlers = &barrier_handlers;
	return &self->std;
}

static void forget(barrier_wait_t *wait)
{
	if (wait->barrier) {
		wait->barrier->wait = NULL;
		wait->barrier = NULL;
	}
}

static void on_interrupted(corokit_wait_t *wait)
{
	forget((barrier_wait_t *) wait);
}

static void free_barrier(zend_object *object)
{
	barrier_wait_t *wait = barrier_from_obj(object)->wait;

	if (wait) {
		forget(wait);
		/* Not yet parked: wait() itself has let go of the last reference. */
		if (wait->base.coroutine) {
			corokit_wake(wait->base.coroutine, 0);
		}
	}
	zend_object_std_dtor(object);
}

ZEND_METHOD(CoroKit_Coroutine_Barrier, make)
{
	ZEND_PARSE_PARAMETERS_NONE();
	object_init_ex(return_value, barrier_ce);
}

ZEND_METHOD(CoroKit_Coroutine_Barrier, wait)
{
	barrier_wait_t wait = { .base = { .reason = "barrier", .unlink = on_interrupted } };
	barrier_object_t *barrier;
	double timeout = -1;
	zval *reference;
	zval *value;

	ZEND_PARSE_PARAMETERS_START(1, 2)
		Z_PARAM_ZVAL(reference)
		Z_PARAM_OPTIONAL
		Z_PARAM_DOUBLE(timeout)
	ZEND_PARSE_PARAMETERS_END();

	value = reference;
	ZVAL_DEREF(value);
	if (Z_TYPE_P(value) != IS_OBJECT || !instanceof_function(Z_OBJCE_P(value), barrier_ce)) {
		zend_argument_type_error(1, "must be of type CoroKit\\Coroutine\\Barrier, %s given", zend_zval_type_name(value));
		RETURN_THROWS();
	}
	barrier = barrier_from_obj(Z_OBJ_P(value));
	if (barrier->wait) {
		zend_throw_exception(corokit_exception_ce, "The barrier is waiting, cannot wait again.", 0);
		RETURN_THROWS();
	}
	if (Z_REFCOUNT_P(value) > 1 && !corokit_may_park()) {
		corokit_throw_outside("CoroKit\\Coroutine\\Barrier::wait()");
		RETURN_THROWS();
	}

	wait.barrier = barrier;
	barrier->wait = &wait;
	ZEND_TRY_ASSIGN_REF_NULL(reference);
	if (wait.barrier && !EG(exception)) {
		corokit_park(&wait.base, corokit_sync_deadline(timeout));
	}
	forget(&wait);
}

void corokit_barrier_class_startup(void)
{
	barrier_ce = register_class_CoroKit_Coroutine_Barrier();
	barrier_ce->create_object = create_barrier;
	barrier_handlers = std_object_handlers;
	barrier_handlers.offset = XtOffsetOf(barrier_object_t, std);
	barrier_handlers.free_obj = free_barrier;
	barrier_handlers.clone_obj = NULL;
}
