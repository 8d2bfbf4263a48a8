/* CoroKit\Runtime and the COROKIT_HOOK_* constants. */
#ifndef COROKIT_RUNTIME_CLASS_H
#define COROKIT_RUNTIME_CLASS_H

#include "php.h"

extern zend_class_entry *corokit_runtime_ce;

zend_result corokit_runtime_class_startup(int module_number);

#endif
