/*
 * A request answered as PHP pages are: superglobals, php://input, echo, header().
 * The request has a scope of its own.
 */
#ifndef COROKIT_HTTP_PAGE_H
#define COROKIT_HTTP_PAGE_H

#include "connection.h"

/* Does a handler without parameters, or the setting, ask for it? */
bool corokit_http_wants_page(const zend_fcall_info_cache *fcc, bool globals);

/*
 * As corokit_http_serve(). The handler gets the Request and the Response if it takes parameters; an answer
 * that it gave by them is the answer, and then what it printed is lost. After a fatal error shutdown functions
 * may still print the page. May suspend. May run PHP code.
 */
bool corokit_http_serve_page(corokit_http_exchange_t *exchange, zend_fcall_info *fci, zend_fcall_info_cache *fcc, corokit_http_outcome_t *outcome);

#endif
