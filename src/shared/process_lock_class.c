/* CoroKit\Lock: the PHP face of process_lock.c. */
#include "shared_internal.h"

#include "zend_exceptions.h"
#include "ext/standard/flock_compat.h"

#include "../base/error.h"
#include "../core/exceptions.h"
#include "process_lock.h"
#include "wait.h"

#include "../../stubs/lock_arginfo.h"

typedef struct {
	corokit_process_lock_t lock;
	bool                   constructed;
	zend_object            std;
} lock_object_t;

/* The declared properties, in the order of the stub. */
enum { PROPERTY_ERRCODE };

static zend_object_handlers lock_handlers;

static zend_always_inline lock_object_t *lock_from_obj(zend_object *object)
{
	return (lock_object_t *) ((char *) object - XtOffsetOf(lock_object_t, std));
}

static zend_object *create_lock(zend_class_entry *ce)
{
	lock_object_t *self = zend_object_alloc(sizeof(lock_object_t), ce);

	self->lock.kind = NULL;
	self->constructed = false;
	zend_object_std_init(&self->std, ce);
	object_properties_init(&self->std, ce);
	self->std.handlers = &lock_handlers;
	return &self->std;
}

static void free_lock(zend_object *object)
{
	corokit_process_lock_deinit(&lock_from_obj(object)->lock);
	zend_object_std_dtor(object);
}

static bool check_file_name(zend_long type, zend_string *file)
{
	if (type != COROKIT_LOCK_FILELOCK) {
		if (ZSTR_LEN(file)) {
			zend_argument_value_error(2, "must be empty when argument #1 ($type) is not Lock::FILELOCK");
		}
	} else if (!ZSTR_LEN(file) || zend_str_has_nul_byte(file)) {
		zend_argument_value_error(2, "must be the name of a file");
	}
	return !EG(exception);
}

ZEND_METHOD(CoroKit_Lock, __construct)
{
	lock_object_t *self = lock_from_obj(Z_OBJ_P(ZEND_THIS));
	zend_string *file = ZSTR_EMPTY_ALLOC();
	zend_long type = COROKIT_LOCK_MUTEX;
	const corokit_lock_kind_t *kind;
	int code;

	ZEND_PARSE_PARAMETERS_START(0, 2)
		Z_PARAM_OPTIONAL
		Z_PARAM_LONG(type)
		Z_PARAM_STR(file)
	ZEND_PARSE_PARAMETERS_END();

	if (self->constructed) {
		zend_throw_error(corokit_error_ce, "%s is already constructed", ZSTR_VAL(self->std.ce->name));
		RETURN_THROWS();
	}
	kind = corokit_lock_kind(type);
	if (!kind) {
		zend_argument_value_error(1, "must be a constant of CoroKit\\Lock");
		RETURN_THROWS();
	}
	if (!check_file_name(type, file) || (ZSTR_LEN(file) && php_check_open_basedir(ZSTR_VAL(file)))) {
		RETURN_THROWS();
	}
	code = corokit_process_lock_init(&self->lock, kind, ZSTR_LEN(file) ? file : NULL);
	if (code < 0) {
		zend_throw_exception_ex(corokit_exception_ce, -code, "The lock cannot be made: %s", strerror(-code));
		RETURN_THROWS();
	}
	self->constructed = true;
}

static zend_never_inline ZEND_COLD void throw_unusable(const lock_object_t *self)
{
	zend_throw_error(corokit_error_ce, self->constructed ? "%s was destroyed" : "%s is not constructed", ZSTR_VAL(self->std.ce->name));
}

/* Its lock; NULL: thrown. */
static zend_always_inline corokit_process_lock_t *usable_lock(lock_object_t *self)
{
	if (UNEXPECTED(!self->lock.kind)) {
		throw_unusable(self);
		return NULL;
	}
	return &self->lock;
}

static void set_errcode(zend_object *object, int code)
{
	zend_long number = code == -ECANCELED ? COROKIT_ERROR_CO_CANCELED : -code;
	zval *property = OBJ_PROP_NUM(object, PROPERTY_ERRCODE);

	if (EXPECTED(Z_TYPE_P(property) == IS_LONG)) {
		Z_LVAL_P(property) = number;
	} else {
		zend_update_property_long(object->ce, object, ZEND_STRL("errCode"), number);
	}
}

static zend_always_inline void return_result(zend_object *object, int code, zval *return_value)
{
	if (EXPECTED(code == 0)) {
		RETURN_TRUE;
	}
	set_errcode(object, code);
	RETURN_FALSE;
}

static zend_never_inline void take(zval *this, bool shared, bool wait, double timeout, zval *return_value)
{
	zend_object *object = Z_OBJ_P(this);
	corokit_process_lock_t *lock = usable_lock(lock_from_obj(object));
	int code;

	if (!lock) {
		RETURN_THROWS();
	}
	code = corokit_process_lock_try(lock, shared);
	if (UNEXPECTED(code == -EBUSY) && wait) {
		code = corokit_process_lock_wait(lock, shared, corokit_shared_deadline(timeout));
	}
	return_result(object, code, return_value);
}

