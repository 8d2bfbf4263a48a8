/* See callable.h. */
#include "callable.h"

#include "zend_exceptions.h"

#include "scheduler.h"

typedef struct {
	zend_fcall_info_cache fcc;
	zval                  callable;
	HashTable            *named;
	uint32_t              argc;
	zval                  argv[];
} callable_t;

static void free_callable(callable_t *call)
{
	for (uint32_t i = 0; i < call->argc; i++) {
		zval_ptr_dtor(&call->argv[i]);
	}
	if (UNEXPECTED(call->named)) {
		zend_array_release(call->named);
	}
	zval_ptr_dtor(&call->callable);
	efree(call);
}

static void run_callable(corokit_coroutine_t *self, void *arg)
{
	callable_t *call = arg;
	zend_fcall_info fci = {
		.size = sizeof(fci),
		.retval = &self->result,
		.param_count = call->argc,
		.params = call->argv,
		.named_params = call->named,
	};

	if (UNEXPECTED(self->ending)) {
		/* Ended before it began. */
		free_callable(call);
		return;
	}
	/* A trampoline (__call) is not in fcc: it is looked up by name, for each call. */
	ZVAL_COPY_VALUE(&fci.function_name, &call->callable);
	zend_call_function(&fci, &call->fcc);
	free_callable(call);
}

corokit_coroutine_t *corokit_callable_create(zval *callable, const zend_fcall_info_cache *fcc, uint32_t argc, zval *argv, HashTable *named, corokit_outcome_t *outcome)
{
	callable_t *call = emalloc(sizeof(*call) + argc * sizeof(zval));
	corokit_coroutine_t *coroutine = corokit_coroutine_create(run_callable, call);

	if (UNEXPECTED(!coroutine)) {
		efree(call);
		return NULL;
	}
	call->fcc = *fcc;
	ZVAL_COPY(&call->callable, callable);
	call->named = named;
	if (UNEXPECTED(named)) {
		GC_TRY_ADDREF(named);
	}
	call->argc = argc;
	for (uint32_t i = 0; i < argc; i++) {
		ZVAL_COPY(&call->argv[i], &argv[i]);
	}
	coroutine->outcome = outcome;
	corokit_coroutine_mark_spawn_site(coroutine);
	return coroutine;
}

void corokit_report_uncaught(void)
{
	zend_object *exception = EG(exception);

	if (Z_TYPE(EG(user_exception_handler)) != IS_UNDEF) {
		zend_user_exception_handler();
		exception = EG(exception);
	}
	if (exception) {
		if (zend_is_unwind_exit(exception) || zend_is_graceful_exit(exception)) {
			zend_clear_exception();
		} else if (corokit_scheduler_containment()) {
			GC_ADDREF(exception);
			zend_clear_exception();
			corokit_scheduler_containment()->uncaught(corokit_scheduler_running_coroutine(), exception);
			OBJ_RELEASE(exception);
		} else {
			zend_exception_error(exception, E_ERROR);
		}
	}
	if (!corokit_scheduler_containment()) {
		EG(exit_status) = 255;
		corokit_scheduler_exit();
	}
}
