/*
 * CoroKit\Cache: PSR-16's methods on a table. Strings lie there as they are, everything else
 * serialized; PHP code that this runs is over before the table is touched, or begins after.
 */
#include "shared_internal.h"

#include <math.h>

#include "zend_exceptions.h"
#include "zend_interfaces.h"
#include "zend_smart_str.h"
#include "ext/date/php_date.h"
#include "ext/spl/spl_exceptions.h"
#include "ext/spl/spl_iterators.h"
#include "ext/standard/php_var.h"

#include "../core/exceptions.h"
#include "store.h"

#include "../../stubs/cache_arginfo.h"

typedef struct {
	corokit_store_t store;
	zend_object     std;
} cache_object_t;

/* The number of a row: how its bytes are to be read. */
enum { STORED_STRING, STORED_SERIALIZED };

static zend_class_entry *wrong_key_ce; /* CoroKit\Cache\InvalidArgumentException */
static zend_object_handlers cache_handlers;

#define THIS_CACHE() cache_from_obj(Z_OBJ_P(ZEND_THIS))

static cache_object_t *cache_from_obj(zend_object *object)
{
	return (cache_object_t *) ((char *) object - XtOffsetOf(cache_object_t, std));
}

static zend_object *create_cache(zend_class_entry *ce)
{
	cache_object_t *self = zend_object_alloc(sizeof(cache_object_t), ce);

	memset(self, 0, XtOffsetOf(cache_object_t, std));
	zend_object_std_init(&self->std, ce);
	object_properties_init(&self->std, ce);
	self->std.handlers = &cache_handlers;
	return &self->std;
}

static void free_cache(zend_object *object)
{
	corokit_store_deinit(&cache_from_obj(object)->store);
	zend_object_std_dtor(object);
}

ZEND_METHOD(CoroKit_Cache, __construct)
{
	zend_long entries, size = 8192;

	(void) return_value;
	ZEND_PARSE_PARAMETERS_START(1, 2)
		Z_PARAM_LONG(entries)
		Z_PARAM_OPTIONAL
		Z_PARAM_LONG(size)
	ZEND_PARSE_PARAMETERS_END();
	corokit_store_init(&THIS_CACHE()->store, entries, size, 2, COROKIT_TABLE_LRU);
}

/* ---- keys ---- */

/* The class that the object's class names in its constant, so that a subclass can say PSR's. May load it. */
static zend_class_entry *wrong_key_class(cache_object_t *self)
{
	zval *name = zend_hash_str_find(CE_CONSTANTS_TABLE(self->std.ce), ZEND_STRL("INVALID_ARGUMENT"));
	zend_class_constant *constant = name ? Z_PTR_P(name) : NULL;
	zend_class_entry *ce = NULL;

	if (constant && zval_update_constant_ex(&constant->value, constant->ce) == SUCCESS && Z_TYPE(constant->value) == IS_STRING) {
		ce = zend_lookup_class(Z_STR(constant->value));
	}
	return ce && instanceof_function(ce, zend_ce_throwable) ? ce : wrong_key_ce;
}

static bool has_reserved(zend_string *name)
{
	for (size_t i = 0; i < ZSTR_LEN(name); i++) {
		if (memchr("{}()/\\@:", ZSTR_VAL(name)[i], sizeof("{}()/\\@:") - 1)) {
			return true;
		}
	}
	return false;
}

/* False: thrown. */
static bool use_key(cache_object_t *self, zend_string *name, corokit_table_key_t *key)
{
	if (!corokit_store_is_usable(&self->store)) {
		return false;
	}
	if (ZSTR_LEN(name) && ZSTR_LEN(name) <= COROKIT_TABLE_KEY_MAX && !has_reserved(name)) {
		corokit_table_key_init(key, name);
		return true;
	}
	zend_throw_exception_ex(wrong_key_class(self), 0, "A key has from 1 to %d bytes and none of {}()/\\@:", COROKIT_TABLE_KEY_MAX);
	return false;
}

/* ---- values ---- */

/* Owned; NULL: thrown. May run PHP code. */
static zend_string *serialize_value(zval *value)
{
	php_serialize_data_t data;
	smart_str bytes = {0};

	PHP_VAR_SERIALIZE_INIT(data);
	php_var_serialize(&bytes, value, &data);
	PHP_VAR_SERIALIZE_DESTROY(data);
	if (EG(exception)) {
		smart_str_free(&bytes);
		return NULL;
	}
	return smart_str_extract(&bytes);
}

