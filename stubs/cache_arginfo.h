/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: a73bb8de90f9e52495918b3ef70e7cc36dcbca6e */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_CoroKit_Cache___construct, 0, 0, 1)
	ZEND_ARG_TYPE_INFO(0, entries, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, size, IS_LONG, 0, "8192")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Cache_get, 0, 1, IS_MIXED, 0)
	ZEND_ARG_TYPE_INFO(0, key, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, default, IS_MIXED, 0, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Cache_set, 0, 2, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, key, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, value, IS_MIXED, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, ttl, DateInterval, MAY_BE_LONG|MAY_BE_NULL, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Cache_delete, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, key, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Cache_clear, 0, 0, _IS_BOOL, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_TYPE_MASK_EX(arginfo_class_CoroKit_Cache_getMultiple, 0, 1, Traversable, MAY_BE_ARRAY)
	ZEND_ARG_OBJ_TYPE_MASK(0, keys, Traversable, MAY_BE_ARRAY, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, default, IS_MIXED, 0, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Cache_setMultiple, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, values, Traversable, MAY_BE_ARRAY, NULL)
	ZEND_ARG_OBJ_TYPE_MASK(0, ttl, DateInterval, MAY_BE_LONG|MAY_BE_NULL, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Cache_deleteMultiple, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, keys, Traversable, MAY_BE_ARRAY, NULL)
ZEND_END_ARG_INFO()

#define arginfo_class_CoroKit_Cache_has arginfo_class_CoroKit_Cache_delete


ZEND_METHOD(CoroKit_Cache, __construct);
ZEND_METHOD(CoroKit_Cache, get);
ZEND_METHOD(CoroKit_Cache, set);
ZEND_METHOD(CoroKit_Cache, delete);
ZEND_METHOD(CoroKit_Cache, clear);
ZEND_METHOD(CoroKit_Cache, getMultiple);
ZEND_METHOD(CoroKit_Cache, setMultiple);
ZEND_METHOD(CoroKit_Cache, deleteMultiple);
ZEND_METHOD(CoroKit_Cache, has);


static const zend_function_entry class_CoroKit_Cache_InvalidArgumentException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_CoroKit_Cache_methods[] = {
	ZEND_ME(CoroKit_Cache, __construct, arginfo_class_CoroKit_Cache___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_Cache, get, arginfo_class_CoroKit_Cache_get, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_Cache, set, arginfo_class_CoroKit_Cache_set, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_Cache, delete, arginfo_class_CoroKit_Cache_delete, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_Cache, clear, arginfo_class_CoroKit_Cache_clear, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_Cache, getMultiple, arginfo_class_CoroKit_Cache_getMultiple, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_Cache, setMultiple, arginfo_class_CoroKit_Cache_setMultiple, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_Cache, deleteMultiple, arginfo_class_CoroKit_Cache_deleteMultiple, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_Cache, has, arginfo_class_CoroKit_Cache_has, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_CoroKit_Cache_InvalidArgumentException(zend_class_entry *class_entry_InvalidArgumentException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "CoroKit\\Cache", "InvalidArgumentException", class_CoroKit_Cache_InvalidArgumentException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_InvalidArgumentException);

	return class_entry;
}

static zend_class_entry *register_class_CoroKit_Cache(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "CoroKit", "Cache", class_CoroKit_Cache_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	zval const_INVALID_ARGUMENT_value;
	zend_string *const_INVALID_ARGUMENT_value_str = zend_string_init("CoroKit\\Cache\\InvalidArgumentException", strlen("CoroKit\\Cache\\InvalidArgumentException"), 1);
	ZVAL_STR(&const_INVALID_ARGUMENT_value, const_INVALID_ARGUMENT_value_str);
	zend_string *const_INVALID_ARGUMENT_name = zend_string_init_interned("INVALID_ARGUMENT", sizeof("INVALID_ARGUMENT") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_INVALID_ARGUMENT_name, &const_INVALID_ARGUMENT_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_INVALID_ARGUMENT_name);

	return class_entry;
}
