/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: d61338ae59d25cc262bcad6d495b8421f329d001 */

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_CoroKit_Coroutine_run, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, fn, IS_CALLABLE, 0)
	ZEND_ARG_VARIADIC_TYPE_INFO(0, args, IS_MIXED, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_CoroKit_Coroutine_go, 0, 1, MAY_BE_LONG|MAY_BE_FALSE)
	ZEND_ARG_TYPE_INFO(0, fn, IS_CALLABLE, 0)
	ZEND_ARG_VARIADIC_TYPE_INFO(0, args, IS_MIXED, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_CoroKit_Coroutine_defer, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, fn, IS_CALLABLE, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_CoroKit_Coroutine___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_CoroKit_Coroutine_create, 0, 1, MAY_BE_LONG|MAY_BE_FALSE)
	ZEND_ARG_TYPE_INFO(0, func, IS_CALLABLE, 0)
	ZEND_ARG_VARIADIC_TYPE_INFO(0, param, IS_MIXED, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Coroutine_defer, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, callback, IS_CALLABLE, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Coroutine_set, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, options, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Coroutine_getOptions, 0, 0, IS_ARRAY, 1)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Coroutine_exists, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, cid, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Coroutine_yield, 0, 0, _IS_BOOL, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_CoroKit_Coroutine_suspend arginfo_class_CoroKit_Coroutine_yield

#define arginfo_class_CoroKit_Coroutine_resume arginfo_class_CoroKit_Coroutine_exists

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Coroutine_cancel, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, cid, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, throw_exception, _IS_BOOL, 0, "false")
ZEND_END_ARG_INFO()

#define arginfo_class_CoroKit_Coroutine_isCanceled arginfo_class_CoroKit_Coroutine_yield

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Coroutine_join, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, cid_array, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, timeout, IS_DOUBLE, 0, "-1")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Coroutine_sleep, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, seconds, IS_DOUBLE, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Coroutine_getCid, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_CoroKit_Coroutine_getuid arginfo_class_CoroKit_Coroutine_getCid

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_CoroKit_Coroutine_getPcid, 0, 0, MAY_BE_LONG|MAY_BE_FALSE)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, cid, IS_LONG, 0, "0")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_CoroKit_Coroutine_getContext, 0, 0, CoroKit\\Coroutine\\Context, 1)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, cid, IS_LONG, 0, "0")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_CoroKit_Coroutine_getBackTrace, 0, 0, MAY_BE_ARRAY|MAY_BE_FALSE)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, cid, IS_LONG, 0, "0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, options, IS_LONG, 0, "DEBUG_BACKTRACE_PROVIDE_OBJECT")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, limit, IS_LONG, 0, "0")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Coroutine_printBackTrace, 0, 0, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, cid, IS_LONG, 0, "0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, options, IS_LONG, 0, "0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, limit, IS_LONG, 0, "0")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Coroutine_getElapsed, 0, 0, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, cid, IS_LONG, 0, "0")
ZEND_END_ARG_INFO()

#define arginfo_class_CoroKit_Coroutine_getExecuteTime arginfo_class_CoroKit_Coroutine_getElapsed

#define arginfo_class_CoroKit_Coroutine_getStackUsage arginfo_class_CoroKit_Coroutine_getPcid

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Coroutine_stats, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_CoroKit_Coroutine_list, 0, 0, CoroKit\\Coroutine\\Iterator, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_CoroKit_Coroutine_listCoroutines arginfo_class_CoroKit_Coroutine_list

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Coroutine_setTimeLimit, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, timeout, IS_DOUBLE, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_CoroKit_Coroutine_enableScheduler arginfo_class_CoroKit_Coroutine_yield

#define arginfo_class_CoroKit_Coroutine_disableScheduler arginfo_class_CoroKit_Coroutine_yield


ZEND_FUNCTION(CoroKit_Coroutine_run);
ZEND_FUNCTION(CoroKit_Coroutine_go);
ZEND_FUNCTION(CoroKit_Coroutine_defer);
ZEND_METHOD(CoroKit_Coroutine, __construct);
ZEND_METHOD(CoroKit_Coroutine, create);
ZEND_METHOD(CoroKit_Coroutine, defer);
ZEND_METHOD(CoroKit_Coroutine, set);
ZEND_METHOD(CoroKit_Coroutine, getOptions);
ZEND_METHOD(CoroKit_Coroutine, exists);
ZEND_METHOD(CoroKit_Coroutine, yield);
ZEND_METHOD(CoroKit_Coroutine, resume);
ZEND_METHOD(CoroKit_Coroutine, cancel);
ZEND_METHOD(CoroKit_Coroutine, isCanceled);
ZEND_METHOD(CoroKit_Coroutine, join);
ZEND_METHOD(CoroKit_Coroutine, sleep);
ZEND_METHOD(CoroKit_Coroutine, getCid);
ZEND_METHOD(CoroKit_Coroutine, getPcid);
ZEND_METHOD(CoroKit_Coroutine, getContext);
ZEND_METHOD(CoroKit_Coroutine, getBackTrace);
ZEND_METHOD(CoroKit_Coroutine, printBackTrace);
ZEND_METHOD(CoroKit_Coroutine, getElapsed);
ZEND_METHOD(CoroKit_Coroutine, getExecuteTime);
ZEND_METHOD(CoroKit_Coroutine, getStackUsage);
ZEND_METHOD(CoroKit_Coroutine, stats);
ZEND_METHOD(CoroKit_Coroutine, list);
ZEND_METHOD(CoroKit_Coroutine, setTimeLimit);
ZEND_METHOD(CoroKit_Coroutine, enableScheduler);
ZEND_METHOD(CoroKit_Coroutine, disableScheduler);


