/*
 * CoroKit\Select: waits in several channels for the first that can be served.
 * The object owns its cases and holds their channels; the wait itself is
 * channel.c's, with one waiter per case.
 *
 * While a coroutine waits here the cases do not move: the channels point at
 * the waiters, and changing or sharing the Select is refused.
 */
#include "channel.h"

#include "zend_interfaces.h"

#include "../core/exceptions.h"
#include "sync_internal.h"

#include "../../stubs/select_arginfo.h"

typedef enum {
	CASE_SPENT, /* sent its value, or its channel is closed: not waited for */
	CASE_PUSH,
	CASE_POP
} case_kind_t;

typedef struct {
	zval         key;     /* owned: int or string, what wait() returns */
	zend_object *channel; /* owned; NULL when spent */
	zval         value;   /* owned: what a push sends */
	uint8_t      kind;
} select_case_t;

typedef struct {
	select_case_t            *cases;   /* owned */
	corokit_channel_waiter_t *waiters; /* owned; one per case */
	uint32_t                  count;
	uint32_t                  places;
	uint32_t                  next;    /* where the next look begins: after the last one served */
	zend_long                 next_key;
	bool                      waiting;
	bool                      closed;  /* the last wait() reports a closed channel */
	zval                      value;   /* owned: what the last wait() popped */
	zend_object               std;
} select_object_t;

/* The declared properties, in the order of the stub. */
enum { PROPERTY_ERRCODE };

static zend_object_handlers select_handlers;

static select_object_t *select_from_obj(zend_object *object)
{
	return (select_object_t *) ((char *) object - XtOffsetOf(select_object_t, std));
}

static corokit_channel_t *case_channel(const select_case_t *at)
{
	return corokit_channel_from_obj(at->channel);
}

static zend_object *create_select(zend_class_entry *ce)
{
	select_object_t *self = zend_object_alloc(sizeof(select_object_t), ce);

	memset(self, 0, XtOffsetOf(select_object_t, std));
	ZVAL_NULL(&self->value);
	zend_object_std_init(&self->std, ce);
	object_properties_init(&self->std, ce);
	self->std.handlers = &select_handlers;
	return &self->std;
}

/* Lets go of channel and value, the key stays. May run PHP code, which may move the array. */
static void spend(select_case_t *at)
{
	zend_object *channel = at->channel;
	zval value;

	if (at->kind == CASE_SPENT) {
		return;
	}
	ZVAL_COPY_VALUE(&value, &at->value);
	ZVAL_UNDEF(&at->value);
	at->kind = CASE_SPENT;
	at->channel = NULL;
	zval_ptr_dtor(&value);
	OBJ_RELEASE(channel);
}

static void free_select(zend_object *object)
{
	select_object_t *self = select_from_obj(object);

	for (uint32_t i = 0; i < self->count; i++) {
		spend(&self->cases[i]);
		zval_ptr_dtor(&self->cases[i].key);
	}
	zval_ptr_dtor(&self->value);
	if (self->cases) {
		efree(self->cases);
		efree(self->waiters);
	}
	zend_object_std_dtor(object);
}

static HashTable *get_select_gc(zend_object *object, zval **table, int *n)
{
	select_object_t *self = select_from_obj(object);
	zend_get_gc_buffer *buffer = zend_get_gc_buffer_create();

	for (uint32_t i = 0; i < self->count; i++) {
		if (self->cases[i].channel) {
			zend_get_gc_buffer_add_obj(buffer, self->cases[i].channel);
			zend_get_gc_buffer_add_zval(buffer, &self->cases[i].value);
		}
	}
	zend_get_gc_buffer_add_zval(buffer, &self->value);
	zend_get_gc_buffer_use(buffer, table, n);
	return zend_std_get_properties(object);
}

/* ---- building ---- */

static bool is_idle(select_object_t *self)
{
	if (self->waiting) {
		zend_throw_error(corokit_error_ce, "The Select is in use: another coroutine waits in it");
		return false;
	}
	return true;
}

static select_case_t *find_case(select_object_t *self, const zval *key)
{
	for (uint32_t i = 0; i < self->count; i++) {
		if (zend_is_identical(&self->cases[i].key, (zval *) key)) {
			return &self->cases[i];
		}
	}
	return NULL;
}

