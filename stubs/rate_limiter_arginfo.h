/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 5f5627613089d52a410949f504f0ddfb4f7ee016 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_CoroKit_RateLimiter___construct, 0, 0, 1)
	ZEND_ARG_TYPE_INFO(0, limit, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, window, IS_DOUBLE, 0, "1.0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, keys, IS_LONG, 0, "1024")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_RateLimiter_allow, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, key, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, tokens, IS_LONG, 0, "1")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_RateLimiter_remaining, 0, 1, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, key, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_RateLimiter_retryAfter, 0, 1, IS_DOUBLE, 0)
	ZEND_ARG_TYPE_INFO(0, key, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, tokens, IS_LONG, 0, "1")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_RateLimiter_reset, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, key, IS_STRING, 0)
ZEND_END_ARG_INFO()


ZEND_METHOD(CoroKit_RateLimiter, __construct);
ZEND_METHOD(CoroKit_RateLimiter, allow);
ZEND_METHOD(CoroKit_RateLimiter, remaining);
ZEND_METHOD(CoroKit_RateLimiter, retryAfter);
ZEND_METHOD(CoroKit_RateLimiter, reset);


static const zend_function_entry class_CoroKit_RateLimiter_methods[] = {
	ZEND_ME(CoroKit_RateLimiter, __construct, arginfo_class_CoroKit_RateLimiter___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_RateLimiter, allow, arginfo_class_CoroKit_RateLimiter_allow, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_RateLimiter, remaining, arginfo_class_CoroKit_RateLimiter_remaining, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_RateLimiter, retryAfter, arginfo_class_CoroKit_RateLimiter_retryAfter, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_RateLimiter, reset, arginfo_class_CoroKit_RateLimiter_reset, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_CoroKit_RateLimiter(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "CoroKit", "RateLimiter", class_CoroKit_RateLimiter_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
