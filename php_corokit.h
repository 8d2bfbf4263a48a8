/* The module entry and its version; see src/ for everything else. */
#ifndef PHP_COROKIT_H
#define PHP_COROKIT_H

#include "php.h"

#define PHP_COROKIT_VERSION "0.1.0"

extern zend_module_entry corokit_module_entry;
#define phpext_corokit_ptr &corokit_module_entry

#endif
