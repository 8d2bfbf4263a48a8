/* PHP functions of a web server: those that the command line lacks, and those that know only one request at a time. */
#ifndef COROKIT_SCOPE_WEB_H
#define COROKIT_SCOPE_WEB_H

#include "../base/layer.h"

extern const corokit_layer_t corokit_scope_web_layer;

#endif