/* False: what is there is nothing that PHP can read. May run PHP code. May throw. */
static bool unserialize_value(zval *to, zend_string *bytes)
{
	const unsigned char *at = (const unsigned char *) ZSTR_VAL(bytes);
	php_unserialize_data_t data;
	zval *value;
	bool done;

	PHP_VAR_UNSERIALIZE_INIT(data);
	value = var_tmp_var(&data);
	done = php_var_unserialize(value, &at, at + ZSTR_LEN(bytes), &data) && !EG(exception);
	if (done) {
		ZVAL_COPY(to, value);
	}
	PHP_VAR_UNSERIALIZE_DESTROY(data);
	return done && !EG(exception);
}

/* UNDEF: there is none, or thrown. May run PHP code. */
static void read_value(cache_object_t *self, const corokit_table_key_t *key, zval *to)
{
	zend_long how;
	zend_string *bytes = corokit_store_read(&self->store, key, &how);

	ZVAL_UNDEF(to);
	if (!bytes) {
		return;
	}
	if (how == STORED_STRING) {
		ZVAL_STR(to, bytes);
		return;
	}
	if (!unserialize_value(to, bytes)) {
		ZVAL_UNDEF(to);
	}
	zend_string_release(bytes);
}

/* ---- the time to live ---- */

static bool call_date(zval *object, const char *method, zval *argument, zval *result)
{
	zend_call_method(Z_OBJ_P(object), Z_OBJCE_P(object), NULL, method, strlen(method), result, argument ? 1 : 0, argument, NULL);
	return !EG(exception);
}

/* Its seconds from the epoch on, as PHP adds it. */
static bool interval_seconds(zend_object *interval, zend_long *seconds)
{
	zval epoch, text, sum, argument, result;
	bool done = false;

	ZVAL_STRING(&text, "@0");
	ZVAL_OBJ(&argument, interval);
	ZVAL_UNDEF(&sum);
	object_init_ex(&epoch, php_date_get_immutable_ce());
	zend_call_known_instance_method_with_1_params(Z_OBJCE(epoch)->constructor, Z_OBJ(epoch), NULL, &text);
	if (!EG(exception) && call_date(&epoch, "add", &argument, &sum) && Z_TYPE(sum) == IS_OBJECT && call_date(&sum, "gettimestamp", NULL, &result)) {
		*seconds = zval_get_long(&result);
		done = true;
	}
	zval_ptr_dtor(&sum);
	zval_ptr_dtor(&epoch);
	zval_ptr_dtor(&text);
	return done;
}

typedef struct {
	bool     ended;
	uint64_t expires;
} lifetime_t;

/* False: thrown. */
static bool use_ttl(lifetime_t *lifetime, zend_object *interval, zend_long seconds, bool is_null)
{
	lifetime->ended = false;
	lifetime->expires = 0;
	if (interval && !interval_seconds(interval, &seconds)) {
		return false;
	}
	if (interval || !is_null) {
		lifetime->ended = seconds <= 0;
		if (seconds < INT64_C(1000000000000)) {
			lifetime->expires = corokit_table_now() + (uint64_t) (seconds > 0 ? seconds : 0) * 1000;
		}
	}
	return true;
}

/* False: not stored, or thrown. May run PHP code. */
static bool store_value(cache_object_t *self, const corokit_table_key_t *key, zval *value, const lifetime_t *lifetime)
{
	zend_string *bytes;
	int code;

	ZVAL_DEREF(value);
	if (lifetime->ended) {
		corokit_table_delete(&self->store.table, key, NULL, 0, NULL);
		return true;
	}
	bytes = Z_TYPE_P(value) == IS_STRING ? zend_string_copy(Z_STR_P(value)) : serialize_value(value);
	if (!bytes) {
		return false;
	}
	if (ZSTR_LEN(bytes) > self->store.bytes->size) {
		/* What was there is not the value of the key any more. */
		corokit_table_delete(&self->store.table, key, NULL, 0, NULL);
		zend_string_release(bytes);
		return false;
	}
	code = corokit_store_write(&self->store, key, bytes, Z_TYPE_P(value) == IS_STRING ? STORED_STRING : STORED_SERIALIZED, lifetime->expires);
	zend_string_release(bytes);
	if (code < 0) {
		corokit_table_throw(&self->store.table, code);
	}
	return code == 0;
}

/* ---- one key ---- */

