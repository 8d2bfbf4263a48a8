/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: f7d344c7d081bf8841c65f59a6ead4416ddb97a8 */

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_CoroKit_Coroutine_batch, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, tasks, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, timeout, IS_DOUBLE, 0, "-1")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_CoroKit_Coroutine_parallel, 0, 2, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, n, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, fn, IS_CALLABLE, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_CoroKit_Coroutine_map, 0, 2, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, list, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, fn, IS_CALLABLE, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, timeout, IS_DOUBLE, 0, "-1")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_CoroKit_Coroutine_race, 0, 1, IS_MIXED, 0)
	ZEND_ARG_TYPE_INFO(0, tasks, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, timeout, IS_DOUBLE, 0, "-1")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_CoroKit_Coroutine_timeout, 0, 2, IS_MIXED, 0)
	ZEND_ARG_TYPE_INFO(0, seconds, IS_DOUBLE, 0)
	ZEND_ARG_TYPE_INFO(0, fn, IS_CALLABLE, 0)
	ZEND_ARG_VARIADIC_TYPE_INFO(0, args, IS_MIXED, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_CoroKit_Coroutine_retry, 0, 1, IS_MIXED, 0)
	ZEND_ARG_TYPE_INFO(0, fn, IS_CALLABLE, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, attempts, IS_LONG, 0, "3")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, delay, IS_DOUBLE, 0, "0.1")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, factor, IS_DOUBLE, 0, "2.0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, maxDelay, IS_DOUBLE, 0, "30.0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, jitter, IS_DOUBLE, 0, "0.0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, when, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()


ZEND_FUNCTION(CoroKit_Coroutine_batch);
ZEND_FUNCTION(CoroKit_Coroutine_parallel);
ZEND_FUNCTION(CoroKit_Coroutine_map);
ZEND_FUNCTION(CoroKit_Coroutine_race);
ZEND_FUNCTION(CoroKit_Coroutine_timeout);
ZEND_FUNCTION(CoroKit_Coroutine_retry);


static const zend_function_entry ext_functions[] = {
	ZEND_NS_FALIAS("CoroKit\\Coroutine", batch, CoroKit_Coroutine_batch, arginfo_CoroKit_Coroutine_batch)
	ZEND_NS_FALIAS("CoroKit\\Coroutine", parallel, CoroKit_Coroutine_parallel, arginfo_CoroKit_Coroutine_parallel)
	ZEND_NS_FALIAS("CoroKit\\Coroutine", map, CoroKit_Coroutine_map, arginfo_CoroKit_Coroutine_map)
	ZEND_NS_FALIAS("CoroKit\\Coroutine", race, CoroKit_Coroutine_race, arginfo_CoroKit_Coroutine_race)
	ZEND_NS_FALIAS("CoroKit\\Coroutine", timeout, CoroKit_Coroutine_timeout, arginfo_CoroKit_Coroutine_timeout)
	ZEND_NS_FALIAS("CoroKit\\Coroutine", retry, CoroKit_Coroutine_retry, arginfo_CoroKit_Coroutine_retry)
	ZEND_FE_END
};
