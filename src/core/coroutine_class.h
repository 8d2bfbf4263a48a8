/* CoroKit\Coroutine, and what other class files need to make coroutines of callables. */
#ifndef COROKIT_COROUTINE_CLASS_H
#define COROKIT_COROUTINE_CLASS_H

#include "../base/layer.h"
#include "coroutine.h"

extern const corokit_layer_t corokit_coroutine_class_layer;

/* Why corokit_callable_create() returned NULL: a warning for max_coroutine, else an Error thrown. */
void corokit_coroutine_throw_not_created(int error);

/* True if the running code may suspend; otherwise throws. `what` is the function's PHP name. */
bool corokit_coroutine_require(const char *what);

/* CoroKit\Coroutine\run() after the coroutines were started: until all have ended. May throw. */
bool corokit_coroutine_run_all(void);
/* False, with a warning, where run() cannot be. */
bool corokit_coroutine_can_run(void);

/* An ArrayIterator subclass over a list of integers; takes the array. */
void corokit_coroutine_make_iterator(zend_class_entry *ce, zval *list, zval *result);

/* Rows of Coroutine::stats() that a higher layer knows. Module start only. */
void corokit_coroutine_add_stats(void (*add)(zval *stats));

#endif
