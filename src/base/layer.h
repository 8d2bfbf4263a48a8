/*
 * A layer of the module: what it does at each turn of PHP's life. corokit.c
 * holds the one list, in order; it raises them in that order and lowers them
 * in reverse. Every member may be NULL.
 */
#ifndef COROKIT_LAYER_H
#define COROKIT_LAYER_H

#include "php.h"

typedef struct {
	const char *name;
	zend_result (*startup)(int module_number);  /* MINIT: classes, constants, handlers */
	void        (*shutdown)(void);              /* MSHUTDOWN */
	zend_result (*activate)(void);              /* RINIT */
	void        (*finish)(void);                /* before destructors run: the engine is whole, PHP code may run */
	void        (*deactivate)(void);            /* RSHUTDOWN: objects are gone, no PHP code */
	void        (*release)(void);               /* post-deactivate: the last word of the request */
	void        (*info)(void);                  /* rows for php --ri corokit, with php_info_print_table_row() */
} corokit_layer_t;

#endif
