/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 8edab1cbed6d0051c8c86d77ff92011ab849c880 */

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Http_Response_initHeader, 0, 0, _IS_BOOL, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_CoroKit_Http_Response_isWritable arginfo_class_CoroKit_Http_Response_initHeader

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Http_Response_status, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, http_code, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, reason, IS_STRING, 0, "\"\"")
ZEND_END_ARG_INFO()

#define arginfo_class_CoroKit_Http_Response_setStatusCode arginfo_class_CoroKit_Http_Response_status

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Http_Response_header, 0, 2, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, key, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, value, IS_MIXED, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, format, _IS_BOOL, 0, "true")
ZEND_END_ARG_INFO()

#define arginfo_class_CoroKit_Http_Response_setHeader arginfo_class_CoroKit_Http_Response_header

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Http_Response_cookie, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, name, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, value, IS_STRING, 0, "\"\"")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, expires, IS_LONG, 0, "0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, path, IS_STRING, 0, "\"/\"")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, domain, IS_STRING, 0, "\"\"")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, secure, _IS_BOOL, 0, "false")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, httponly, _IS_BOOL, 0, "false")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, samesite, IS_STRING, 0, "\"\"")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, priority, IS_STRING, 0, "\"\"")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, partitioned, _IS_BOOL, 0, "false")
ZEND_END_ARG_INFO()

#define arginfo_class_CoroKit_Http_Response_setCookie arginfo_class_CoroKit_Http_Response_cookie

#define arginfo_class_CoroKit_Http_Response_rawcookie arginfo_class_CoroKit_Http_Response_cookie

#define arginfo_class_CoroKit_Http_Response_setRawCookie arginfo_class_CoroKit_Http_Response_cookie

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Http_Response_trailer, 0, 2, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, key, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, value, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Http_Response_write, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, content, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Http_Response_end, 0, 0, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, content, IS_STRING, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Http_Response_sendfile, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, filename, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, offset, IS_LONG, 0, "0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, length, IS_LONG, 0, "0")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Http_Response_redirect, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, location, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, http_code, IS_LONG, 0, "302")
ZEND_END_ARG_INFO()

#define arginfo_class_CoroKit_Http_Response_detach arginfo_class_CoroKit_Http_Response_initHeader

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_TYPE_MASK_EX(arginfo_class_CoroKit_Http_Response_create, 0, 0, CoroKit\\Http\\Response, MAY_BE_FALSE)
	ZEND_ARG_TYPE_MASK(0, server, MAY_BE_OBJECT|MAY_BE_ARRAY|MAY_BE_LONG, "-1")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, fd, IS_LONG, 0, "-1")
ZEND_END_ARG_INFO()


ZEND_METHOD(CoroKit_Http_Response, initHeader);
ZEND_METHOD(CoroKit_Http_Response, isWritable);
ZEND_METHOD(CoroKit_Http_Response, status);
ZEND_METHOD(CoroKit_Http_Response, header);
ZEND_METHOD(CoroKit_Http_Response, cookie);
ZEND_METHOD(CoroKit_Http_Response, rawcookie);
ZEND_METHOD(CoroKit_Http_Response, trailer);
ZEND_METHOD(CoroKit_Http_Response, write);
ZEND_METHOD(CoroKit_Http_Response, end);
ZEND_METHOD(CoroKit_Http_Response, sendfile);
ZEND_METHOD(CoroKit_Http_Response, redirect);
ZEND_METHOD(CoroKit_Http_Response, detach);
ZEND_METHOD(CoroKit_Http_Response, create);


static const zend_function_entry class_CoroKit_Http_Response_methods[] = {
	ZEND_ME(CoroKit_Http_Response, initHeader, arginfo_class_CoroKit_Http_Response_initHeader, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_Http_Response, isWritable, arginfo_class_CoroKit_Http_Response_isWritable, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_Http_Response, status, arginfo_class_CoroKit_Http_Response_status, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(CoroKit_Http_Response, setStatusCode, status, arginfo_class_CoroKit_Http_Response_setStatusCode, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_Http_Response, header, arginfo_class_CoroKit_Http_Response_header, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(CoroKit_Http_Response, setHeader, header, arginfo_class_CoroKit_Http_Response_setHeader, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_Http_Response, cookie, arginfo_class_CoroKit_Http_Response_cookie, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(CoroKit_Http_Response, setCookie, cookie, arginfo_class_CoroKit_Http_Response_setCookie, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_Http_Response, rawcookie, arginfo_class_CoroKit_Http_Response_rawcookie, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(CoroKit_Http_Response, setRawCookie, rawcookie, arginfo_class_CoroKit_Http_Response_setRawCookie, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_Http_Response, trailer, arginfo_class_CoroKit_Http_Response_trailer, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_Http_Response, write, arginfo_class_CoroKit_Http_Response_write, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_Http_Response, end, arginfo_class_CoroKit_Http_Response_end, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_Http_Response, sendfile, arginfo_class_CoroKit_Http_Response_sendfile, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_Http_Response, redirect, arginfo_class_CoroKit_Http_Response_redirect, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_Http_Response, detach, arginfo_class_CoroKit_Http_Response_detach, ZEND_ACC_PUBLIC)
	ZEND_ME(CoroKit_Http_Response, create, arginfo_class_CoroKit_Http_Response_create, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_CoroKit_Http_Response(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "CoroKit\\Http", "Response", class_CoroKit_Http_Response_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	zval property_fd_default_value;
	ZVAL_LONG(&property_fd_default_value, 0);
	zend_string *property_fd_name = zend_string_init("fd", sizeof("fd") - 1, 1);
	zend_declare_typed_property(class_entry, property_fd_name, &property_fd_default_value, ZEND_ACC_PUBLIC, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_fd_name);

	return class_entry;
}