static const zend_function_entry ext_functions[] = {
	ZEND_NS_FALIAS("CoroKit\\Coroutine", run, CoroKit_Coroutine_run, arginfo_CoroKit_Coroutine_run)
	ZEND_NS_FALIAS("CoroKit\\Coroutine", go, CoroKit_Coroutine_go, arginfo_CoroKit_Coroutine_go)
	ZEND_NS_FALIAS("CoroKit\\Coroutine", defer, CoroKit_Coroutine_defer, arginfo_CoroKit_Coroutine_defer)
	ZEND_FE_END
};


static const zend_function_entry class_CoroKit_Coroutine_methods[] = {
	ZEND_ME(CoroKit_Coroutine, __construct, arginfo_class_CoroKit_Coroutine___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(CoroKit_Coroutine, create, arginfo_class_CoroKit_Coroutine_create, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(CoroKit_Coroutine, defer, arginfo_class_CoroKit_Coroutine_defer, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(CoroKit_Coroutine, set, arginfo_class_CoroKit_Coroutine_set, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(CoroKit_Coroutine, getOptions, arginfo_class_CoroKit_Coroutine_getOptions, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(CoroKit_Coroutine, exists, arginfo_class_CoroKit_Coroutine_exists, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(CoroKit_Coroutine, yield, arginfo_class_CoroKit_Coroutine_yield, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_MALIAS(CoroKit_Coroutine, suspend, yield, arginfo_class_CoroKit_Coroutine_suspend, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(CoroKit_Coroutine, resume, arginfo_class_CoroKit_Coroutine_resume, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(CoroKit_Coroutine, cancel, arginfo_class_CoroKit_Coroutine_cancel, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(CoroKit_Coroutine, isCanceled, arginfo_class_CoroKit_Coroutine_isCanceled, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(CoroKit_Coroutine, join, arginfo_class_CoroKit_Coroutine_join, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(CoroKit_Coroutine, sleep, arginfo_class_CoroKit_Coroutine_sleep, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(CoroKit_Coroutine, getCid, arginfo_class_CoroKit_Coroutine_getCid, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_MALIAS(CoroKit_Coroutine, getuid, getCid, arginfo_class_CoroKit_Coroutine_getuid, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(CoroKit_Coroutine, getPcid, arginfo_class_CoroKit_Coroutine_getPcid, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(CoroKit_Coroutine, getContext, arginfo_class_CoroKit_Coroutine_getContext, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(CoroKit_Coroutine, getBackTrace, arginfo_class_CoroKit_Coroutine_getBackTrace, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(CoroKit_Coroutine, printBackTrace, arginfo_class_CoroKit_Coroutine_printBackTrace, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(CoroKit_Coroutine, getElapsed, arginfo_class_CoroKit_Coroutine_getElapsed, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(CoroKit_Coroutine, getExecuteTime, arginfo_class_CoroKit_Coroutine_getExecuteTime, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(CoroKit_Coroutine, getStackUsage, arginfo_class_CoroKit_Coroutine_getStackUsage, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(CoroKit_Coroutine, stats, arginfo_class_CoroKit_Coroutine_stats, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(CoroKit_Coroutine, list, arginfo_class_CoroKit_Coroutine_list, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_MALIAS(CoroKit_Coroutine, listCoroutines, list, arginfo_class_CoroKit_Coroutine_listCoroutines, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(CoroKit_Coroutine, setTimeLimit, arginfo_class_CoroKit_Coroutine_setTimeLimit, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(CoroKit_Coroutine, enableScheduler, arginfo_class_CoroKit_Coroutine_enableScheduler, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(CoroKit_Coroutine, disableScheduler, arginfo_class_CoroKit_Coroutine_disableScheduler, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_FE_END
};


static const zend_function_entry class_CoroKit_Coroutine_Context_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_CoroKit_Coroutine_Iterator_methods[] = {
	ZEND_FE_END
};

static zend_class_entry *register_class_CoroKit_Coroutine(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "CoroKit", "Coroutine", class_CoroKit_Coroutine_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);

	return class_entry;
}

static zend_class_entry *register_class_CoroKit_Coroutine_Context(zend_class_entry *class_entry_ArrayObject)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "CoroKit\\Coroutine", "Context", class_CoroKit_Coroutine_Context_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_ArrayObject);

	return class_entry;
}

static zend_class_entry *register_class_CoroKit_Coroutine_Iterator(zend_class_entry *class_entry_ArrayIterator)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "CoroKit\\Coroutine", "Iterator", class_CoroKit_Coroutine_Iterator_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_ArrayIterator);

	return class_entry;
}