ZEND_METHOD(CoroKit_Cache, get)
{
	cache_object_t *self = THIS_CACHE();
	corokit_table_key_t key;
	zend_string *name;
	zval *fallback = NULL;

	ZEND_PARSE_PARAMETERS_START(1, 2)
		Z_PARAM_STR(name)
		Z_PARAM_OPTIONAL
		Z_PARAM_ZVAL(fallback)
	ZEND_PARSE_PARAMETERS_END();

	if (!use_key(self, name, &key)) {
		RETURN_THROWS();
	}
	read_value(self, &key, return_value);
	if (Z_TYPE_P(return_value) == IS_UNDEF) {
		if (fallback) {
			RETURN_COPY(fallback);
		}
		RETURN_NULL();
	}
}

ZEND_METHOD(CoroKit_Cache, set)
{
	cache_object_t *self = THIS_CACHE();
	zend_object *interval = NULL;
	bool no_ttl = true;
	corokit_table_key_t key;
	lifetime_t lifetime;
	zend_long ttl = 0;
	zend_string *name;
	zval *value;

	ZEND_PARSE_PARAMETERS_START(2, 3)
		Z_PARAM_STR(name)
		Z_PARAM_ZVAL(value)
		Z_PARAM_OPTIONAL
		Z_PARAM_OBJ_OF_CLASS_OR_LONG_OR_NULL(interval, php_date_get_interval_ce(), ttl, no_ttl)
	ZEND_PARSE_PARAMETERS_END();

	if (!use_key(self, name, &key) || !use_ttl(&lifetime, interval, ttl, no_ttl)) {
		RETURN_THROWS();
	}
	RETURN_BOOL(store_value(self, &key, value, &lifetime));
}

ZEND_METHOD(CoroKit_Cache, delete)
{
	cache_object_t *self = THIS_CACHE();
	corokit_table_key_t key;
	zend_string *name;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_STR(name)
	ZEND_PARSE_PARAMETERS_END();

	if (!use_key(self, name, &key)) {
		RETURN_THROWS();
	}
	corokit_table_delete(&self->store.table, &key, NULL, 0, NULL);
	RETURN_TRUE;
}

ZEND_METHOD(CoroKit_Cache, has)
{
	cache_object_t *self = THIS_CACHE();
	corokit_table_key_t key;
	zend_string *name;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_STR(name)
	ZEND_PARSE_PARAMETERS_END();

	if (!use_key(self, name, &key)) {
		RETURN_THROWS();
	}
	RETURN_BOOL(corokit_table_exists(&self->store.table, &key));
}

ZEND_METHOD(CoroKit_Cache, clear)
{
	cache_object_t *self = THIS_CACHE();

	ZEND_PARSE_PARAMETERS_NONE();
	if (!corokit_store_is_usable(&self->store)) {
		RETURN_THROWS();
	}
	corokit_table_clear(&self->store.table);
	RETURN_TRUE;
}

/* ---- many keys ---- */

typedef struct visit {
	cache_object_t *self;
	bool          (*each)(struct visit *visit, zend_string *name, const corokit_table_key_t *key, zval *value);
	bool            by_key;   /* the keys of the iterable are the keys */
	zval           *result;
	zval           *fallback;
	lifetime_t      lifetime;
	bool            failed;
} visit_t;

/* False: thrown. May run PHP code. */
static bool visit_pair(visit_t *visit, zval *name, zval *value)
{
	corokit_table_key_t key;
	zend_string *string;
	bool done;

	ZVAL_DEREF(name);
	if (Z_TYPE_P(name) != IS_STRING && Z_TYPE_P(name) != IS_LONG) {
		zend_throw_exception(wrong_key_class(visit->self), "A key is a string", 0);
		return false;
	}
	string = zval_get_string(name);
	done = use_key(visit->self, string, &key) && visit->each(visit, string, &key, value) && !EG(exception);
	zend_string_release(string);
	return done;
}

static int visit_iterator(zend_object_iterator *iterator, void *arg)
{
	visit_t *visit = arg;
	zval *value = iterator->funcs->get_current_data(iterator), key;
	bool done;

	if (EG(exception) || !value) {
		return ZEND_HASH_APPLY_STOP;
	}
	ZVAL_UNDEF(&key);
	if (visit->by_key) {
		iterator->funcs->get_current_key(iterator, &key);
		if (EG(exception)) {
			return ZEND_HASH_APPLY_STOP;
		}
	}
	done = visit_pair(visit, visit->by_key ? &key : value, value);
	zval_ptr_dtor(&key);
	return done ? ZEND_HASH_APPLY_KEEP : ZEND_HASH_APPLY_STOP;
}

