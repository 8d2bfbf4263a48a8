/* CoroKit\Future and CoroKit\Coroutine\async(): the result of a coroutine, with its exception. */
#ifndef COROKIT_FUTURE_H
#define COROKIT_FUTURE_H

#include "../base/layer.h"
#include "callable.h"

extern const corokit_layer_t corokit_future_layer;
extern zend_class_entry *corokit_future_ce;

/* ---- for classes that start coroutines and give out their Futures ---- */

/* A Future without a coroutine; the caller owns it. */
zend_object *corokit_future_create(void);
/* What to give corokit_callable_create(), or to deliver to. */
corokit_outcome_t *corokit_future_outcome(zend_object *future);
/*
 * The coroutine is made: from now until its delivery the outcome holds the
 * Future. A failure that nobody awaits is the business of the caller.
 */
void corokit_future_attach(corokit_outcome_t *outcome, zend_long cid);

#endif
