/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 6716b4823f9a6ddf30680c804eddcd4e39c08008 */

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Runtime_enableCoroutine, 0, 0, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, flags, IS_LONG, 0, "COROKIT_HOOK_ALL")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Runtime_getHookFlags, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Runtime_setHookFlags, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, flags, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Runtime_getHookedObjects, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_CoroKit_Runtime_doctor, 0, 0, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, print, _IS_BOOL, 0, "true")
ZEND_END_ARG_INFO()


ZEND_METHOD(CoroKit_Runtime, enableCoroutine);
ZEND_METHOD(CoroKit_Runtime, getHookFlags);
ZEND_METHOD(CoroKit_Runtime, setHookFlags);
ZEND_METHOD(CoroKit_Runtime, getHookedObjects);
ZEND_METHOD(CoroKit_Runtime, doctor);


static const zend_function_entry class_CoroKit_Runtime_methods[] = {
	ZEND_ME(CoroKit_Runtime, enableCoroutine, arginfo_class_CoroKit_Runtime_enableCoroutine, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(CoroKit_Runtime, getHookFlags, arginfo_class_CoroKit_Runtime_getHookFlags, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(CoroKit_Runtime, setHookFlags, arginfo_class_CoroKit_Runtime_setHookFlags, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(CoroKit_Runtime, getHookedObjects, arginfo_class_CoroKit_Runtime_getHookedObjects, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(CoroKit_Runtime, doctor, arginfo_class_CoroKit_Runtime_doctor, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_CoroKit_Runtime(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "CoroKit", "Runtime", class_CoroKit_Runtime_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	zval const_HOOK_TCP_value;
	ZVAL_LONG(&const_HOOK_TCP_value, 2);
	zend_string *const_HOOK_TCP_name = zend_string_init_interned("HOOK_TCP", sizeof("HOOK_TCP") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_HOOK_TCP_name, &const_HOOK_TCP_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_HOOK_TCP_name);

	zval const_HOOK_UDP_value;
	ZVAL_LONG(&const_HOOK_UDP_value, 4);
	zend_string *const_HOOK_UDP_name = zend_string_init_interned("HOOK_UDP", sizeof("HOOK_UDP") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_HOOK_UDP_name, &const_HOOK_UDP_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_HOOK_UDP_name);

	zval const_HOOK_UNIX_value;
	ZVAL_LONG(&const_HOOK_UNIX_value, 8);
	zend_string *const_HOOK_UNIX_name = zend_string_init_interned("HOOK_UNIX", sizeof("HOOK_UNIX") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_HOOK_UNIX_name, &const_HOOK_UNIX_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_HOOK_UNIX_name);

	zval const_HOOK_UDG_value;
	ZVAL_LONG(&const_HOOK_UDG_value, 16);
	zend_string *const_HOOK_UDG_name = zend_string_init_interned("HOOK_UDG", sizeof("HOOK_UDG") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_HOOK_UDG_name, &const_HOOK_UDG_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_HOOK_UDG_name);

	zval const_HOOK_SSL_value;
	ZVAL_LONG(&const_HOOK_SSL_value, 32);
	zend_string *const_HOOK_SSL_name = zend_string_init_interned("HOOK_SSL", sizeof("HOOK_SSL") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_HOOK_SSL_name, &const_HOOK_SSL_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_HOOK_SSL_name);

	zval const_HOOK_TLS_value;
	ZVAL_LONG(&const_HOOK_TLS_value, 64);
	zend_string *const_HOOK_TLS_name = zend_string_init_interned("HOOK_TLS", sizeof("HOOK_TLS") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_HOOK_TLS_name, &const_HOOK_TLS_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_HOOK_TLS_name);

	zval const_HOOK_STREAM_FUNCTION_value;
	ZVAL_LONG(&const_HOOK_STREAM_FUNCTION_value, 128);
	zend_string *const_HOOK_STREAM_FUNCTION_name = zend_string_init_interned("HOOK_STREAM_FUNCTION", sizeof("HOOK_STREAM_FUNCTION") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_HOOK_STREAM_FUNCTION_name, &const_HOOK_STREAM_FUNCTION_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_HOOK_STREAM_FUNCTION_name);

	zval const_HOOK_FILE_value;
	ZVAL_LONG(&const_HOOK_FILE_value, 256);
	zend_string *const_HOOK_FILE_name = zend_string_init_interned("HOOK_FILE", sizeof("HOOK_FILE") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_HOOK_FILE_name, &const_HOOK_FILE_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_HOOK_FILE_name);

	zval const_HOOK_SLEEP_value;
	ZVAL_LONG(&const_HOOK_SLEEP_value, 512);
	zend_string *const_HOOK_SLEEP_name = zend_string_init_interned("HOOK_SLEEP", sizeof("HOOK_SLEEP") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_HOOK_SLEEP_name, &const_HOOK_SLEEP_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_HOOK_SLEEP_name);

	zval const_HOOK_PROC_value;
	ZVAL_LONG(&const_HOOK_PROC_value, 1024);
	zend_string *const_HOOK_PROC_name = zend_string_init_interned("HOOK_PROC", sizeof("HOOK_PROC") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_HOOK_PROC_name, &const_HOOK_PROC_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_HOOK_PROC_name);

	zval const_HOOK_CURL_value;
	ZVAL_LONG(&const_HOOK_CURL_value, 2048);
	zend_string *const_HOOK_CURL_name = zend_string_init_interned("HOOK_CURL", sizeof("HOOK_CURL") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_HOOK_CURL_name, &const_HOOK_CURL_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_HOOK_CURL_name);

	zval const_HOOK_NATIVE_CURL_value;
	ZVAL_LONG(&const_HOOK_NATIVE_CURL_value, 4096);
	zend_string *const_HOOK_NATIVE_CURL_name = zend_string_init_interned("HOOK_NATIVE_CURL", sizeof("HOOK_NATIVE_CURL") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_HOOK_NATIVE_CURL_name, &const_HOOK_NATIVE_CURL_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_HOOK_NATIVE_CURL_name);

	zval const_HOOK_BLOCKING_FUNCTION_value;
	ZVAL_LONG(&const_HOOK_BLOCKING_FUNCTION_value, 8192);
	zend_string *const_HOOK_BLOCKING_FUNCTION_name = zend_string_init_interned("HOOK_BLOCKING_FUNCTION", sizeof("HOOK_BLOCKING_FUNCTION") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_HOOK_BLOCKING_FUNCTION_name, &const_HOOK_BLOCKING_FUNCTION_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_HOOK_BLOCKING_FUNCTION_name);

	zval const_HOOK_SOCKETS_value;
	ZVAL_LONG(&const_HOOK_SOCKETS_value, 16384);
	zend_string *const_HOOK_SOCKETS_name = zend_string_init_interned("HOOK_SOCKETS", sizeof("HOOK_SOCKETS") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_HOOK_SOCKETS_name, &const_HOOK_SOCKETS_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_HOOK_SOCKETS_name);

	zval const_HOOK_STDIO_value;
	ZVAL_LONG(&const_HOOK_STDIO_value, 32768);
	zend_string *const_HOOK_STDIO_name = zend_string_init_interned("HOOK_STDIO", sizeof("HOOK_STDIO") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_HOOK_STDIO_name, &const_HOOK_STDIO_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_HOOK_STDIO_name);

	zval const_HOOK_PDO_PGSQL_value;
	ZVAL_LONG(&const_HOOK_PDO_PGSQL_value, 65536);
	zend_string *const_HOOK_PDO_PGSQL_name = zend_string_init_interned("HOOK_PDO_PGSQL", sizeof("HOOK_PDO_PGSQL") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_HOOK_PDO_PGSQL_name, &const_HOOK_PDO_PGSQL_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_HOOK_PDO_PGSQL_name);

	zval const_HOOK_PDO_ODBC_value;
	ZVAL_LONG(&const_HOOK_PDO_ODBC_value, 131072);
	zend_string *const_HOOK_PDO_ODBC_name = zend_string_init_interned("HOOK_PDO_ODBC", sizeof("HOOK_PDO_ODBC") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_HOOK_PDO_ODBC_name, &const_HOOK_PDO_ODBC_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_HOOK_PDO_ODBC_name);

	zval const_HOOK_PDO_ORACLE_value;
	ZVAL_LONG(&const_HOOK_PDO_ORACLE_value, 262144);
	zend_string *const_HOOK_PDO_ORACLE_name = zend_string_init_interned("HOOK_PDO_ORACLE", sizeof("HOOK_PDO_ORACLE") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_HOOK_PDO_ORACLE_name, &const_HOOK_PDO_ORACLE_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_HOOK_PDO_ORACLE_name);

	zval const_HOOK_PDO_SQLITE_value;
	ZVAL_LONG(&const_HOOK_PDO_SQLITE_value, 524288);
	zend_string *const_HOOK_PDO_SQLITE_name = zend_string_init_interned("HOOK_PDO_SQLITE", sizeof("HOOK_PDO_SQLITE") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_HOOK_PDO_SQLITE_name, &const_HOOK_PDO_SQLITE_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_HOOK_PDO_SQLITE_name);

	zval const_HOOK_PDO_FIREBIRD_value;
	ZVAL_LONG(&const_HOOK_PDO_FIREBIRD_value, 1048576);
	zend_string *const_HOOK_PDO_FIREBIRD_name = zend_string_init_interned("HOOK_PDO_FIREBIRD", sizeof("HOOK_PDO_FIREBIRD") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_HOOK_PDO_FIREBIRD_name, &const_HOOK_PDO_FIREBIRD_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_HOOK_PDO_FIREBIRD_name);

	zval const_HOOK_NET_FUNCTION_value;
	ZVAL_LONG(&const_HOOK_NET_FUNCTION_value, 2097152);
	zend_string *const_HOOK_NET_FUNCTION_name = zend_string_init_interned("HOOK_NET_FUNCTION", sizeof("HOOK_NET_FUNCTION") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_HOOK_NET_FUNCTION_name, &const_HOOK_NET_FUNCTION_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_HOOK_NET_FUNCTION_name);

	zval const_HOOK_MONGODB_value;
	ZVAL_LONG(&const_HOOK_MONGODB_value, 4194304);
	zend_string *const_HOOK_MONGODB_name = zend_string_init_interned("HOOK_MONGODB", sizeof("HOOK_MONGODB") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_HOOK_MONGODB_name, &const_HOOK_MONGODB_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_HOOK_MONGODB_name);

	zval const_HOOK_ALL_value;
	ZVAL_LONG(&const_HOOK_ALL_value, 2143287295);
	zend_string *const_HOOK_ALL_name = zend_string_init_interned("HOOK_ALL", sizeof("HOOK_ALL") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_HOOK_ALL_name, &const_HOOK_ALL_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_HOOK_ALL_name);

	return class_entry;
}