ZEND_METHOD(CoroKit_Lock, lock)
{
	zend_long operation = PHP_LOCK_EX;
	double timeout = -1;

	ZEND_PARSE_PARAMETERS_START(0, 2)
		Z_PARAM_OPTIONAL
		Z_PARAM_LONG(operation)
		Z_PARAM_DOUBLE(timeout)
	ZEND_PARSE_PARAMETERS_END();

	if (EXPECTED(operation == PHP_LOCK_EX && lock_from_obj(Z_OBJ_P(ZEND_THIS))->lock.kind) && corokit_process_lock_try_quickly(&lock_from_obj(Z_OBJ_P(ZEND_THIS))->lock)) {
		RETURN_TRUE;
	}
	if (UNEXPECTED((operation & ~PHP_LOCK_NB) != PHP_LOCK_EX && (operation & ~PHP_LOCK_NB) != PHP_LOCK_SH)) {
		zend_argument_value_error(1, "must be LOCK_SH or LOCK_EX, with or without LOCK_NB");
		RETURN_THROWS();
	}
	take(ZEND_THIS, (operation & ~PHP_LOCK_NB) == PHP_LOCK_SH, !(operation & PHP_LOCK_NB), timeout, return_value);
}

ZEND_METHOD(CoroKit_Lock, trylock)
{
	ZEND_PARSE_PARAMETERS_NONE();
	take(ZEND_THIS, false, false, 0, return_value);
}

ZEND_METHOD(CoroKit_Lock, lockwait)
{
	double timeout = 1.0;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_DOUBLE(timeout)
	ZEND_PARSE_PARAMETERS_END();
	take(ZEND_THIS, false, true, timeout, return_value);
}

ZEND_METHOD(CoroKit_Lock, lock_read)
{
	double timeout = -1;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_DOUBLE(timeout)
	ZEND_PARSE_PARAMETERS_END();
	take(ZEND_THIS, true, true, timeout, return_value);
}

ZEND_METHOD(CoroKit_Lock, trylock_read)
{
	ZEND_PARSE_PARAMETERS_NONE();
	take(ZEND_THIS, true, false, 0, return_value);
}

static zend_never_inline ZEND_COLD void throw_not_owner(const corokit_process_lock_t *lock)
{
	zend_long holder = corokit_process_lock_holder(lock);

	if (holder) {
		zend_throw_error(corokit_error_ce, "Coroutine " ZEND_LONG_FMT " cannot unlock what coroutine " ZEND_LONG_FMT " has locked", corokit_running_cid(), holder);
	} else {
		zend_throw_error(corokit_error_ce, "Coroutine " ZEND_LONG_FMT " cannot unlock what it has not locked", corokit_running_cid());
	}
}

ZEND_METHOD(CoroKit_Lock, unlock)
{
	corokit_process_lock_t *lock = usable_lock(lock_from_obj(Z_OBJ_P(ZEND_THIS)));

	ZEND_PARSE_PARAMETERS_NONE();
	if (!lock) {
		RETURN_THROWS();
	}
	if (EXPECTED(corokit_process_lock_release_quickly(lock, corokit_running_cid()))) {
		RETURN_TRUE;
	}
	if (UNEXPECTED(corokit_process_lock_release(lock) < 0)) {
		throw_not_owner(lock);
		RETURN_THROWS();
	}
	RETURN_TRUE;
}

ZEND_METHOD(CoroKit_Lock, abandoned)
{
	corokit_process_lock_t *lock = usable_lock(lock_from_obj(Z_OBJ_P(ZEND_THIS)));

	ZEND_PARSE_PARAMETERS_NONE();
	if (!lock) {
		RETURN_THROWS();
	}
	RETURN_BOOL(lock->abandoned);
}

ZEND_METHOD(CoroKit_Lock, destroy)
{
	corokit_process_lock_t *lock = usable_lock(lock_from_obj(Z_OBJ_P(ZEND_THIS)));

	ZEND_PARSE_PARAMETERS_NONE();
	if (!lock) {
		RETURN_THROWS();
	}
	if (corokit_process_lock_has_waiters(lock)) {
		zend_throw_error(corokit_error_ce, "A coroutine waits for the lock");
		RETURN_THROWS();
	}
	corokit_process_lock_deinit(lock);
}

void corokit_process_lock_class_startup(void)
{
	zend_class_entry *ce = register_class_CoroKit_Lock();

	ce->create_object = create_lock;
	lock_handlers = std_object_handlers;
	lock_handlers.offset = XtOffsetOf(lock_object_t, std);
	lock_handlers.free_obj = free_lock;
	lock_handlers.clone_obj = NULL;
}
