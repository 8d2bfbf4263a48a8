/*
 * The exception classes, and the two ways in which the rest of the module
 * makes one. To add a class: the stub, a variable here and in the header.
 */
#include "exceptions.h"

#include "zend_exceptions.h"

#include "../base/error.h"
#include "../../stubs/exceptions_arginfo.h"

zend_class_entry *corokit_exception_ce;
zend_class_entry *corokit_error_ce;
zend_class_entry *corokit_exit_exception_ce;
zend_class_entry *corokit_canceled_exception_ce;
zend_class_entry *corokit_timeout_exception_ce;

static void read_exit_property(zend_object *exception, const char *name, size_t length, zval *return_value)
{
	zval buffer;
	zval *value = zend_read_property(corokit_exit_exception_ce, exception, name, length, 0, &buffer);

	RETURN_COPY_DEREF(value);
}

ZEND_METHOD(CoroKit_ExitException, getFlags)
{
	ZEND_PARSE_PARAMETERS_NONE();
	read_exit_property(Z_OBJ_P(ZEND_THIS), ZEND_STRL("flags"), return_value);
}

ZEND_METHOD(CoroKit_ExitException, getStatus)
{
	ZEND_PARSE_PARAMETERS_NONE();
	read_exit_property(Z_OBJ_P(ZEND_THIS), ZEND_STRL("status"), return_value);
}

zend_object *corokit_exception_create(zend_class_entry *ce, const char *message, zend_long code)
{
	zend_class_entry *base = instanceof_function(ce, zend_ce_exception) ? zend_ce_exception : zend_ce_error;
	zval exception;
	zval value;

	object_init_ex(&exception, ce);
	ZVAL_STRING(&value, message);
	zend_update_property_ex(base, Z_OBJ(exception), ZSTR_KNOWN(ZEND_STR_MESSAGE), &value);
	zval_ptr_dtor(&value);
	if (code) {
		ZVAL_LONG(&value, code);
		zend_update_property_ex(base, Z_OBJ(exception), ZSTR_KNOWN(ZEND_STR_CODE), &value);
	}
	return Z_OBJ(exception);
}

void corokit_throw_outside(const char *what)
{
	zend_throw_exception_ex(corokit_error_ce, COROKIT_ERROR_CO_OUT_OF_COROUTINE,
		"%s must be called in a coroutine, where the engine allows a switch", what);
}

static zend_result startup(int module_number)
{
	(void) module_number;
	corokit_exception_ce = register_class_CoroKit_Exception(zend_ce_exception);
	corokit_error_ce = register_class_CoroKit_Error(zend_ce_error);
	corokit_exit_exception_ce = register_class_CoroKit_ExitException(corokit_exception_ce);
	corokit_canceled_exception_ce = register_class_CoroKit_Coroutine_CanceledException(zend_ce_exception);
	corokit_timeout_exception_ce = register_class_CoroKit_Coroutine_TimeoutException(zend_ce_exception);
	return SUCCESS;
}

const corokit_layer_t corokit_exceptions_layer = {
	.name = "exceptions",
	.startup = startup,
};
