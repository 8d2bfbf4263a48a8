/*
 * Is this the PHP we were compiled for? The layout of the engine's globals
 * has changed within one API number.
 */
#ifndef COROKIT_ENGINE_CHECK_H
#define COROKIT_ENGINE_CHECK_H

#include "layer.h"

/* First in the list of layers: nothing of the engine is touched before. */
extern const corokit_layer_t corokit_engine_check_layer;

#endif
