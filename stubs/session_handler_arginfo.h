/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 3f394be050684d6056d645310d294956813a9fae */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_CoroKit_SessionHandler___construct, 0, 0, 1)
	ZEND_ARG_TYPE_INFO(0, sessions, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, size, IS_LONG, 0, "8192")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, eviction, IS_LONG, 0, "CoroKit\\Table::EVICT_REFUSE")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, lockTimeout, IS_DOUBLE, 0, "30.0")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_TENTATIVE_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_SessionHandler_open, 0, 2, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, path, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, name, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_TENTATIVE_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_SessionHandler_close, 0, 0, _IS_BOOL, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_TENTATIVE_RETURN_TYPE_MASK_EX(arginfo_class_CoroKit_SessionHandler_read, 0, 1, MAY_BE_STRING|MAY_BE_FALSE)
	ZEND_ARG_TYPE_INFO(0, id, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_TENTATIVE_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_SessionHandler_write, 0, 2, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, id, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, data, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_TENTATIVE_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_SessionHandler_destroy, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, id, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_TENTATIVE_RETURN_TYPE_MASK_EX(arginfo_class_CoroKit_SessionHandler_gc, 0, 1, MAY_BE_LONG|MAY_BE_FALSE)
	ZEND_ARG_TYPE_INFO(0, max_lifetime, IS_LONG, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_CoroKit_SessionHandler_validateId arginfo_class_CoroKit_SessionHandler_destroy

#define arginfo_class_CoroKit_SessionHandler_updateTimestamp arginfo_class_CoroKit_SessionHandler_write


ZEND_METHOD(CoroKit_SessionHandler, __construct);
ZEND_METHOD(CoroKit_SessionHandler, open);
ZEND_METHOD(CoroKit_SessionHandler, close);
ZEND_METHOD(CoroKit_SessionHandler, read);
ZEND_METHOD(CoroKit_SessionHandler, write);
ZEND_METHOD(CoroKit_SessionHandler, destroy);
ZEND_METHOD(CoroKit_SessionHandler, gc);
ZEND_METHOD(CoroKit_SessionHandler, validateId);
ZEND_METHOD(CoroKit_SessionHandler, updateTimestamp);


static const zend_function_entry class_CoroKit_SessionHandler_methods[] = {
	ZEND_ME(CoroKit_SessionHandler, __construct, arginfo_class_CoroKit_SessionHandler___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_SessionHandler, open, arginfo_class_CoroKit_SessionHandler_open, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_SessionHandler, close, arginfo_class_CoroKit_SessionHandler_close, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_SessionHandler, read, arginfo_class_CoroKit_SessionHandler_read, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_SessionHandler, write, arginfo_class_CoroKit_SessionHandler_write, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_SessionHandler, destroy, arginfo_class_CoroKit_SessionHandler_destroy, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_SessionHandler, gc, arginfo_class_CoroKit_SessionHandler_gc, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_SessionHandler, validateId, arginfo_class_CoroKit_SessionHandler_validateId, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_SessionHandler, updateTimestamp, arginfo_class_CoroKit_SessionHandler_updateTimestamp, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_CoroKit_SessionHandler(zend_class_entry *class_entry_SessionHandlerInterface, zend_class_entry *class_entry_SessionUpdateTimestampHandlerInterface)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "CoroKit", "SessionHandler", class_CoroKit_SessionHandler_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 2, class_entry_SessionHandlerInterface, class_entry_SessionUpdateTimestampHandlerInterface);

	return class_entry;
}
