/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 851b4ba10a248667dca3ad468a1cd040dd371d21 */

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Select_push, 0, 2, IS_STATIC, 0)
	ZEND_ARG_OBJ_INFO(0, channel, CoroKit\\Coroutine\\Channel, 0)
	ZEND_ARG_TYPE_INFO(0, value, IS_MIXED, 0)
	ZEND_ARG_TYPE_MASK(0, key, MAY_BE_LONG|MAY_BE_STRING|MAY_BE_NULL, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Select_pop, 0, 1, IS_STATIC, 0)
	ZEND_ARG_OBJ_INFO(0, channel, CoroKit\\Coroutine\\Channel, 0)
	ZEND_ARG_TYPE_MASK(0, key, MAY_BE_LONG|MAY_BE_STRING|MAY_BE_NULL, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Select_remove, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_MASK(0, key, MAY_BE_LONG|MAY_BE_STRING, NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Select_count, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_CoroKit_Select_wait, 0, 0, MAY_BE_LONG|MAY_BE_STRING|MAY_BE_FALSE)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, timeout, IS_DOUBLE, 0, "-1")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Select_value, 0, 0, IS_MIXED, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Select_isClosed, 0, 0, _IS_BOOL, 0)
ZEND_END_ARG_INFO()


ZEND_METHOD(CoroKit_Select, push);
ZEND_METHOD(CoroKit_Select, pop);
ZEND_METHOD(CoroKit_Select, remove);
ZEND_METHOD(CoroKit_Select, count);
ZEND_METHOD(CoroKit_Select, wait);
ZEND_METHOD(CoroKit_Select, value);
ZEND_METHOD(CoroKit_Select, isClosed);


static const zend_function_entry class_CoroKit_Select_methods[] = {
	ZEND_ME(CoroKit_Select, push, arginfo_class_CoroKit_Select_push, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_Select, pop, arginfo_class_CoroKit_Select_pop, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_Select, remove, arginfo_class_CoroKit_Select_remove, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_Select, count, arginfo_class_CoroKit_Select_count, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_Select, wait, arginfo_class_CoroKit_Select_wait, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_Select, value, arginfo_class_CoroKit_Select_value, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_Select, isClosed, arginfo_class_CoroKit_Select_isClosed, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_CoroKit_Select(zend_class_entry *class_entry_Countable)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "CoroKit", "Select", class_CoroKit_Select_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 1, class_entry_Countable);

	zval property_errCode_default_value;
	ZVAL_LONG(&property_errCode_default_value, 0);
	zend_string *property_errCode_name = zend_string_init("errCode", sizeof("errCode") - 1, 1);
	zend_declare_typed_property(class_entry, property_errCode_name, &property_errCode_default_value, ZEND_ACC_PUBLIC, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_errCode_name);

	return class_entry;
}
