/* What differs between PHP 8.2 and 8.6, in one place. */
#ifndef COROKIT_COMPAT_H
#define COROKIT_COMPAT_H

#include "php.h"
#include "zend_fibers.h"

#if PHP_VERSION_ID < 80200
# error "CoroKit needs PHP 8.2 or newer"
#endif

/* 8.2.35 and its siblings postpone out-of-memory errors to the next VM interrupt. */
#ifdef ZEND_HAS_OOM
# define COROKIT_HAVE_DELAYED_OOM 1
#endif

/* From 8.3 on a C stack overflow is an Error, if the engine knows the stack's limits. */
#ifdef ZEND_CHECK_STACK_LIMIT
# define COROKIT_HAVE_STACK_LIMIT 1
#endif

/* Structs of the engine as a whole, where OG() and SG() reach one member. */
#ifdef ZTS
# define COROKIT_OUTPUT_GLOBALS (*TSRMG_BULK_STATIC(output_globals_id, zend_output_globals *))
# define COROKIT_SAPI_GLOBALS (*TSRMG_FAST_BULK_STATIC(sapi_globals_offset, sapi_globals_struct *))
#else
# define COROKIT_OUTPUT_GLOBALS output_globals
# define COROKIT_SAPI_GLOBALS sapi_globals
#endif

#endif
