/*
 * The last error and the constants that name its values. To add a constant:
 * the number in base/error.h, a row in the table below.
 */
#include "last_error.h"

#include "../base/error.h"
#include "../../stubs/last_error_arginfo.h"

static int last_error;

static const struct {
	const char *name;
	zend_long   value;
} constants[] = {
	{"COROKIT_ERROR_INVALID_PARAMS", COROKIT_ERROR_INVALID_PARAMS},
	{"COROKIT_ERROR_OPERATION_NOT_SUPPORT", COROKIT_ERROR_OPERATION_NOT_SUPPORT},
	{"COROKIT_ERROR_WRONG_OPERATION", COROKIT_ERROR_WRONG_OPERATION},
	{"COROKIT_ERROR_CO_OUT_OF_COROUTINE", COROKIT_ERROR_CO_OUT_OF_COROUTINE},
	{"COROKIT_ERROR_CO_HAS_BEEN_BOUND", COROKIT_ERROR_CO_HAS_BEEN_BOUND},
	{"COROKIT_ERROR_CO_HAS_BEEN_DISCARDED", 10003},
	{"COROKIT_ERROR_CO_MUTEX_DOUBLE_UNLOCK", 10004},
	{"COROKIT_ERROR_CO_BLOCK_OBJECT_LOCKED", 10005},
	{"COROKIT_ERROR_CO_BLOCK_OBJECT_WAITING", 10006},
	{"COROKIT_ERROR_CO_YIELD_FAILED", 10007},
	{"COROKIT_ERROR_CO_GETCONTEXT_FAILED", 10008},
	{"COROKIT_ERROR_CO_SWAPCONTEXT_FAILED", 10009},
	{"COROKIT_ERROR_CO_MAKECONTEXT_FAILED", 10010},
	{"COROKIT_ERROR_CO_IOCPINIT_FAILED", 10011},
	{"COROKIT_ERROR_CO_PROTECT_STACK_FAILED", 10012},
	{"COROKIT_ERROR_CO_STD_THREAD_LINK_ERROR", 10013},
	{"COROKIT_ERROR_CO_DISABLED_MULTI_THREAD", 10014},
	{"COROKIT_ERROR_CO_CANNOT_CANCEL", COROKIT_ERROR_CO_CANNOT_CANCEL},
	{"COROKIT_ERROR_CO_NOT_EXISTS", COROKIT_ERROR_CO_NOT_EXISTS},
	{"COROKIT_ERROR_CO_CANCELED", COROKIT_ERROR_CO_CANCELED},
	{"COROKIT_ERROR_CO_TIMEDOUT", COROKIT_ERROR_CO_TIMEDOUT},
	{"COROKIT_ERROR_CO_SOCKET_CLOSE_WAIT", 10019},
	{"COROKIT_EXIT_IN_COROUTINE", 1 << 1},
	{"COROKIT_EXIT_IN_SERVER", 1 << 2},
};

int corokit_last_error_get(void)
{
	return last_error;
}

void corokit_last_error_set(int code)
{
	last_error = code;
}

void corokit_last_error_set_result(int result)
{
	switch (result) {
		case -ECANCELED:
			last_error = COROKIT_ERROR_CO_CANCELED;
			break;
		case -ETIMEDOUT:
			last_error = COROKIT_ERROR_CO_TIMEDOUT;
			break;
		default:
			last_error = -result;
	}
}

ZEND_FUNCTION(corokit_last_error)
{
	ZEND_PARSE_PARAMETERS_NONE();
	RETURN_LONG(last_error);
}

ZEND_FUNCTION(corokit_clear_error)
{
	ZEND_PARSE_PARAMETERS_NONE();
	last_error = 0;
}

static zend_result startup(int module_number)
{
	for (size_t i = 0; i < sizeof(constants) / sizeof(constants[0]); i++) {
		zend_register_long_constant(constants[i].name, strlen(constants[i].name), constants[i].value,
			CONST_PERSISTENT | CONST_CS, module_number);
	}
	return zend_register_functions(NULL, ext_functions, NULL, MODULE_PERSISTENT);
}

static zend_result activate(void)
{
	last_error = 0;
	return SUCCESS;
}

const corokit_layer_t corokit_last_error_layer = {
	.name = "last error",
	.startup = startup,
	.activate = activate,
};
