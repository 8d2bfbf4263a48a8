/*
 * CoroKit\Coroutine\Channel, also known as CoroKit\Channel: the PHP face of
 * channel.c. The object owns the channel; a coroutine that waits in it holds
 * the object by the running call.
 */
#include "channel.h"

#include "../base/error.h"
#include "../core/exceptions.h"
#include "sync_internal.h"

#include "../../stubs/channel_arginfo.h"

typedef struct {
	corokit_channel_t channel;
	zend_object       std;
} channel_object_t;

/* The declared properties, in the order of the stub. */
enum { PROPERTY_CAPACITY, PROPERTY_ERRCODE };

zend_class_entry *corokit_channel_ce;
static zend_object_handlers channel_handlers;

corokit_channel_t *corokit_channel_from_obj(zend_object *object)
{
	return &((channel_object_t *) ((char *) object - XtOffsetOf(channel_object_t, std)))->channel;
}

zend_long corokit_channel_error(int result)
{
	switch (result) {
		case 0:
			return COROKIT_CHANNEL_OK;
		case -EPIPE:
			return COROKIT_CHANNEL_CLOSED;
		case -ECANCELED:
			return COROKIT_CHANNEL_CANCELED;
		default:
			return COROKIT_CHANNEL_TIMEOUT;
	}
}

static zend_always_inline void set_errcode(zend_object *object, int result)
{
	corokit_sync_set_property(object, PROPERTY_ERRCODE, ZEND_STRL("errCode"), corokit_channel_error(result));
}

static zend_object *create_channel(zend_class_entry *ce)
{
	channel_object_t *self = zend_object_alloc(sizeof(channel_object_t), ce);

	corokit_channel_init(&self->channel, 0);
	zend_object_std_init(&self->std, ce);
	object_properties_init(&self->std, ce);
	self->std.handlers = &channel_handlers;
	return &self->std;
}

static void free_channel(zend_object *object)
{
	corokit_channel_deinit(corokit_channel_from_obj(object));
	zend_object_std_dtor(object);
}

static HashTable *get_channel_gc(zend_object *object, zval **table, int *n)
{
	zend_get_gc_buffer *buffer = zend_get_gc_buffer_create();

	corokit_channel_collect(corokit_channel_from_obj(object), buffer);
	zend_get_gc_buffer_use(buffer, table, n);
	return zend_std_get_properties(object);
}

ZEND_METHOD(CoroKit_Coroutine_Channel, __construct)
{
	zend_object *object = Z_OBJ_P(ZEND_THIS);
	corokit_channel_t *channel = corokit_channel_from_obj(object);
	zend_long size = 1;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_LONG(size)
	ZEND_PARSE_PARAMETERS_END();

	if (channel->capacity) {
		zend_throw_error(corokit_error_ce, "%s is already constructed", ZSTR_VAL(object->ce->name));
		RETURN_THROWS();
	}
	if (size < 1) {
		size = 1;
	}
	corokit_channel_init(channel, size);
	corokit_sync_set_property(object, PROPERTY_CAPACITY, ZEND_STRL("capacity"), size);
}

/* A channel that must be waited for: is it one? */
static bool is_constructed(zend_object *object, const corokit_channel_t *channel)
{
	if (EXPECTED(channel->capacity)) {
		return true;
	}
	zend_throw_error(corokit_error_ce, "%s::__construct() was not called", ZSTR_VAL(object->ce->name));
	return false;
}

ZEND_METHOD(CoroKit_Coroutine_Channel, push)
{
	zend_object *object = Z_OBJ_P(ZEND_THIS);
	corokit_channel_t *channel = corokit_channel_from_obj(object);
	zval *data;
	double timeout = -1;
	int result;

	ZEND_PARSE_PARAMETERS_START(1, 2)
		Z_PARAM_ZVAL(data)
		Z_PARAM_OPTIONAL
		Z_PARAM_DOUBLE(timeout)
	ZEND_PARSE_PARAMETERS_END();

	result = corokit_channel_try_push(channel, data);
	if (result == -EAGAIN) {
		if (!is_constructed(object, channel)) {
			RETURN_THROWS();
		}
		if (corokit_may_park()) {
			result = corokit_channel_wait_push(channel, data, corokit_sync_deadline(timeout));
		}
	}
	set_errcode(object, result);
	RETURN_BOOL(result == 0);
}

ZEND_METHOD(CoroKit_Coroutine_Channel, pop)
{
	zend_object *object = Z_OBJ_P(ZEND_THIS);
	corokit_channel_t *channel = corokit_channel_from_obj(object);
	double timeout = -1;
	int result;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_DOUBLE(timeout)
	ZEND_PARSE_PARAMETERS_END();

	result = corokit_channel_try_pop(channel, return_value);
	if (result == -EAGAIN) {
		if (!is_constructed(object, channel)) {
			RETURN_THROWS();
		}
		if (corokit_may_park()) {
			result = corokit_channel_wait_pop(channel, return_value, corokit_sync_deadline(timeout));
		}
	}
	set_errcode(object, result);
	if (UNEXPECTED(result < 0)) {
		RETURN_FALSE;
	}
}

ZEND_METHOD(CoroKit_Coroutine_Channel, close)
{
	zend_object *object = Z_OBJ_P(ZEND_THIS);
	corokit_channel_t *channel = corokit_channel_from_obj(object);

	ZEND_PARSE_PARAMETERS_NONE();
	if (!is_constructed(object, channel)) {
		RETURN_THROWS();
	}
	RETURN_BOOL(corokit_channel_close(channel));
}

ZEND_METHOD(CoroKit_Coroutine_Channel, stats)
{
	corokit_channel_t *channel = corokit_channel_from_obj(Z_OBJ_P(ZEND_THIS));

	ZEND_PARSE_PARAMETERS_NONE();
	array_init_size(return_value, 3);
	add_assoc_long_ex(return_value, ZEND_STRL("consumer_num"), corokit_channel_receivers(channel));
	add_assoc_long_ex(return_value, ZEND_STRL("producer_num"), corokit_channel_senders(channel));
	add_assoc_long_ex(return_value, ZEND_STRL("queue_num"), channel->length);
}

ZEND_METHOD(CoroKit_Coroutine_Channel, length)
{
	ZEND_PARSE_PARAMETERS_NONE();
	RETURN_LONG(corokit_channel_from_obj(Z_OBJ_P(ZEND_THIS))->length);
}

ZEND_METHOD(CoroKit_Coroutine_Channel, isEmpty)
{
	ZEND_PARSE_PARAMETERS_NONE();
	RETURN_BOOL(corokit_channel_from_obj(Z_OBJ_P(ZEND_THIS))->length == 0);
}

ZEND_METHOD(CoroKit_Coroutine_Channel, isFull)
{
	const corokit_channel_t *channel = corokit_channel_from_obj(Z_OBJ_P(ZEND_THIS));

	ZEND_PARSE_PARAMETERS_NONE();
	RETURN_BOOL(channel->length >= channel->capacity);
}

void corokit_channel_class_startup(int module_number)
{
	corokit_channel_ce = register_class_CoroKit_Coroutine_Channel();
	corokit_channel_ce->create_object = create_channel;
	zend_register_class_alias("CoroKit\\Channel", corokit_channel_ce);
	register_channel_symbols(module_number);

	channel_handlers = std_object_handlers;
	channel_handlers.offset = XtOffsetOf(channel_object_t, std);
	channel_handlers.free_obj = free_channel;
	channel_handlers.get_gc = get_channel_gc;
	channel_handlers.clone_obj = NULL;
}
