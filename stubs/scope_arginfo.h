/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 623959ce56b2ce65280e07d784c41c079235689a */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_CoroKit_Scope___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Scope_run, 0, 1, IS_MIXED, 0)
	ZEND_ARG_TYPE_INFO(0, callable, IS_CALLABLE, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, request, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Scope_id, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()


ZEND_METHOD(CoroKit_Scope, __construct);
ZEND_METHOD(CoroKit_Scope, run);
ZEND_METHOD(CoroKit_Scope, id);


static const zend_function_entry class_CoroKit_Scope_methods[] = {
	ZEND_ME(CoroKit_Scope, __construct, arginfo_class_CoroKit_Scope___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(CoroKit_Scope, run, arginfo_class_CoroKit_Scope_run, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(CoroKit_Scope, id, arginfo_class_CoroKit_Scope_id, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_CoroKit_Scope(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "CoroKit", "Scope", class_CoroKit_Scope_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL;

	return class_entry;
}
