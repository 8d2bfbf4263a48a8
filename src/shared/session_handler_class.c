/* CoroKit\SessionHandler: sessions in a table, and a lock for each id that is in use. */
#include "shared_internal.h"

#include "zend_exceptions.h"
#include "zend_ini.h"

#include "../core/exceptions.h"
#include "store.h"
#include "wait.h"

#include "../../stubs/session_handler_arginfo.h"

typedef struct {
	corokit_store_t     store;
	corokit_key_locks_t locks;
	HashTable           locked; /* by cid: the id that the coroutine has, zend_string */
	double              timeout;
	zend_object         std;
} handler_object_t;

static zend_object_handlers handlers;

#define THIS_HANDLER() handler_from_obj(Z_OBJ_P(ZEND_THIS))

static handler_object_t *handler_from_obj(zend_object *object)
{
	return (handler_object_t *) ((char *) object - XtOffsetOf(handler_object_t, std));
}

static zend_object *create_handler(zend_class_entry *ce)
{
	handler_object_t *self = zend_object_alloc(sizeof(handler_object_t), ce);

	memset(self, 0, XtOffsetOf(handler_object_t, std));
	zend_hash_init(&self->locked, 0, NULL, ZVAL_PTR_DTOR, false);
	zend_object_std_init(&self->std, ce);
	object_properties_init(&self->std, ce);
	self->std.handlers = &handlers;
	return &self->std;
}

static void free_handler(zend_object *object)
{
	handler_object_t *self = handler_from_obj(object);

	zend_hash_destroy(&self->locked);
	corokit_key_locks_deinit(&self->locks);
	corokit_store_deinit(&self->store);
	zend_object_std_dtor(object);
}

ZEND_METHOD(CoroKit_SessionHandler, __construct)
{
	handler_object_t *self = THIS_HANDLER();
	zend_long sessions, size = 8192, eviction = COROKIT_TABLE_REFUSE;
	double timeout = 30;

	ZEND_PARSE_PARAMETERS_START(1, 4)
		Z_PARAM_LONG(sessions)
		Z_PARAM_OPTIONAL
		Z_PARAM_LONG(size)
		Z_PARAM_LONG(eviction)
		Z_PARAM_DOUBLE(timeout)
	ZEND_PARSE_PARAMETERS_END();

	if (eviction != COROKIT_TABLE_REFUSE && eviction != COROKIT_TABLE_LRU) {
		zend_argument_value_error(3, "must be Table::EVICT_REFUSE or Table::EVICT_LRU");
		RETURN_THROWS();
	}
	if (!corokit_store_init(&self->store, sessions, size, 2, (uint8_t) eviction)) {
		RETURN_THROWS();
	}
	self->timeout = timeout;
	if (corokit_key_locks_init(&self->locks) < 0) {
		corokit_store_deinit(&self->store);
		zend_throw_exception(corokit_exception_ce, "There is not so much shared memory", ENOMEM);
	}
}

/* ---- locks ---- */

static void unlock_session(handler_object_t *self)
{
	zval *id = zend_hash_index_find(&self->locked, (zend_ulong) corokit_running_cid());

	if (id) {
		/* A coroutine that had this number before may have lost it. */
		corokit_key_unlock(&self->locks, Z_STR_P(id));
		zend_hash_index_del(&self->locked, (zend_ulong) corokit_running_cid());
	}
}

/* May suspend. */
static bool lock_session(handler_object_t *self, zend_string *id)
{
	zval *locked = zend_hash_index_find(&self->locked, (zend_ulong) corokit_running_cid()), copy;
	int code;

	if (locked && !zend_string_equals(Z_STR_P(locked), id)) {
		unlock_session(self);
	}
	code = corokit_key_lock(&self->locks, id, corokit_shared_deadline(self->timeout));
	if (code < 0 && code != -EDEADLK) {
		return false;
	}
	ZVAL_STR_COPY(&copy, id);
	zend_hash_index_update(&self->locked, (zend_ulong) corokit_running_cid(), &copy);
	return true;
}

/* ---- the interface ---- */

/* False: thrown. */
static bool use_id(handler_object_t *self, zend_string *id, corokit_table_key_t *key)
{
	if (!corokit_store_is_usable(&self->store)) {
		return false;
	}
	if (!ZSTR_LEN(id) || ZSTR_LEN(id) > COROKIT_TABLE_KEY_MAX) {
		zend_argument_value_error(1, "must have from 1 to %d bytes", COROKIT_TABLE_KEY_MAX);
		return false;
	}
	corokit_table_key_init(key, id);
	return true;
}

static uint64_t session_end(void)
{
	zend_long lifetime = zend_ini_long((char *) ZEND_STRL("session.gc_maxlifetime"), 0);

	return corokit_table_now() + (uint64_t) (lifetime > 0 && lifetime < INT32_MAX ? lifetime : 1440) * 1000;
}

ZEND_METHOD(CoroKit_SessionHandler, open)
{
	zend_string *path, *name;

	ZEND_PARSE_PARAMETERS_START(2, 2)
		Z_PARAM_STR(path)
		Z_PARAM_STR(name)
	ZEND_PARSE_PARAMETERS_END();

	(void) path;
	(void) name;
	if (!corokit_store_is_usable(&THIS_HANDLER()->store)) {
		RETURN_THROWS();
	}
	RETURN_TRUE;
}

