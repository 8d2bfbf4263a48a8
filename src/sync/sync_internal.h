/* What the class files of this folder share. */
#ifndef COROKIT_SYNC_INTERNAL_H
#define COROKIT_SYNC_INTERNAL_H

#include "php.h"

#include "../base/clock.h"
#include "channel.h"

/* Seconds as Swoole takes them: only a positive number is a limit. */
static inline uint64_t corokit_sync_deadline(double timeout)
{
	return timeout > 0 ? corokit_clock_deadline(timeout) : COROKIT_NEVER;
}

/*
 * Straight into the slot of a declared property: for a lock or a channel
 * that is half of the way. Anything but an int there was put by the script
 * (unset, a reference): the long way, which may run PHP code.
 */
static zend_always_inline void corokit_sync_set_property(zend_object *object, int slot, const char *name, size_t length, zend_long value)
{
	zval *property = OBJ_PROP_NUM(object, slot);

	if (EXPECTED(Z_TYPE_P(property) == IS_LONG)) {
		Z_LVAL_P(property) = value;
	} else {
		zend_update_property_long(object->ce, object, name, length, value);
	}
}

/* ---- what Select needs of the channel class ---- */

extern zend_class_entry *corokit_channel_ce;

#define COROKIT_CHANNEL_OK        0
#define COROKIT_CHANNEL_TIMEOUT  -1
#define COROKIT_CHANNEL_CLOSED   -2
#define COROKIT_CHANNEL_CANCELED -3

corokit_channel_t *corokit_channel_from_obj(zend_object *object);
/* The errCode for a negative result. */
zend_long corokit_channel_error(int result);

/* ---- MINIT of each class file ---- */

void corokit_channel_class_startup(int module_number);
void corokit_select_class_startup(void);
void corokit_wait_group_class_startup(void);
void corokit_barrier_class_startup(void);
void corokit_lock_class_startup(void);
void corokit_task_group_class_startup(void);
void corokit_functions_startup(void);
void corokit_semaphore_class_startup(void);

#endif
