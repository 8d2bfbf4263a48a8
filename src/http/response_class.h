/* CoroKit\Http\Response. */
#ifndef COROKIT_HTTP_RESPONSE_CLASS_H
#define COROKIT_HTTP_RESPONSE_CLASS_H

#include "../base/layer.h"
#include "response.h"

extern zend_class_entry *corokit_http_response_ce;
extern const corokit_layer_t corokit_http_response_layer;

/* For the exchange that is out; the caller owns it. */
zend_object *corokit_http_response_create_object(corokit_http_connection_t *connection);
corokit_http_response_t *corokit_http_response_from_obj(zend_object *object);

#endif