ZEND_METHOD(CoroKit_SessionHandler, close)
{
	handler_object_t *self = THIS_HANDLER();

	ZEND_PARSE_PARAMETERS_NONE();
	if (!corokit_store_is_usable(&self->store)) {
		RETURN_THROWS();
	}
	unlock_session(self);
	RETURN_TRUE;
}

/* The id of a method that has nothing else; NULL: thrown. */
static zend_string *parse_id(INTERNAL_FUNCTION_PARAMETERS, corokit_table_key_t *key)
{
	zend_string *id;

	(void) return_value;
	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_STR(id)
	ZEND_PARSE_PARAMETERS_END_EX(return NULL);
	return use_id(THIS_HANDLER(), id, key) ? id : NULL;
}

ZEND_METHOD(CoroKit_SessionHandler, read)
{
	handler_object_t *self = THIS_HANDLER();
	corokit_table_key_t key;
	zend_string *id = parse_id(INTERNAL_FUNCTION_PARAM_PASSTHRU, &key), *data;
	zend_long number;

	if (!id) {
		RETURN_THROWS();
	}
	if (!lock_session(self, id)) {
		RETURN_FALSE;
	}
	data = corokit_store_read(&self->store, &key, &number);
	if (!data) {
		RETURN_EMPTY_STRING();
	}
	RETURN_STR(data);
}

/* The id and data of write() and updateTimestamp(); NULL: thrown. */
static zend_string *parse_write(INTERNAL_FUNCTION_PARAMETERS, corokit_table_key_t *key, zend_string **data)
{
	zend_string *id;

	(void) return_value;
	ZEND_PARSE_PARAMETERS_START(2, 2)
		Z_PARAM_STR(id)
		Z_PARAM_STR(*data)
	ZEND_PARSE_PARAMETERS_END_EX(return NULL);
	return use_id(THIS_HANDLER(), id, key) ? id : NULL;
}

static void write_session(handler_object_t *self, const corokit_table_key_t *key, zend_string *data, zval *return_value)
{
	int code;

	if (ZSTR_LEN(data) > self->store.bytes->size) {
		zend_throw_exception_ex(corokit_exception_ce, EMSGSIZE, "The session has %zu bytes, and a place %" PRIu32, ZSTR_LEN(data), self->store.bytes->size);
		RETURN_THROWS();
	}
	code = corokit_store_write(&self->store, key, data, 0, session_end());
	if (code < 0) {
		corokit_table_throw(&self->store.table, code);
		RETURN_THROWS();
	}
	RETURN_TRUE;
}

ZEND_METHOD(CoroKit_SessionHandler, write)
{
	corokit_table_key_t key;
	zend_string *data;

	if (!parse_write(INTERNAL_FUNCTION_PARAM_PASSTHRU, &key, &data)) {
		RETURN_THROWS();
	}
	write_session(THIS_HANDLER(), &key, data, return_value);
}

ZEND_METHOD(CoroKit_SessionHandler, updateTimestamp)
{
	handler_object_t *self = THIS_HANDLER();
	corokit_table_key_t key;
	zend_string *data;

	if (!parse_write(INTERNAL_FUNCTION_PARAM_PASSTHRU, &key, &data)) {
		RETURN_THROWS();
	}
	/* It may have ended while it was in use. */
	if (corokit_table_expire(&self->store.table, &key, session_end()) == 0) {
		RETURN_TRUE;
	}
	write_session(self, &key, data, return_value);
}

ZEND_METHOD(CoroKit_SessionHandler, destroy)
{
	corokit_table_key_t key;

	if (!parse_id(INTERNAL_FUNCTION_PARAM_PASSTHRU, &key)) {
		RETURN_THROWS();
	}
	corokit_table_delete(&THIS_HANDLER()->store.table, &key, NULL, 0, NULL);
	RETURN_TRUE;
}

ZEND_METHOD(CoroKit_SessionHandler, gc)
{
	handler_object_t *self = THIS_HANDLER();
	zend_long lifetime;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_LONG(lifetime)
	ZEND_PARSE_PARAMETERS_END();

	/* Each session has its own end. */
	(void) lifetime;
	if (!corokit_store_is_usable(&self->store)) {
		RETURN_THROWS();
	}
	RETURN_LONG(corokit_table_sweep(&self->store.table));
}

ZEND_METHOD(CoroKit_SessionHandler, validateId)
{
	corokit_table_key_t key;

	if (!parse_id(INTERNAL_FUNCTION_PARAM_PASSTHRU, &key)) {
		RETURN_THROWS();
	}
	RETURN_BOOL(corokit_table_exists(&THIS_HANDLER()->store.table, &key));
}

void corokit_session_handler_class_startup(void)
{
	zend_class_entry *handler = zend_hash_str_find_ptr(CG(class_table), ZEND_STRL("sessionhandlerinterface"));
	zend_class_entry *timestamp = zend_hash_str_find_ptr(CG(class_table), ZEND_STRL("sessionupdatetimestamphandlerinterface"));
	zend_class_entry *ce;

	if (!handler || !timestamp) {
		return;
	}
	ce = register_class_CoroKit_SessionHandler(handler, timestamp);
	ce->create_object = create_handler;
	handlers = std_object_handlers;
	handlers.offset = XtOffsetOf(handler_object_t, std);
	handlers.free_obj = free_handler;
	handlers.clone_obj = NULL;
}
