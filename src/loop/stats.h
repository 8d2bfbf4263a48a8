/* What the loop adds to Coroutine::stats(). */
#ifndef COROKIT_LOOP_STATS_H
#define COROKIT_LOOP_STATS_H

#include "../base/layer.h"

extern const corokit_layer_t corokit_loop_stats_layer;

#endif
