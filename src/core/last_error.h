/*
 * corokit_last_error(): why the last operation that returned false did so.
 * One value per process, as Swoole's; the callers are class files and hooks.
 */
#ifndef COROKIT_LAST_ERROR_H
#define COROKIT_LAST_ERROR_H

#include "../base/layer.h"

extern const corokit_layer_t corokit_last_error_layer;

int  corokit_last_error_get(void);
void corokit_last_error_set(int code);

/* From a negative result: -ECANCELED and -ETIMEDOUT become Swoole's numbers, the rest its errno. */
void corokit_last_error_set_result(int result);

#endif
