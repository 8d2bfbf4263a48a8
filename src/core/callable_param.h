/*
 * Callable parameters of PHP functions, for class files: Z_PARAM_FUNC, with
 * a short way for closures, which nearly all of them are.
 */
#ifndef COROKIT_CALLABLE_PARAM_H
#define COROKIT_CALLABLE_PARAM_H

#include "php.h"
#include "zend_closures.h"

static zend_always_inline bool corokit_parse_callable(zval *arg, zval **callable, zend_fcall_info_cache *fcc, char **error)
{
	zend_fcall_info fci;

	*callable = arg;
	if (EXPECTED(Z_TYPE_P(arg) == IS_OBJECT && Z_OBJCE_P(arg) == zend_ce_closure)) {
		*fcc = empty_fcall_info_cache;
		Z_OBJ_HANDLER_P(arg, get_closure)(Z_OBJ_P(arg), &fcc->calling_scope, &fcc->function_handler, &fcc->object, false);
		fcc->called_scope = fcc->calling_scope;
		return true;
	}
	if (UNEXPECTED(zend_fcall_info_init(arg, 0, &fci, fcc, NULL, error) != SUCCESS)) {
		return false;
	}
	/* A trampoline belongs to the call that is not made yet; it is looked up again then. */
	zend_release_fcall_info_cache(fcc);
	return true;
}

/* In ZEND_PARSE_PARAMETERS_START; `callable` is borrowed from the caller's arguments. */
#define COROKIT_PARAM_CALLABLE(callable, fcc) \
	Z_PARAM_PROLOGUE(0, 0); \
	if (UNEXPECTED(!corokit_parse_callable(_arg, &(callable), &(fcc), &_error))) { \
		_expected_type = Z_EXPECTED_FUNC; \
		_error_code = _error ? ZPP_ERROR_WRONG_CALLBACK : ZPP_ERROR_WRONG_ARG; \
		break; \
	}

#endif
