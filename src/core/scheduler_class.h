/* CoroKit\Coroutine\Scheduler. */
#ifndef COROKIT_SCHEDULER_CLASS_H
#define COROKIT_SCHEDULER_CLASS_H

#include "../base/layer.h"

extern const corokit_layer_t corokit_scheduler_class_layer;

#endif
