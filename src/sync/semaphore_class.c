/* CoroKit\Coroutine\Semaphore: the PHP face of semaphore.c. */
#include "semaphore.h"

#include "../core/exceptions.h"
#include "sync_internal.h"

#include "../../stubs/semaphore_arginfo.h"

typedef struct {
	corokit_semaphore_t semaphore;
	bool                constructed;
	zend_object         std;
} semaphore_object_t;

static zend_object_handlers semaphore_handlers;

static semaphore_object_t *semaphore_from_obj(zend_object *object)
{
	return (semaphore_object_t *) ((char *) object - XtOffsetOf(semaphore_object_t, std));
}

static zend_object *create_semaphore(zend_class_entry *ce)
{
	semaphore_object_t *self = zend_object_alloc(sizeof(semaphore_object_t), ce);

	corokit_semaphore_init(&self->semaphore, 0);
	self->constructed = false;
	zend_object_std_init(&self->std, ce);
	object_properties_init(&self->std, ce);
	self->std.handlers = &semaphore_handlers;
	return &self->std;
}

ZEND_METHOD(CoroKit_Coroutine_Semaphore, __construct)
{
	semaphore_object_t *self = semaphore_from_obj(Z_OBJ_P(ZEND_THIS));
	zend_long permits;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_LONG(permits)
	ZEND_PARSE_PARAMETERS_END();

	if (permits < 0) {
		zend_argument_value_error(1, "must be greater than or equal to 0");
		RETURN_THROWS();
	}
	if (self->constructed) {
		zend_throw_error(corokit_error_ce, "The semaphore is already constructed");
		RETURN_THROWS();
	}
	self->constructed = true;
	self->semaphore.available = permits;
}

static bool is_positive(zend_long n)
{
	if (n < 1) {
		zend_argument_value_error(1, "must be greater than 0");
		return false;
	}
	return true;
}

ZEND_METHOD(CoroKit_Coroutine_Semaphore, acquire)
{
	semaphore_object_t *self = semaphore_from_obj(Z_OBJ_P(ZEND_THIS));
	zend_long n = 1;
	double timeout = -1;

	ZEND_PARSE_PARAMETERS_START(0, 2)
		Z_PARAM_OPTIONAL
		Z_PARAM_LONG(n)
		Z_PARAM_DOUBLE(timeout)
	ZEND_PARSE_PARAMETERS_END();

	if (!is_positive(n)) {
		RETURN_THROWS();
	}
	if (corokit_semaphore_try_acquire(&self->semaphore, n)) {
		RETURN_TRUE;
	}
	if (timeout == 0) {
		RETURN_FALSE;
	}
	if (!corokit_may_park()) {
		corokit_throw_outside("CoroKit\\Coroutine\\Semaphore::acquire()");
		RETURN_THROWS();
	}
	RETURN_BOOL(corokit_semaphore_wait_acquire(&self->semaphore, n, corokit_sync_deadline(timeout), "semaphore") == 0);
}

ZEND_METHOD(CoroKit_Coroutine_Semaphore, tryAcquire)
{
	zend_long n = 1;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_LONG(n)
	ZEND_PARSE_PARAMETERS_END();

	if (!is_positive(n)) {
		RETURN_THROWS();
	}
	RETURN_BOOL(corokit_semaphore_try_acquire(&semaphore_from_obj(Z_OBJ_P(ZEND_THIS))->semaphore, n));
}

ZEND_METHOD(CoroKit_Coroutine_Semaphore, release)
{
	semaphore_object_t *self = semaphore_from_obj(Z_OBJ_P(ZEND_THIS));
	zend_long n = 1;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_LONG(n)
	ZEND_PARSE_PARAMETERS_END();

	if (!is_positive(n)) {
		RETURN_THROWS();
	}
	if (n > ZEND_LONG_MAX - self->semaphore.available) {
		zend_argument_value_error(1, "is more than a semaphore can count");
		RETURN_THROWS();
	}
	corokit_semaphore_release(&self->semaphore, n);
}

ZEND_METHOD(CoroKit_Coroutine_Semaphore, available)
{
	ZEND_PARSE_PARAMETERS_NONE();
	RETURN_LONG(semaphore_from_obj(Z_OBJ_P(ZEND_THIS))->semaphore.available);
}

ZEND_METHOD(CoroKit_Coroutine_Semaphore, waiting)
{
	ZEND_PARSE_PARAMETERS_NONE();
	RETURN_LONG(corokit_semaphore_waiting(&semaphore_from_obj(Z_OBJ_P(ZEND_THIS))->semaphore));
}

void corokit_semaphore_class_startup(void)
{
	zend_class_entry *ce = register_class_CoroKit_Coroutine_Semaphore();

	ce->create_object = create_semaphore;
	semaphore_handlers = std_object_handlers;
	semaphore_handlers.offset = XtOffsetOf(semaphore_object_t, std);
	semaphore_handlers.clone_obj = NULL;
}
