/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 41bdeca2745d82014bfc27efadc7cad83f93f253 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_CoroKit_Timer___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_CoroKit_Timer_tick, 0, 2, MAY_BE_LONG|MAY_BE_FALSE)
	ZEND_ARG_TYPE_INFO(0, ms, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, callback, IS_CALLABLE, 0)
	ZEND_ARG_VARIADIC_TYPE_INFO(0, params, IS_MIXED, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_CoroKit_Timer_after arginfo_class_CoroKit_Timer_tick

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Timer_exists, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, timer_id, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Timer_info, 0, 1, IS_ARRAY, 1)
	ZEND_ARG_TYPE_INFO(0, timer_id, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Timer_stats, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_CoroKit_Timer_list, 0, 0, CoroKit\\Timer\\Iterator, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_CoroKit_Timer_clear arginfo_class_CoroKit_Timer_exists

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Timer_clearAll, 0, 0, _IS_BOOL, 0)
ZEND_END_ARG_INFO()


ZEND_METHOD(CoroKit_Timer, __construct);
ZEND_METHOD(CoroKit_Timer, tick);
ZEND_METHOD(CoroKit_Timer, after);
ZEND_METHOD(CoroKit_Timer, exists);
ZEND_METHOD(CoroKit_Timer, info);
ZEND_METHOD(CoroKit_Timer, stats);
ZEND_METHOD(CoroKit_Timer, list);
ZEND_METHOD(CoroKit_Timer, clear);
ZEND_METHOD(CoroKit_Timer, clearAll);


static const zend_function_entry class_CoroKit_Timer_methods[] = {
	ZEND_ME(CoroKit_Timer, __construct, arginfo_class_CoroKit_Timer___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(CoroKit_Timer, tick, arginfo_class_CoroKit_Timer_tick, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(CoroKit_Timer, after, arginfo_class_CoroKit_Timer_after, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(CoroKit_Timer, exists, arginfo_class_CoroKit_Timer_exists, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(CoroKit_Timer, info, arginfo_class_CoroKit_Timer_info, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(CoroKit_Timer, stats, arginfo_class_CoroKit_Timer_stats, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(CoroKit_Timer, list, arginfo_class_CoroKit_Timer_list, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(CoroKit_Timer, clear, arginfo_class_CoroKit_Timer_clear, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(CoroKit_Timer, clearAll, arginfo_class_CoroKit_Timer_clearAll, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_FE_END
};


static const zend_function_entry class_CoroKit_Timer_Iterator_methods[] = {
	ZEND_FE_END
};

static zend_class_entry *register_class_CoroKit_Timer(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "CoroKit", "Timer", class_CoroKit_Timer_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);

	return class_entry;
}

static zend_class_entry *register_class_CoroKit_Timer_Iterator(zend_class_entry *class_entry_ArrayIterator)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "CoroKit\\Timer", "Iterator", class_CoroKit_Timer_Iterator_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_ArrayIterator);

	return class_entry;
}
