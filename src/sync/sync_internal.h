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
