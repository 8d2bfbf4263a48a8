/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 42bc4b419a0a3868393f9cfac7c70d0a25a6f8fb */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_CoroKit_TaskGroup___construct, 0, 0, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, concurrency, IS_LONG, 0, "0")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_CoroKit_TaskGroup_spawn, 0, 1, CoroKit\\Future, 0)
	ZEND_ARG_TYPE_INFO(0, task, IS_CALLABLE, 0)
	ZEND_ARG_VARIADIC_TYPE_INFO(0, args, IS_MIXED, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_TaskGroup_wait, 0, 0, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, timeout, IS_DOUBLE, 0, "-1")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_TaskGroup_cancel, 0, 0, IS_VOID, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_TaskGroup_count, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()


ZEND_METHOD(CoroKit_TaskGroup, __construct);
ZEND_METHOD(CoroKit_TaskGroup, spawn);
ZEND_METHOD(CoroKit_TaskGroup, wait);
ZEND_METHOD(CoroKit_TaskGroup, cancel);
ZEND_METHOD(CoroKit_TaskGroup, count);


static const zend_function_entry class_CoroKit_TaskGroup_methods[] = {
	ZEND_ME(CoroKit_TaskGroup, __construct, arginfo_class_CoroKit_TaskGroup___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_TaskGroup, spawn, arginfo_class_CoroKit_TaskGroup_spawn, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_TaskGroup, wait, arginfo_class_CoroKit_TaskGroup_wait, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_TaskGroup, cancel, arginfo_class_CoroKit_TaskGroup_cancel, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_TaskGroup, count, arginfo_class_CoroKit_TaskGroup_count, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_CoroKit_TaskGroup(zend_class_entry *class_entry_Countable)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "CoroKit", "TaskGroup", class_CoroKit_TaskGroup_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 1, class_entry_Countable);

	return class_entry;
}
