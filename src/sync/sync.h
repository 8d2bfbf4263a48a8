/* The layer of channels, locks and groups. */
#ifndef COROKIT_SYNC_H
#define COROKIT_SYNC_H

#include "../base/layer.h"

extern const corokit_layer_t corokit_sync_layer;

#endif
