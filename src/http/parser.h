/*
 * From bytes to a request: the guard reads first, llhttp (no lenient flag)
 * reads what the guard let through, and both must agree where the message
 * ends. Then come the rules that need the whole head: Host, Content-Length,
 * Transfer-Encoding, Expect, Connection. It knows no sockets and no PHP.
 */
#ifndef COROKIT_HTTP_PARSER_H
#define COROKIT_HTTP_PARSER_H

#include <llhttp.h>

#include "guard.h"
#include "message.h"

typedef struct {
	llhttp_t                llhttp;
	corokit_http_guard_t    guard;
	corokit_http_message_t *message; /* borrowed: being filled */
	bool                    in_body;
	bool                    llhttp_complete;
	int                     fault;   /* minus the status a callback wants; 0: none */
} corokit_http_parser_t;

/* Once per connection; limits are borrowed. */
void corokit_http_parser_init(corokit_http_parser_t *parser, const corokit_http_limits_t *limits);
/* Before each request. */
void corokit_http_parser_begin(corokit_http_parser_t *parser, corokit_http_message_t *message);

/* Has a byte of the request arrived? */
bool corokit_http_parser_started(const corokit_http_parser_t *parser);

/*
 * Takes bytes up to the next event; *taken says how many. HEAD comes only
 * when a body follows. Negative: minus the status to answer with; the
 * connection closes after it.
 */
int corokit_http_parser_feed(corokit_http_parser_t *parser, const char *data, size_t length, size_t *taken);

#endif
