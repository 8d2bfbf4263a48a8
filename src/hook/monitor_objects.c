/*
 * Which object has which monitor. A table by the number of the object, as
 * objects have no room for a pointer of ours. An object that was seen once
 * has our copy of its handlers, so that its end is seen, too: a statement
 * whose connection is in use by another coroutine is freed later, by that
 * one, because freeing it may talk to the server.
 */
#include "monitor.h"

#include "../core/coroutine.h"

/* The handlers of one class and of its children; made once, for the life of the process. */
typedef struct our_handlers {
	zend_object_handlers        table; /* first: what objects point to */
	const zend_object_handlers *original;
	struct our_handlers        *next;
} our_handlers_t;

static our_handlers_t *all_handlers;
static HashTable by_object;   /* number of the object => monitor */
static HashTable by_identity; /* see corokit_monitor_family_t => monitor */

static void on_destroy(zend_object *object);
static void on_free(zend_object *object);

/* ---- handlers ---- */

static inline bool is_adopted(const zend_object *object)
{
	return object->handlers->free_obj == on_free;
}

static const zend_object_handlers *handlers_over(const zend_object_handlers *original)
{
	our_handlers_t *ours = all_handlers;

	while (ours && ours->original != original) {
		ours = ours->next;
	}
	if (!ours) {
		ours = pemalloc(sizeof(*ours), 1);
		ours->table = *original;
		ours->table.dtor_obj = on_destroy;
		ours->table.free_obj = on_free;
		ours->original = original;
		ours->next = all_handlers;
		all_handlers = ours;
	}
	return &ours->table;
}

bool corokit_monitor_adopt(zend_object *object)
{
	if (EXPECTED(is_adopted(object))) {
		return true;
	}
	if (!corokit_monitor_class_of(object->ce)) {
		return false;
	}
	object->handlers = handlers_over(object->handlers);
	return true;
}

static void on_destroy(zend_object *object)
{
	corokit_monitor_t *monitor = corokit_monitor_find(object);

	((const our_handlers_t *) object->handlers)->original->dtor_obj(object);
	if (UNEXPECTED(corokit_monitors_held) && monitor && object != monitor->handle && corokit_monitor_is_foreign(monitor)) {
		corokit_monitor_doom(monitor, object);
	}
}

static void forget(zend_object *object, corokit_monitor_t *monitor)
{
	zend_hash_index_del(&by_object, object->handle);
	if (monitor->handle == object) {
		corokit_monitor_abandon(monitor);
	}
	corokit_monitor_delref(monitor);
}

static void free_original(zend_object *object, const corokit_monitor_t *monitor)
{
	const our_handlers_t *ours = (const our_handlers_t *) object->handlers;
	const corokit_monitor_family_t *family = monitor ? monitor->family : corokit_monitor_class_of(object->ce)->family;

	if (family && family->frees_at_once) {
		corokit_block_parking();
		ours->original->free_obj(object);
		corokit_unblock_parking();
	} else {
		ours->original->free_obj(object);
	}
}

static void on_free(zend_object *object)
{
	corokit_monitor_t *monitor = corokit_monitor_find(object);
	bool entered = false;

	if (monitor && corokit_current && (!monitor->holder || monitor->holder == corokit_current->cid)) {
		entered = corokit_monitor_enter(corokit_current, monitor, object);
	}
	free_original(object, monitor);
	if (entered) {
		if (monitor->handle == object) {
			monitor->in_transaction = false; /* rolled back with the connection */
		} else {
			corokit_monitor_note_transaction(monitor, NULL, NULL);
		}
		corokit_monitor_leave(corokit_current, monitor);
	}
	if (monitor) {
		forget(object, monitor);
	}
}

/* ---- monitors ---- */

void corokit_monitor_addref(corokit_monitor_t *monitor)
{
	monitor->refcount++;
}

void corokit_monitor_delref(corokit_monitor_t *monitor)
{
	if (--monitor->refcount) {
		return;
	}
	if (monitor->identity) {
		zend_hash_index_del(&by_identity, monitor->identity);
	}
	if (monitor->doomed) {
		efree(monitor->doomed);
	}
	efree(monitor);
}

static corokit_monitor_t *create(zend_object *object, const corokit_monitor_class_t *class)
{
	corokit_monitor_t *monitor = ecalloc(1, sizeof(*monitor));

	monitor->family = class ? class->family : NULL;
	corokit_list_init(&monitor->waiters);
	monitor->handle = class && class->is_part ? NULL : object;
	return monitor;
}

corokit_monitor_t *corokit_monitor_find(const zend_object *object)
{
	return zend_hash_index_find_ptr(&by_object, object->handle);
}

static void assign(const zend_object *object, corokit_monitor_t *monitor)
{
	monitor->refcount++;
	zend_hash_index_add_new_ptr(&by_object, object->handle, monitor);
}

corokit_monitor_t *corokit_monitor_of(zend_object *object)
{
	corokit_monitor_t *monitor = corokit_monitor_find(object);
	const corokit_monitor_class_t *class;
	zend_ulong identity;

	if (EXPECTED(monitor)) {
		return monitor;
	}
	class = corokit_monitor_class_of(object->ce);
	identity = class && class->family && class->family->identity && !class->is_part ? class->family->identity(object) : 0;
	if (identity) {
		monitor = zend_hash_index_find_ptr(&by_identity, identity);
	}
	if (!monitor) {
		monitor = create(object, class);
		if (identity) {
			monitor->identity = identity;
			zend_hash_index_add_new_ptr(&by_identity, identity, monitor);
		}
	}
	assign(object, monitor);
	return monitor;
}

void corokit_monitor_share(zend_object *whole, zend_object *part)
{
	if (whole != part && !corokit_monitor_find(part)) {
		assign(part, corokit_monitor_of(whole));
	}
}

/* ---- the request ---- */

void corokit_monitor_objects_activate(void)
{
	zend_hash_init(&by_object, 0, NULL, NULL, 0);
	zend_hash_init(&by_identity, 0, NULL, NULL, 0);
	corokit_monitors_held = 0;
}

/* Objects are gone, or were left behind by a fatal error: then so is their memory, in a moment. */
void corokit_monitor_objects_release(void)
{
	zend_hash_destroy(&by_object);
	zend_hash_destroy(&by_identity);
}
