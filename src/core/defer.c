/*
 * The list lives in a slot of the coroutine and is worked off before every
 * other slot, last call first, as long as it fills up. A call that throws
 * does not stop the others: the scheduler settles the exception in between.
 */
#include "defer.h"

#include "locals.h"

typedef struct deferred {
	struct deferred      *next;
	zval                  callable; /* owned */
	zend_fcall_info_cache fcc;
} deferred_t;

static int slot;

static void call(deferred_t *deferred)
{
	zend_fcall_info fci = empty_fcall_info;
	zval result;

	fci.size = sizeof(fci);
	ZVAL_UNDEF(&result);
	ZVAL_COPY_VALUE(&fci.function_name, &deferred->callable);
	fci.retval = &result;
	zend_call_function(&fci, &deferred->fcc);
	zval_ptr_dtor(&result);
}

static void run(corokit_coroutine_t *coroutine, void *value)
{
	deferred_t *deferred = value;

	/* The rest goes back first: the call may defer others, which come before it. */
	corokit_locals_set(coroutine, slot, deferred->next);
	call(deferred);
	zval_ptr_dtor(&deferred->callable);
	efree(deferred);
}

void corokit_defer(corokit_coroutine_t *coroutine, zval *callable, const zend_fcall_info_cache *fcc)
{
	deferred_t *deferred = emalloc(sizeof(*deferred));

	deferred->next = corokit_locals_get(coroutine, slot);
	ZVAL_COPY(&deferred->callable, callable);
	deferred->fcc = *fcc;
	corokit_locals_set(coroutine, slot, deferred);
}

static zend_result startup(int module_number)
{
	(void) module_number;
	slot = corokit_locals_register(run);
	return SUCCESS;
}

const corokit_layer_t corokit_defer_layer = {
	.name = "defer",
	.startup = startup,
};
