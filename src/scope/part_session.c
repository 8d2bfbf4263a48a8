#include "parts.h"

void corokit_scope_close_session(corokit_scope_t *scope)
{
	(void) scope;
}
