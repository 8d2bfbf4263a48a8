/*
 * corokit.run_main=1: the main script is a coroutine, so that any script is
 * concurrent without an edit. What it leaves behind (exception, exit status,
 * buffers, handlers) is the script's, as without us.
 */
#ifndef COROKIT_RUN_MAIN_H
#define COROKIT_RUN_MAIN_H

#include "php.h"

/* The next execution of this code is the main script. NULL: it did not compile. */
void corokit_run_main_arm(const zend_op_array *code);
/* The main script did not run, or has run. */
void corokit_run_main_disarm(void);

/* Is this the file that the SAPI was asked for? */
bool corokit_run_main_is_script(const zend_file_handle *file);

/* Is this the name of code given by php -r, called from C? */
bool corokit_run_main_is_command_line(const char *name);

#endif
