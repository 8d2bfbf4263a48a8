/* The layer of the classes on shared memory. */
#ifndef COROKIT_SHARED_H
#define COROKIT_SHARED_H

#include "../base/layer.h"

extern const corokit_layer_t corokit_shared_layer;

#endif
