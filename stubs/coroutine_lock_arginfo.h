/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: b96e3b14bee34b027b7dae4eaa8325a64c1b6518 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_CoroKit_Coroutine_Lock___construct, 0, 0, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, shared, _IS_BOOL, 0, "false")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Coroutine_Lock_lock, 0, 0, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, operation, IS_LONG, 0, "LOCK_EX")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, timeout, IS_DOUBLE, 0, "-1")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Coroutine_Lock_trylock, 0, 0, _IS_BOOL, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_CoroKit_Coroutine_Lock_unlock arginfo_class_CoroKit_Coroutine_Lock_trylock


ZEND_METHOD(CoroKit_Coroutine_Lock, __construct);
ZEND_METHOD(CoroKit_Coroutine_Lock, lock);
ZEND_METHOD(CoroKit_Coroutine_Lock, trylock);
ZEND_METHOD(CoroKit_Coroutine_Lock, unlock);


static const zend_function_entry class_CoroKit_Coroutine_Lock_methods[] = {
	ZEND_ME(CoroKit_Coroutine_Lock, __construct, arginfo_class_CoroKit_Coroutine_Lock___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_Coroutine_Lock, lock, arginfo_class_CoroKit_Coroutine_Lock_lock, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_Coroutine_Lock, trylock, arginfo_class_CoroKit_Coroutine_Lock_trylock, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_Coroutine_Lock, unlock, arginfo_class_CoroKit_Coroutine_Lock_unlock, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_CoroKit_Coroutine_Lock(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "CoroKit\\Coroutine", "Lock", class_CoroKit_Coroutine_Lock_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_NOT_SERIALIZABLE;

	zval property_errCode_default_value;
	ZVAL_LONG(&property_errCode_default_value, 0);
	zend_string *property_errCode_name = zend_string_init("errCode", sizeof("errCode") - 1, 1);
	zend_declare_property_ex(class_entry, property_errCode_name, &property_errCode_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_errCode_name);

	return class_entry;
}
