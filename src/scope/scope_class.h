/* CoroKit\Scope. */
#ifndef COROKIT_SCOPE_CLASS_H
#define COROKIT_SCOPE_CLASS_H

#include "../base/layer.h"

extern const corokit_layer_t corokit_scope_class_layer;

#endif
