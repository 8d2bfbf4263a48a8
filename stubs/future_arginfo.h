/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 3c3fa41b52ffe1254a418341875d6f91ef22a43b */

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_CoroKit_Coroutine_async, 0, 1, CoroKit\\Future, 0)
	ZEND_ARG_TYPE_INFO(0, fn, IS_CALLABLE, 0)
	ZEND_ARG_VARIADIC_TYPE_INFO(0, args, IS_MIXED, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_CoroKit_Future___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Future_await, 0, 0, IS_MIXED, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, timeout, IS_DOUBLE, 0, "-1")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Future_isDone, 0, 0, _IS_BOOL, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Future_getCid, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_CoroKit_Future_cancel arginfo_class_CoroKit_Future_isDone


ZEND_FUNCTION(CoroKit_Coroutine_async);
ZEND_METHOD(CoroKit_Future, __construct);
ZEND_METHOD(CoroKit_Future, await);
ZEND_METHOD(CoroKit_Future, isDone);
ZEND_METHOD(CoroKit_Future, getCid);
ZEND_METHOD(CoroKit_Future, cancel);


static const zend_function_entry ext_functions[] = {
	ZEND_NS_FALIAS("CoroKit\\Coroutine", async, CoroKit_Coroutine_async, arginfo_CoroKit_Coroutine_async)
	ZEND_FE_END
};


static const zend_function_entry class_CoroKit_Future_methods[] = {
	ZEND_ME(CoroKit_Future, __construct, arginfo_class_CoroKit_Future___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(CoroKit_Future, await, arginfo_class_CoroKit_Future_await, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_Future, isDone, arginfo_class_CoroKit_Future_isDone, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_Future, getCid, arginfo_class_CoroKit_Future_getCid, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_Future, cancel, arginfo_class_CoroKit_Future_cancel, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_CoroKit_Future(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "CoroKit", "Future", class_CoroKit_Future_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
