/*
 * Result codes below the class files: 0 or a negative errno, as libuv has
 * them. Numbers that PHP code sees are Swoole's.
 */
#ifndef COROKIT_ERROR_H
#define COROKIT_ERROR_H

#include <errno.h>

/* swoole_last_error() and errCode values of coroutine operations */
#define COROKIT_ERROR_INVALID_PARAMS        505
#define COROKIT_ERROR_OPERATION_NOT_SUPPORT 507
#define COROKIT_ERROR_WRONG_OPERATION       509
#define COROKIT_ERROR_CO_OUT_OF_COROUTINE   10001
#define COROKIT_ERROR_CO_HAS_BEEN_BOUND     10002
#define COROKIT_ERROR_CO_CANNOT_CANCEL      10015
#define COROKIT_ERROR_CO_NOT_EXISTS         10016
#define COROKIT_ERROR_CO_CANCELED           10017
#define COROKIT_ERROR_CO_TIMEDOUT           10018

#endif
