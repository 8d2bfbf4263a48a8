/* CoroKit\Coroutine\Lock: the PHP face of lock.c. */
#include "lock.h"

#include "zend_exceptions.h"
#include "ext/standard/flock_compat.h"

#include "../base/error.h"
#include "../core/exceptions.h"
#include "sync_internal.h"

#include "../../stubs/coroutine_lock_arginfo.h"

typedef struct {
	corokit_lock_t lock;
	bool           constructed;
	zend_object    std;
} lock_object_t;

/* The declared properties, in the order of the stub. */
enum { PROPERTY_ERRCODE };

static zend_object_handlers lock_handlers;

static lock_object_t *lock_from_obj(zend_object *object)
{
	return (lock_object_t *) ((char *) object - XtOffsetOf(lock_object_t, std));
}

static zend_object *create_lock(zend_class_entry *ce)
{
	lock_object_t *self = zend_object_alloc(sizeof(lock_object_t), ce);

	corokit_lock_init(&self->lock, false);
	self->constructed = false;
	zend_object_std_init(&self->std, ce);
	object_properties_init(&self->std, ce);
	self->std.handlers = &lock_handlers;
	return &self->std;
}

static void free_lock(zend_object *object)
{
	corokit_lock_deinit(&lock_from_obj(object)->lock);
	zend_object_std_dtor(object);
}

ZEND_METHOD(CoroKit_Coroutine_Lock, __construct)
{
	lock_object_t *self = lock_from_obj(Z_OBJ_P(ZEND_THIS));
	bool shared = false;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_BOOL(shared)
	ZEND_PARSE_PARAMETERS_END();

	if (self->constructed) {
		zend_throw_error(corokit_error_ce, "%s is already constructed", ZSTR_VAL(self->std.ce->name));
		RETURN_THROWS();
	}
	self->constructed = true;
	if (shared && corokit_lock_init(&self->lock, true) < 0) {
		zend_throw_exception(corokit_exception_ce, "No shared memory for the lock", ENOMEM);
	}
}

static zend_long error_code(int result)
{
	switch (result) {
		case -ECANCELED:
			return COROKIT_ERROR_CO_CANCELED;
		default:
			return -result;
	}
}

static void set_errcode(zend_object *object, zend_long code)
{
	corokit_sync_set_property(object, PROPERTY_ERRCODE, ZEND_STRL("errCode"), code);
}

static void return_result(zend_object *object, int result, zval *return_value)
{
	set_errcode(object, error_code(result));
	RETURN_BOOL(result == 0);
}

static bool is_outside(zend_object *object)
{
	if (corokit_current) {
		return false;
	}
	set_errcode(object, COROKIT_ERROR_CO_OUT_OF_COROUTINE);
	return true;
}

ZEND_METHOD(CoroKit_Coroutine_Lock, lock)
{
	zend_object *object = Z_OBJ_P(ZEND_THIS);
	lock_object_t *self = lock_from_obj(object);
	zend_long operation = PHP_LOCK_EX;
	double timeout = -1;
	int result;

	ZEND_PARSE_PARAMETERS_START(0, 2)
		Z_PARAM_OPTIONAL
		Z_PARAM_LONG(operation)
		Z_PARAM_DOUBLE(timeout)
	ZEND_PARSE_PARAMETERS_END();

	if (is_outside(object)) {
		RETURN_FALSE;
	}
	result = corokit_lock_try(&self->lock);
	if (result == -EBUSY && !(operation & PHP_LOCK_NB) && corokit_may_park()) {
		result = corokit_lock_wait(&self->lock, corokit_sync_deadline(timeout));
	}
	return_result(object, result, return_value);
}

ZEND_METHOD(CoroKit_Coroutine_Lock, trylock)
{
	zend_object *object = Z_OBJ_P(ZEND_THIS);

	ZEND_PARSE_PARAMETERS_NONE();
	if (is_outside(object)) {
		RETURN_FALSE;
	}
	return_result(object, corokit_lock_try(&lock_from_obj(object)->lock), return_value);
}

ZEND_METHOD(CoroKit_Coroutine_Lock, unlock)
{
	zend_object *object = Z_OBJ_P(ZEND_THIS);
	lock_object_t *self = lock_from_obj(object);
	int result;

	ZEND_PARSE_PARAMETERS_NONE();
	if (is_outside(object)) {
		RETURN_FALSE;
	}
	result = corokit_lock_release(&self->lock);
	if (result == -EPERM) {
		zend_throw_error(corokit_error_ce, "Coroutine %d cannot unlock what coroutine %d has locked",
			(int) corokit_current->cid, (int) self->lock.owner);
		RETURN_THROWS();
	}
	return_result(object, result, return_value);
}

void corokit_lock_class_startup(void)
{
	zend_class_entry *ce = register_class_CoroKit_Coroutine_Lock();

	ce->create_object = create_lock;
	lock_handlers = std_object_handlers;
	lock_handlers.offset = XtOffsetOf(lock_object_t, std);
	lock_handlers.free_obj = free_lock;
	lock_handlers.clone_obj = NULL;
}
