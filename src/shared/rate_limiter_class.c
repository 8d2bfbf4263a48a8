/*
 * CoroKit\RateLimiter. A bucket is one number: the time when it will be full again. Taking a token
 * moves it by the time that one needs to come back; more than a window ahead it would be below empty.
 */
#include "shared_internal.h"

#include "zend_exceptions.h"

#include "../base/clock.h"
#include "../core/exceptions.h"
#include "store.h"

#include "../../stubs/rate_limiter_arginfo.h"

typedef struct {
	corokit_store_t store;
	zend_long       limit;
	zend_long       interval; /* ns in which a token comes back */
	zend_object     std;
} limiter_object_t;

static zend_object_handlers limiter_handlers;

static limiter_object_t *limiter_from_obj(zend_object *object)
{
	return (limiter_object_t *) ((char *) object - XtOffsetOf(limiter_object_t, std));
}

static zend_object *create_limiter(zend_class_entry *ce)
{
	limiter_object_t *self = zend_object_alloc(sizeof(limiter_object_t), ce);

	memset(self, 0, XtOffsetOf(limiter_object_t, std));
	zend_object_std_init(&self->std, ce);
	object_properties_init(&self->std, ce);
	self->std.handlers = &limiter_handlers;
	return &self->std;
}

static void free_limiter(zend_object *object)
{
	corokit_store_deinit(&limiter_from_obj(object)->store);
	zend_object_std_dtor(object);
}

ZEND_METHOD(CoroKit_RateLimiter, __construct)
{
	limiter_object_t *self = limiter_from_obj(Z_OBJ_P(ZEND_THIS));
	zend_long limit, keys = 1024;
	double window = 1.0;

	ZEND_PARSE_PARAMETERS_START(1, 3)
		Z_PARAM_LONG(limit)
		Z_PARAM_OPTIONAL
		Z_PARAM_DOUBLE(window)
		Z_PARAM_LONG(keys)
	ZEND_PARSE_PARAMETERS_END();

	if (limit < 1 || limit > INT32_MAX) {
		zend_argument_value_error(1, "must be from 1 to %d", INT32_MAX);
		RETURN_THROWS();
	}
	/* A year; and at least a nanosecond for a token. */
	if (!(window > 0 && window < 3.2e7 && window * 1e9 >= (double) limit)) {
		zend_argument_value_error(2, "must be a number of seconds, and at least a nanosecond for each token");
		RETURN_THROWS();
	}
	if (corokit_store_init(&self->store, keys, 0, 3, COROKIT_TABLE_REFUSE)) {
		self->limit = limit;
		self->interval = (zend_long) (window * 1e9 / (double) limit);
	}
}

typedef struct {
	const limiter_object_t *self;
	zend_long               tokens;
	zend_long               now;
} request_t;

static zend_long now_ns(void)
{
	return (zend_long) corokit_clock_now();
}

/* With the lock of the bucket. */
static bool take_tokens(zend_long *full_at, uint64_t *expires, void *arg)
{
	const request_t *request = arg;
	zend_long from = *full_at > request->now ? *full_at : request->now;
	zend_long to = from + request->tokens * request->self->interval;

	if (to - request->now > request->self->limit * request->self->interval) {
		return false;
	}
	*full_at = to;
	/* Once it is full, it is as if it were not there. */
	*expires = (uint64_t) to / COROKIT_NS_PER_MS + 1;
	return true;
}

/* The object, key and tokens of a call; NULL: thrown. */
static limiter_object_t *parse(INTERNAL_FUNCTION_PARAMETERS, corokit_table_key_t *key, zend_long *tokens)
{
	limiter_object_t *self = limiter_from_obj(Z_OBJ_P(ZEND_THIS));
	zend_string *name;
	zend_long number = 1;

	(void) return_value;
	ZEND_PARSE_PARAMETERS_START(1, tokens ? 2 : 1)
		Z_PARAM_STR(name)
		Z_PARAM_OPTIONAL
		Z_PARAM_LONG(number)
	ZEND_PARSE_PARAMETERS_END_EX(return NULL);

	if (!corokit_store_is_usable(&self->store)) {
		return NULL;
	}
	if (!ZSTR_LEN(name) || ZSTR_LEN(name) > COROKIT_TABLE_KEY_MAX) {
		zend_argument_value_error(1, "must have from 1 to %d bytes", COROKIT_TABLE_KEY_MAX);
		return NULL;
	}
	if (number < 1 || number > self->limit) {
		zend_argument_value_error(2, "must be from 1 to the limit, " ZEND_LONG_FMT, self->limit);
		return NULL;
	}
	corokit_table_key_init(key, name);
	if (tokens) {
		*tokens = number;
	}
	return self;
}

ZEND_METHOD(CoroKit_RateLimiter, allow)
{
	corokit_table_key_t key;
	request_t request;
	limiter_object_t *self = parse(INTERNAL_FUNCTION_PARAM_PASSTHRU, &key, &request.tokens);
	int code;

	if (!self) {
		RETURN_THROWS();
	}
	request.self = self;
	request.now = now_ns();
	code = corokit_table_change(&self->store.table, &key, self->store.number, take_tokens, &request);
	if (code < 0 && code != -EAGAIN) {
		corokit_table_throw(&self->store.table, code);
		RETURN_THROWS();
	}
	RETURN_BOOL(code == 0);
}

/* ns until the bucket is full. */
static zend_long missing(limiter_object_t *self, const corokit_table_key_t *key)
{
	zend_long now = now_ns(), full_at;
	zval value;

	corokit_table_read(&self->store.table, key, self->store.number, &value);
	full_at = Z_TYPE(value) == IS_LONG ? Z_LVAL(value) : 0;
	return full_at > now ? full_at - now : 0;
}

ZEND_METHOD(CoroKit_RateLimiter, remaining)
{
	corokit_table_key_t key;
	limiter_object_t *self = parse(INTERNAL_FUNCTION_PARAM_PASSTHRU, &key, NULL);

	if (!self) {
		RETURN_THROWS();
	}
	RETURN_LONG((self->limit * self->interval - missing(self, &key)) / self->interval);
}

ZEND_METHOD(CoroKit_RateLimiter, retryAfter)
{
	corokit_table_key_t key;
	zend_long tokens, wait;
	limiter_object_t *self = parse(INTERNAL_FUNCTION_PARAM_PASSTHRU, &key, &tokens);

	if (!self) {
		RETURN_THROWS();
	}
	wait = missing(self, &key) - (self->limit - tokens) * self->interval;
	RETURN_DOUBLE(wait > 0 ? (double) wait / 1e9 : 0);
}

ZEND_METHOD(CoroKit_RateLimiter, reset)
{
	corokit_table_key_t key;
	limiter_object_t *self = parse(INTERNAL_FUNCTION_PARAM_PASSTHRU, &key, NULL);

	if (!self) {
		RETURN_THROWS();
	}
	corokit_table_delete(&self->store.table, &key, NULL, 0, NULL);
}

void corokit_rate_limiter_class_startup(void)
{
	zend_class_entry *ce = register_class_CoroKit_RateLimiter();

	ce->create_object = create_limiter;
	limiter_handlers = std_object_handlers;
	limiter_handlers.offset = XtOffsetOf(limiter_object_t, std);
	limiter_handlers.free_obj = free_limiter;
	limiter_handlers.clone_obj = NULL;
}
