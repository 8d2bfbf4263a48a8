/* The list of tables of hooked symbols. To add one: a line here, its declaration above the list. */
#include "hook.h"

const corokit_hook_entry_t *const corokit_hook_tables[] = {
	NULL
};
