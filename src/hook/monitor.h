/*
 * Object monitors: one coroutine at a time in the calls on one connection or
 * handle. Drivers and client libraries know threads at best: two coroutines
 * in one connection would mix up their answers. So the methods of PDO,
 * mysqli, Redis and so on, and the functions that take such a handle, wait
 * for their turn, in order of arrival. Statements and results share the
 * monitor of their connection. The holder may enter again: callbacks do.
 *
 * A transaction holds the connection over many calls. When its holder ends
 * first, it is rolled back.
 *
 *   monitor.c              the turns
 *   monitor_objects.c      which object has which monitor
 *   monitor_families.c     which classes and functions; to add one: there
 *   monitor_install.c      puts itself before their handlers
 *   monitor_transaction.c  what holds a connection between calls
 *
 * Owned by the scheduler's thread. {main} never holds: where a coroutine
 * does, its call is an Error.
 */
#ifndef COROKIT_MONITOR_H
#define COROKIT_MONITOR_H

#include "php.h"

#include "../base/layer.h"
#include "../core/coroutine.h"

typedef struct corokit_monitor corokit_monitor_t;
typedef struct corokit_monitor_family corokit_monitor_family_t;

struct corokit_monitor {
	const corokit_monitor_family_t *family;
	zend_object       *handle;      /* borrowed: the connection; NULL when it is gone */
	zend_ulong         identity;    /* of a connection that several objects are; 0: no other object is it */
	uint32_t           refcount;    /* objects that share it, calls under way */
	uint32_t           depth;       /* calls of the holder under way */
	zend_long          holder;      /* cid; 0: free */
	bool               in_transaction;
	corokit_monitor_t *next_held, *prev_held; /* others of the same holder */
	corokit_list_t     waiters;     /* in order of arrival */
	zend_object      **doomed;      /* owned, counted: freed when the holder leaves */
	uint32_t           doomed_count;
};

extern const corokit_layer_t corokit_monitor_layer;

/* Monitors that some coroutine holds: while there are none {main} need not look. */
extern uint32_t corokit_monitors_held;

/* ---- turns: monitor.c ---- */

void corokit_monitors_startup(void);
/*
 * Begins a call of the running coroutine, `self`, on `object`. False: an Error was thrown (cannot wait here, waited too long, would wait
 * for itself), or the wait was cancelled. May suspend. May throw.
 */
bool corokit_monitor_enter(corokit_coroutine_t *self, corokit_monitor_t *monitor, const zend_object *object);
/* Ends it. May run PHP code: destructors. */
void corokit_monitor_leave(corokit_coroutine_t *self, corokit_monitor_t *monitor);
/* Before leaving: does the connection stay held? See corokit_monitor_family_t. May run PHP code. */
void corokit_monitor_note_transaction(corokit_monitor_t *monitor, const zend_function *function, const zval *result);
/* {main} calls: false, and an Error thrown, if a coroutine holds it. */
bool corokit_monitor_pass_main(corokit_monitor_t *monitor, const zend_object *object);
/* Does a coroutine that is alive, and not the running one, hold it? */
bool corokit_monitor_is_foreign(const corokit_monitor_t *monitor);
/* Keeps `object` until the holder leaves; its destructor has run. */
void corokit_monitor_doom(corokit_monitor_t *monitor, zend_object *object);
/* The connection is gone, and with it whatever held it. */
void corokit_monitor_abandon(corokit_monitor_t *monitor);

/* ---- objects: monitor_objects.c ---- */

void corokit_monitor_objects_activate(void);
void corokit_monitor_objects_release(void);
/* The monitor of a handle; makes one. */
corokit_monitor_t *corokit_monitor_of(zend_object *object);
/* The same, but NULL when it has none yet. */
corokit_monitor_t *corokit_monitor_find(const zend_object *object);
/* Objects of monitored classes are told from others by their handlers. */
bool corokit_monitor_adopt(zend_object *object);
/* `part` (a statement, a result) belongs to the connection of `whole`. */
void corokit_monitor_share(zend_object *whole, zend_object *part);
void corokit_monitor_addref(corokit_monitor_t *monitor);
void corokit_monitor_delref(corokit_monitor_t *monitor);

/* ---- families: monitor_families.c ---- */

/* What the calls of one client say about transactions. All may be NULL. */
struct corokit_monitor_family {
	/* Several objects may be one connection: a number for it, or 0. */
	zend_ulong (*identity)(zend_object *handle);
	/* After a call of `function`, or when a statement or result was freed (NULL): 1 in a transaction, 0 not, -1 as before. May run PHP code. */
	int        (*transaction)(zend_object *handle, const zend_function *function, const zval *result);
	/* Ends it. May suspend. May throw. */
	void       (*roll_back)(zend_object *handle);
	/* Nothing parks while a handle is freed: the extension cannot bear another coroutine in between. */
	bool         frees_at_once;
};

typedef struct {
	const char *name;
	bool        is_part; /* of a connection: a statement, a result */
	const corokit_monitor_family_t *family;
	zend_class_entry *ce; /* NULL: not loaded */
} corokit_monitor_class_t;

typedef struct {
	const char *module;
	const char *const *except; /* functions by name, or "prefix*"; NULL at the end */
} corokit_monitor_functions_t;

extern corokit_monitor_class_t corokit_monitor_classes[];        /* NULL name at the end */
extern const corokit_monitor_functions_t corokit_monitor_functions[]; /* NULL module at the end */

extern const corokit_monitor_family_t corokit_monitor_pdo, corokit_monitor_mysqli, corokit_monitor_pgsql, corokit_monitor_redis;

/* The class itself or the nearest parent that is monitored; NULL. */
const corokit_monitor_class_t *corokit_monitor_class_of(const zend_class_entry *ce);

/* ---- installing: monitor_install.c ---- */

/* Module start and first request; what is done already is left alone. */
void corokit_monitor_install(void);

#endif