/* A new case, not yet waited for. The key passes to it. */
static select_case_t *append_case(select_object_t *self, const zval *key)
{
	select_case_t *at;

	if (self->count == self->places) {
		self->places = self->places ? self->places * 2 : 4;
		self->cases = safe_erealloc(self->cases, self->places, sizeof(select_case_t), 0);
		self->waiters = safe_erealloc(self->waiters, self->places, sizeof(corokit_channel_waiter_t), 0);
	}
	at = &self->cases[self->count++];
	ZVAL_COPY(&at->key, key);
	ZVAL_UNDEF(&at->value);
	at->channel = NULL;
	at->kind = CASE_SPENT;
	return at;
}

static void add_case(select_object_t *self, zend_object *channel, zval *value, zend_string *string, zend_long number, bool no_key)
{
	select_case_t replaced;
	select_case_t *at;
	zval key;

	if (!is_idle(self)) {
		return;
	}
	if (string) {
		ZVAL_STR(&key, string);
	} else {
		ZVAL_LONG(&key, no_key ? self->next_key : number);
		if (Z_LVAL(key) >= self->next_key && Z_LVAL(key) < ZEND_LONG_MAX) {
			self->next_key = Z_LVAL(key) + 1;
		}
	}
	at = find_case(self, &key);
	if (!at) {
		at = append_case(self, &key);
	}
	replaced = *at;
	GC_ADDREF(channel);
	at->channel = channel;
	at->kind = value ? CASE_PUSH : CASE_POP;
	if (value) {
		ZVAL_COPY(&at->value, value);
	} else {
		ZVAL_UNDEF(&at->value);
	}
	/* Last: a destructor may come back here and move the array. */
	spend(&replaced);
}

ZEND_METHOD(CoroKit_Select, push)
{
	zend_object *channel;
	zval *value;
	zend_string *string = NULL;
	zend_long number = 0;
	bool no_key = true;

	ZEND_PARSE_PARAMETERS_START(2, 3)
		Z_PARAM_OBJ_OF_CLASS(channel, corokit_channel_ce)
		Z_PARAM_ZVAL(value)
		Z_PARAM_OPTIONAL
		Z_PARAM_STR_OR_LONG_OR_NULL(string, number, no_key)
	ZEND_PARSE_PARAMETERS_END();

	add_case(select_from_obj(Z_OBJ_P(ZEND_THIS)), channel, value, string, number, no_key);
	RETURN_COPY(ZEND_THIS);
}

ZEND_METHOD(CoroKit_Select, pop)
{
	zend_object *channel;
	zend_string *string = NULL;
	zend_long number = 0;
	bool no_key = true;

	ZEND_PARSE_PARAMETERS_START(1, 2)
		Z_PARAM_OBJ_OF_CLASS(channel, corokit_channel_ce)
		Z_PARAM_OPTIONAL
		Z_PARAM_STR_OR_LONG_OR_NULL(string, number, no_key)
	ZEND_PARSE_PARAMETERS_END();

	add_case(select_from_obj(Z_OBJ_P(ZEND_THIS)), channel, NULL, string, number, no_key);
	RETURN_COPY(ZEND_THIS);
}

ZEND_METHOD(CoroKit_Select, remove)
{
	select_object_t *self = select_from_obj(Z_OBJ_P(ZEND_THIS));
	zend_string *string = NULL;
	zend_long number = 0;
	select_case_t *at;
	zval key;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_STR_OR_LONG(string, number)
	ZEND_PARSE_PARAMETERS_END();

	if (!is_idle(self)) {
		RETURN_THROWS();
	}
	if (string) {
		ZVAL_STR(&key, string);
	} else {
		ZVAL_LONG(&key, number);
	}
	at = find_case(self, &key);
	if (!at || at->kind == CASE_SPENT) {
		RETURN_FALSE;
	}
	spend(at);
	RETURN_TRUE;
}

ZEND_METHOD(CoroKit_Select, count)
{
	select_object_t *self = select_from_obj(Z_OBJ_P(ZEND_THIS));
	zend_long count = 0;

	ZEND_PARSE_PARAMETERS_NONE();
	for (uint32_t i = 0; i < self->count; i++) {
		count += self->cases[i].kind != CASE_SPENT;
	}
	RETURN_LONG(count);
}

/* ---- waiting ---- */

