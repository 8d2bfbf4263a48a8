/* Objects that are loaded later, and functions that are looked up by name (FFI). */
#ifndef COROKIT_HOOK_DL_H
#define COROKIT_HOOK_DL_H

#include "hook.h"

extern const corokit_hook_entry_t corokit_hook_dl_table[];

#endif
