/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 62e0e147280e129b317e1804325a441038fdfce4 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_CoroKit_Context___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Context_get, 0, 1, IS_MIXED, 0)
	ZEND_ARG_TYPE_INFO(0, key, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, default, IS_MIXED, 0, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Context_set, 0, 2, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, key, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, value, IS_MIXED, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Context_has, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, key, IS_STRING, 0)
ZEND_END_ARG_INFO()


ZEND_METHOD(CoroKit_Context, __construct);
ZEND_METHOD(CoroKit_Context, get);
ZEND_METHOD(CoroKit_Context, set);
ZEND_METHOD(CoroKit_Context, has);


static const zend_function_entry class_CoroKit_Context_methods[] = {
	ZEND_ME(CoroKit_Context, __construct, arginfo_class_CoroKit_Context___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(CoroKit_Context, get, arginfo_class_CoroKit_Context_get, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(CoroKit_Context, set, arginfo_class_CoroKit_Context_set, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(CoroKit_Context, has, arginfo_class_CoroKit_Context_has, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_CoroKit_Context(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "CoroKit", "Context", class_CoroKit_Context_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL;

	return class_entry;
}