/* -EAGAIN, or as the channel's try functions. */
static int try_case(select_object_t *self, select_case_t *at)
{
	switch (at->kind) {
		case CASE_PUSH:
			return corokit_channel_try_push(case_channel(at), &at->value);
		case CASE_POP:
			return corokit_channel_try_pop(case_channel(at), &self->value);
		default:
			return -EAGAIN;
	}
}

/* The first case from `next` on that can be served at once, or the count. */
static uint32_t serve_ready_case(select_object_t *self)
{
	for (uint32_t i = 0; i < self->count; i++) {
		uint32_t index = (self->next + i) % self->count;
		int result = try_case(self, &self->cases[index]);

		if (result != -EAGAIN) {
			self->closed = result == -EPIPE;
			return index;
		}
	}
	return self->count;
}

/* The index of the case that was served, or -ETIMEDOUT, -ECANCELED. May suspend. */
static int wait_for_case(select_object_t *self, uint64_t deadline)
{
	corokit_channel_wait_t wait;
	int code;

	corokit_channel_wait_init(&wait, "select", self->waiters, self->count);
	for (uint32_t i = 0; i < self->count; i++) {
		select_case_t *at = &self->cases[i];

		if (at->kind == CASE_PUSH) {
			corokit_channel_queue_sender(case_channel(at), &wait, i, &at->value);
		} else if (at->kind == CASE_POP) {
			corokit_channel_queue_receiver(case_channel(at), &wait, i, &self->value);
		}
	}
	self->waiting = true;
	code = corokit_channel_park(&wait, deadline);
	self->waiting = false;
	self->closed = wait.closed;
	return code;
}

static bool has_cases(const select_object_t *self)
{
	for (uint32_t i = 0; i < self->count; i++) {
		if (self->cases[i].kind != CASE_SPENT) {
			return true;
		}
	}
	return false;
}

static void set_errcode(select_object_t *self, int result)
{
	zval *slot = OBJ_PROP_NUM(&self->std, PROPERTY_ERRCODE);

	ZVAL_DEREF(slot);
	ZVAL_LONG(slot, corokit_channel_error(result));
}

ZEND_METHOD(CoroKit_Select, wait)
{
	select_object_t *self = select_from_obj(Z_OBJ_P(ZEND_THIS));
	double timeout = -1;
	zval old;
	uint32_t index;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_DOUBLE(timeout)
	ZEND_PARSE_PARAMETERS_END();

	if (!is_idle(self)) {
		RETURN_THROWS();
	}
	ZVAL_COPY_VALUE(&old, &self->value);
	ZVAL_NULL(&self->value);
	self->closed = false;
	zval_ptr_dtor(&old);
	/* The destructor of the old value may have parked, and someone else begun to wait. */
	if (!is_idle(self)) {
		RETURN_THROWS();
	}

	if (!has_cases(self)) {
		set_errcode(self, -EPIPE);
		RETURN_FALSE;
	}
	index = serve_ready_case(self);
	if (index == self->count) {
		int code = -ETIMEDOUT;

		if (timeout != 0 && corokit_may_park()) {
			code = wait_for_case(self, corokit_sync_deadline(timeout));
		}
		if (code < 0) {
			set_errcode(self, code);
			RETURN_FALSE;
		}
		index = (uint32_t) code;
	}
	self->next = index + 1;
	set_errcode(self, self->closed ? -EPIPE : 0);
	RETVAL_COPY(&self->cases[index].key);
	if (self->closed || self->cases[index].kind == CASE_PUSH) {
		spend(&self->cases[index]);
	}
}

ZEND_METHOD(CoroKit_Select, value)
{
	ZEND_PARSE_PARAMETERS_NONE();
	RETURN_COPY(&select_from_obj(Z_OBJ_P(ZEND_THIS))->value);
}

ZEND_METHOD(CoroKit_Select, isClosed)
{
	ZEND_PARSE_PARAMETERS_NONE();
	RETURN_BOOL(select_from_obj(Z_OBJ_P(ZEND_THIS))->closed);
}

void corokit_select_class_startup(void)
{
	zend_class_entry *ce = register_class_CoroKit_Select(zend_ce_countable);

	ce->create_object = create_select;
	select_handlers = std_object_handlers;
	select_handlers.offset = XtOffsetOf(select_object_t, std);
	select_handlers.free_obj = free_select;
	select_handlers.get_gc = get_select_gc;
	select_handlers.clone_obj = NULL;
}
