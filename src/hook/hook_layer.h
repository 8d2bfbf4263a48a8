/* The hooks as a layer: when they are installed, and what php --ri tells of them. */
#ifndef COROKIT_HOOK_LAYER_H
#define COROKIT_HOOK_LAYER_H

#include "../base/layer.h"

extern const corokit_layer_t corokit_hook_layer;

#endif
