/*
 * The module: its settings, its layers and nothing else. Layers are raised
 * in the order of the list below and lowered in reverse.
 */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_corokit.h"

#include "php_ini.h"
#include "ext/standard/info.h"

#include "src/base/config.h"
#include "src/base/layer.h"
#include "src/core/exceptions.h"
#include "src/core/last_error.h"

corokit_config_t corokit_config;

/* To add a layer: its const in a header of its folder, a line here. */
static const corokit_layer_t *const layers[] = {
	&corokit_last_error_layer,
	&corokit_exceptions_layer,
	NULL
};
