/* What the class files of this folder share. */
#ifndef COROKIT_SHARED_INTERNAL_H
#define COROKIT_SHARED_INTERNAL_H

#include "php.h"

/* ---- MINIT of each class file ---- */

void corokit_atomic_class_startup(void);
void corokit_process_lock_class_startup(void);
void corokit_table_class_startup(void);
void corokit_rate_limiter_class_startup(void);
void corokit_cache_class_startup(void);
/* Nothing where PHP has no sessions. */
void corokit_session_handler_class_startup(void);

#endif
