/*
 * A Future is the outcome of one coroutine. The coroutine keeps it alive
 * until it has delivered; coroutines in await() are in its list meanwhile.
 */
#include "future.h"

#include "zend_exceptions.h"

#include "../base/error.h"
#include "backtrace.h"
#include "callable.h"
#include "callable_param.h"
#include "coroutine_class.h"
#include "exceptions.h"
#include "last_error.h"
#include "wait_cycle.h"
#include "../../stubs/future_arginfo.h"

zend_class_entry *corokit_future_ce;
static zend_object_handlers handlers;

typedef struct {
	corokit_outcome_t outcome;
	corokit_list_t    waiters;
	zend_long         cid;
	bool              done;
	bool              observed;  /* somebody got the exception */
	zval              result;    /* owned; UNDEF: none */
	zend_object      *exception; /* owned */
	zend_object       std;
} future_t;

typedef struct {
	corokit_wait_t wait;
	corokit_list_t link;
	zend_long      cid; /* of the coroutine whose outcome it is */
} waiter_t;

static inline future_t *from_object(zend_object *object)
{
	return (future_t *) ((char *) object - offsetof(future_t, std));
}

static void unlink_waiter(corokit_wait_t *wait)
{
	corokit_list_unlink(&((waiter_t *) ((char *) wait - offsetof(waiter_t, wait)))->link);
}

static void visit_author(corokit_wait_t *wait, void (*visit)(corokit_coroutine_t *, void *), void *arg)
{
	corokit_coroutine_t *author = corokit_coroutine_find(((waiter_t *) ((char *) wait - offsetof(waiter_t, wait)))->cid);

	if (author) {
		visit(author, arg);
	}
}

static void deliver(corokit_outcome_t *outcome, zval *result, zend_object *exception)
{
	future_t *future = (future_t *) ((char *) outcome - offsetof(future_t, outcome));

	future->done = true;
	future->exception = exception;
	if (result) {
		ZVAL_COPY_VALUE(&future->result, result);
	}
	while (!corokit_list_empty(&future->waiters)) {
		waiter_t *waiter = corokit_list_entry(corokit_list_pop_front(&future->waiters), waiter_t, link);

		corokit_wake(waiter->wait.coroutine, 0);
	}
	/* If nobody holds the Future its failure is reported here, by PHP code
	 * perhaps, in a coroutine that is over. */
	corokit_block_parking();
	OBJ_RELEASE(&future->std);
	corokit_unblock_parking();
}

/* ---- the object ---- */

static zend_object *create_object(zend_class_entry *ce)
{
	future_t *future = zend_object_alloc(sizeof(*future), ce);

	zend_object_std_init(&future->std, ce);
	object_properties_init(&future->std, ce);
	future->std.handlers = &handlers;
	future->outcome.deliver = deliver;
	future->exception = NULL;
	future->done = false;
	future->observed = false;
	future->cid = 0;
	ZVAL_UNDEF(&future->result);
	corokit_list_init(&future->waiters);
	return &future->std;
}

/* A failure that nobody saw must not pass in silence, and need not end the script. */
static void destroy_object(zend_object *object)
{
	future_t *future = from_object(object);

	if (future->exception && !future->observed && !EG(exception)) {
		zend_object *exception = future->exception;

		future->exception = NULL;
		zend_exception_error(exception, E_WARNING);
	}
	zend_objects_destroy_object(object);
}

static void free_object(zend_object *object)
{
	future_t *future = from_object(object);

	zval_ptr_dtor(&future->result);
	if (future->exception) {
		OBJ_RELEASE(future->exception);
	}
	zend_object_std_dtor(object);
}

static HashTable *get_gc(zend_object *object, zval **table, int *count)
{
	future_t *future = from_object(object);
	zend_get_gc_buffer *buffer = zend_get_gc_buffer_create();

	zend_get_gc_buffer_add_zval(buffer, &future->result);
	if (future->exception) {
		zend_get_gc_buffer_add_obj(buffer, future->exception);
	}
	zend_get_gc_buffer_use(buffer, table, count);
	return zend_std_get_properties(object);
}

/* ---- for other classes ---- */

zend_object *corokit_future_create(void)
{
	return create_object(corokit_future_ce);
}

corokit_outcome_t *corokit_future_outcome(zend_object *future)
{
	return &from_object(future)->outcome;
}

void corokit_future_attach(corokit_outcome_t *outcome, zend_long cid)
{
	future_t *future = (future_t *) ((char *) outcome - offsetof(future_t, outcome));

	GC_ADDREF(&future->std);
	future->cid = cid;
	future->observed = true;
}

/* ---- methods ---- */

ZEND_METHOD(CoroKit_Future, __construct)
{
	ZEND_PARSE_PARAMETERS_NONE();
}

static void return_outcome(future_t *future, zval *return_value)
{
	if (future->exception) {
		zval exception;

		future->observed = true;
		ZVAL_OBJ_COPY(&exception, future->exception);
		zend_throw_exception_object(&exception);
		return;
	}
	if (Z_ISUNDEF(future->result)) {
		zend_throw_error(corokit_error_ce, "Coroutine " ZEND_LONG_FMT " ended without a result", future->cid);
		return;
	}
	RETURN_COPY(&future->result);
}

