/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 0597957c4514e33fbc0e522fc89fa44d6a75efd8 */

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_corokit_last_error, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_corokit_clear_error, 0, 0, IS_VOID, 0)
ZEND_END_ARG_INFO()


ZEND_FUNCTION(corokit_last_error);
ZEND_FUNCTION(corokit_clear_error);


static const zend_function_entry ext_functions[] = {
	ZEND_FE(corokit_last_error, arginfo_corokit_last_error)
	ZEND_FE(corokit_clear_error, arginfo_corokit_clear_error)
	ZEND_FE_END
};
