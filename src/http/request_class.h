/*
 * CoroKit\Http\Request. The object keeps the message as it came and makes
 * an array of a part of it, a property, when it is first looked at.
 */
#ifndef COROKIT_HTTP_REQUEST_CLASS_H
#define COROKIT_HTTP_REQUEST_CLASS_H

#include <stdint.h>

#include "php.h"

#include "../base/layer.h"
#include "connection.h"
#include "message.h"

/* INET6_ADDRSTRLEN, rounded up. */
#define COROKIT_HTTP_ADDRESS_SIZE 48

/* Who is at the other end. */
typedef struct {
	zend_long fd;             /* Request::$fd */
	double    accepted;       /* when the connection was taken: seconds since 1970 */
	uint16_t  remote_port;
	uint16_t  local_port;
	char      remote_address[COROKIT_HTTP_ADDRESS_SIZE]; /* "": none, as on UNIX sockets */
	char      local_address[COROKIT_HTTP_ADDRESS_SIZE];
} corokit_http_peer_t;

extern zend_class_entry *corokit_http_request_ce;
extern const corokit_layer_t corokit_http_request_layer;

/*
 * A Request of a complete message; the caller owns it. Takes a reference to the
 * message and copies the rest, but options->upload_dir is borrowed: it outlives the object.
 * Runs no PHP code.
 */
zend_object *corokit_http_request_create(corokit_http_message_t *message, const corokit_http_peer_t *peer, const corokit_http_options_t *options);

#endif