static void throw_wait_failed(int code)
{
	if (EG(exception)) {
		return;
	}
	corokit_last_error_set_result(code);
	if (code == -ETIMEDOUT) {
		zend_throw_exception(corokit_timeout_exception_ce, "The coroutine has not ended in time", 0);
	} else {
		zend_throw_exception(corokit_canceled_exception_ce, "The wait for the coroutine was cancelled", 0);
	}
}

ZEND_METHOD(CoroKit_Future, await)
{
	future_t *future = from_object(Z_OBJ_P(ZEND_THIS));
	double timeout = -1;
	waiter_t waiter = {.wait = {.reason = "the result of a coroutine", .unlink = unlink_waiter, .each_blocker = visit_author}, .cid = future->cid};
	int code;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_DOUBLE(timeout)
	ZEND_PARSE_PARAMETERS_END();

	if (!future->done) {
		if (!corokit_coroutine_require("CoroKit\\Future::await()")) {
			RETURN_THROWS();
		}
		if (future->cid == corokit_current->cid) {
			zend_throw_error(corokit_error_ce, "A coroutine cannot await its own Future");
			RETURN_THROWS();
		}
		if (!corokit_wait_allowed(&waiter.wait, corokit_clock_deadline(timeout))) {
			RETURN_THROWS();
		}
		corokit_list_push_back(&future->waiters, &waiter.link);
		code = corokit_park(&waiter.wait, corokit_clock_deadline(timeout));
		if (code < 0) {
			throw_wait_failed(code);
			RETURN_THROWS();
		}
	}
	return_outcome(future, return_value);
}

ZEND_METHOD(CoroKit_Future, isDone)
{
	ZEND_PARSE_PARAMETERS_NONE();
	RETURN_BOOL(from_object(Z_OBJ_P(ZEND_THIS))->done);
}

ZEND_METHOD(CoroKit_Future, getCid)
{
	ZEND_PARSE_PARAMETERS_NONE();
	RETURN_LONG(from_object(Z_OBJ_P(ZEND_THIS))->cid);
}

ZEND_METHOD(CoroKit_Future, cancel)
{
	future_t *future = from_object(Z_OBJ_P(ZEND_THIS));
	corokit_coroutine_t *coroutine;
	zend_object *exception;

	ZEND_PARSE_PARAMETERS_NONE();

	coroutine = future->done ? NULL : corokit_coroutine_find(future->cid);
	if (!coroutine) {
		corokit_last_error_set(COROKIT_ERROR_CO_NOT_EXISTS);
		RETURN_FALSE;
	}
	if (coroutine->status != COROKIT_COROUTINE_WAITING) {
		corokit_last_error_set(COROKIT_ERROR_CO_CANNOT_CANCEL);
		RETURN_FALSE;
	}
	exception = corokit_backtrace_exception(coroutine, corokit_canceled_exception_ce, "The coroutine was cancelled");
	if (corokit_cancel(coroutine, exception) < 0) {
		corokit_last_error_set(COROKIT_ERROR_CO_CANNOT_CANCEL);
		RETURN_FALSE;
	}
	RETURN_TRUE;
}

ZEND_FUNCTION(CoroKit_Coroutine_async)
{
	zval *callable, *args;
	int argc;
	HashTable *named;
	zend_fcall_info_cache fcc;
	corokit_coroutine_t *coroutine;
	future_t *future;

	ZEND_PARSE_PARAMETERS_START(1, -1)
		COROKIT_PARAM_CALLABLE(callable, fcc)
		Z_PARAM_VARIADIC_WITH_NAMED(args, argc, named)
	ZEND_PARSE_PARAMETERS_END();

	object_init_ex(return_value, corokit_future_ce);
	future = from_object(Z_OBJ_P(return_value));
	coroutine = corokit_callable_create(callable, &fcc, argc, args, named, &future->outcome);
	if (!coroutine) {
		int error = errno;

		zval_ptr_dtor(return_value);
		ZVAL_NULL(return_value);
		if (error == EAGAIN) {
			zend_throw_error(corokit_error_ce, "Cannot create a coroutine: max_coroutine is reached");
		} else {
			corokit_coroutine_throw_not_created(error);
		}
		RETURN_THROWS();
	}
	GC_ADDREF(&future->std); /* the coroutine's own, until deliver() */
	future->cid = coroutine->cid;
	corokit_coroutine_start(coroutine);
}

static zend_result startup(int module_number)
{
	(void) module_number;
	corokit_future_ce = register_class_CoroKit_Future();
	corokit_future_ce->create_object = create_object;
	memcpy(&handlers, zend_get_std_object_handlers(), sizeof(handlers));
	handlers.offset = offsetof(future_t, std);
	handlers.dtor_obj = destroy_object;
	handlers.free_obj = free_object;
	handlers.get_gc = get_gc;
	handlers.clone_obj = NULL;
	return zend_register_functions(NULL, ext_functions, NULL, MODULE_PERSISTENT);
}

const corokit_layer_t corokit_future_layer = {
	.name = "future",
	.startup = startup,
};