static void visit_all(visit_t *visit, zval *iterable)
{
	zend_string *name;
	zend_ulong number;
	zval *value, key;

	if (Z_TYPE_P(iterable) == IS_OBJECT) {
		spl_iterator_apply(iterable, visit_iterator, visit);
		return;
	}
	ZEND_HASH_FOREACH_KEY_VAL(Z_ARRVAL_P(iterable), number, name, value) {
		if (name) {
			ZVAL_STR(&key, name);
		} else {
			ZVAL_LONG(&key, (zend_long) number);
		}
		if (!visit_pair(visit, visit->by_key ? &key : value, value)) {
			return;
		}
	} ZEND_HASH_FOREACH_END();
}

static bool get_one(visit_t *visit, zend_string *name, const corokit_table_key_t *key, zval *value)
{
	zval found;

	(void) value;
	read_value(visit->self, key, &found);
	if (EG(exception)) {
		return false;
	}
	if (Z_TYPE(found) == IS_UNDEF) {
		if (visit->fallback) {
			ZVAL_COPY(&found, visit->fallback);
		} else {
			ZVAL_NULL(&found);
		}
	}
	zend_symtable_update(Z_ARRVAL_P(visit->result), name, &found);
	return true;
}

ZEND_METHOD(CoroKit_Cache, getMultiple)
{
	visit_t visit = { .self = THIS_CACHE(), .each = get_one, .result = return_value };
	zval *keys;

	ZEND_PARSE_PARAMETERS_START(1, 2)
		Z_PARAM_ITERABLE(keys)
		Z_PARAM_OPTIONAL
		Z_PARAM_ZVAL(visit.fallback)
	ZEND_PARSE_PARAMETERS_END();

	if (!corokit_store_is_usable(&visit.self->store)) {
		RETURN_THROWS();
	}
	array_init(return_value);
	visit_all(&visit, keys);
}

static bool set_one(visit_t *visit, zend_string *name, const corokit_table_key_t *key, zval *value)
{
	(void) name;
	if (!store_value(visit->self, key, value, &visit->lifetime)) {
		visit->failed = true;
	}
	return true;
}

ZEND_METHOD(CoroKit_Cache, setMultiple)
{
	visit_t visit = { .self = THIS_CACHE(), .each = set_one, .by_key = true };
	zend_object *interval = NULL;
	bool no_ttl = true;
	zend_long ttl = 0;
	zval *values;

	ZEND_PARSE_PARAMETERS_START(1, 2)
		Z_PARAM_ITERABLE(values)
		Z_PARAM_OPTIONAL
		Z_PARAM_OBJ_OF_CLASS_OR_LONG_OR_NULL(interval, php_date_get_interval_ce(), ttl, no_ttl)
	ZEND_PARSE_PARAMETERS_END();

	if (!corokit_store_is_usable(&visit.self->store) || !use_ttl(&visit.lifetime, interval, ttl, no_ttl)) {
		RETURN_THROWS();
	}
	visit_all(&visit, values);
	RETURN_BOOL(!visit.failed);
}

static bool delete_one(visit_t *visit, zend_string *name, const corokit_table_key_t *key, zval *value)
{
	(void) name;
	(void) value;
	corokit_table_delete(&visit->self->store.table, key, NULL, 0, NULL);
	return true;
}

ZEND_METHOD(CoroKit_Cache, deleteMultiple)
{
	visit_t visit = { .self = THIS_CACHE(), .each = delete_one };
	zval *keys;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_ITERABLE(keys)
	ZEND_PARSE_PARAMETERS_END();

	if (!corokit_store_is_usable(&visit.self->store)) {
		RETURN_THROWS();
	}
	visit_all(&visit, keys);
	RETURN_TRUE;
}

void corokit_cache_class_startup(void)
{
	zend_class_entry *ce;

	wrong_key_ce = register_class_CoroKit_Cache_InvalidArgumentException(spl_ce_InvalidArgumentException);
	ce = register_class_CoroKit_Cache();
	ce->create_object = create_cache;
	cache_handlers = std_object_handlers;
	cache_handlers.offset = XtOffsetOf(cache_object_t, std);
	cache_handlers.free_obj = free_cache;
	cache_handlers.clone_obj = NULL;
}
