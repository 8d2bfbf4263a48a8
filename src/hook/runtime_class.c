/* See runtime_class.h. To add a flag: hook_flags.h, a row in flags[]. */
#include "runtime_class.h"

#include "../core/options.h"
#include "doctor.h"
#include "hook_patch.h"
#include "../../stubs/runtime_arginfo.h"

zend_class_entry *corokit_runtime_ce;

#define FLAG(name) {#name, COROKIT_HOOK_##name}

static const struct {
	const char *name;
	zend_long   value;
} flags[] = {
	FLAG(TCP),
	FLAG(UDP),
	FLAG(UNIX),
	FLAG(UDG),
	FLAG(SSL),
	FLAG(TLS),
	FLAG(STREAM_FUNCTION),
	FLAG(FILE),
	FLAG(SLEEP),
	FLAG(PROC),
	FLAG(CURL),
	FLAG(NATIVE_CURL),
	FLAG(BLOCKING_FUNCTION),
	FLAG(SOCKETS),
	FLAG(STDIO),
	FLAG(PDO_PGSQL),
	FLAG(PDO_ODBC),
	FLAG(PDO_ORACLE),
	FLAG(PDO_SQLITE),
	FLAG(PDO_FIREBIRD),
	FLAG(NET_FUNCTION),
	FLAG(MONGODB),
	FLAG(ALL),
};

static bool has_hooks(void)
{
	size_t count;

	corokit_hook_patched_objects(&count);
	return count > 0 && !corokit_hook_patch_problem();
}

static bool set_flags(zend_long value)
{
	if (!has_hooks()) {
		return false;
	}
	corokit_hooks_mask = (uint32_t) (value & 0x7fffffff);
	return true;
}

/* Coroutine::set(['hook_flags' => ...]) */
static void apply_option(zval *value)
{
	set_flags(zval_get_long(value));
}

static const corokit_option_t options[] = {
	{"hook_flags", apply_option},
	{NULL, NULL},
};

ZEND_METHOD(CoroKit_Runtime, enableCoroutine)
{
	zend_long value = COROKIT_HOOK_ALL;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_LONG(value)
	ZEND_PARSE_PARAMETERS_END();
	/* enableCoroutine(true) was the signature for long, and is written so still. */
	RETURN_BOOL(set_flags(value == 1 ? (zend_long) COROKIT_HOOK_ALL : value));
}

ZEND_METHOD(CoroKit_Runtime, getHookFlags)
{
	ZEND_PARSE_PARAMETERS_NONE();
	RETURN_LONG(has_hooks() ? (zend_long) corokit_hooks_mask : 0);
}

ZEND_METHOD(CoroKit_Runtime, setHookFlags)
{
	zend_long value;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_LONG(value)
	ZEND_PARSE_PARAMETERS_END();
	RETURN_BOOL(set_flags(value));
}

ZEND_METHOD(CoroKit_Runtime, getHookedObjects)
{
	size_t count;
	const corokit_hook_object_t *objects = corokit_hook_patched_objects(&count);

	ZEND_PARSE_PARAMETERS_NONE();
	array_init_size(return_value, (uint32_t) count);
	for (size_t i = 0; i < count; i++) {
		zval object, slots;

		array_init(&slots);
		for (size_t slot = 0; slot < objects[i].slot_count; slot++) {
			add_next_index_string(&slots, objects[i].symbols[slot]);
		}
		array_init(&object);
		add_assoc_string(&object, "path", objects[i].path ? objects[i].path : "");
		add_assoc_string(&object, "caller", corokit_hook_caller_name(objects[i].caller));
		add_assoc_zval(&object, "slots", &slots);
		add_next_index_zval(return_value, &object);
	}
}

ZEND_METHOD(CoroKit_Runtime, doctor)
{
	bool print = true;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_BOOL(print)
	ZEND_PARSE_PARAMETERS_END();
	corokit_doctor_examine(return_value);
	if (print) {
		corokit_doctor_print(Z_ARRVAL_P(return_value));
	}
}

zend_result corokit_runtime_class_startup(int module_number)
{
	char name[64];

	corokit_options_register(options);
	corokit_runtime_ce = register_class_CoroKit_Runtime();
	for (size_t i = 0; i < sizeof(flags) / sizeof(*flags); i++) {
		int length = snprintf(name, sizeof(name), "COROKIT_HOOK_%s", flags[i].name);

		zend_register_long_constant(name, (size_t) length, flags[i].value, CONST_PERSISTENT, module_number);
	}
	return SUCCESS;
}
