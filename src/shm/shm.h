/* The layer of shared memory: who owns what, and what fork() does to it. */
#ifndef COROKIT_SHM_H
#define COROKIT_SHM_H

#include "../base/layer.h"

extern const corokit_layer_t corokit_shm_layer;

#endif
