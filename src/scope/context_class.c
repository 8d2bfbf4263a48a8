/*
 * Every coroutine that has set a value or made another one has a node; those
 * it made point at that node until they need their own. A node lives as long as
 * anything below it, so values outlive the coroutine that set them.
 *
 *   {main}: {user: 1}  <--  coroutine 1: {trace: a}  <--  coroutine 7: no node of its own
 *
 * A node whose coroutine has ended never changes again: when one is made
 * below it, its values are taken over and the chain gets no longer. Otherwise coroutines
 * that end by starting their successor would grow it for ever.
 */
#include "context_class.h"

#include "../core/locals.h"
#include "../core/scheduler.h"
#include "../../stubs/context_arginfo.h"

typedef struct node {
	struct node *parent;   /* counted */
	uint32_t     refcount;
	bool         ended;    /* its coroutine has */
	zend_long    owner;    /* cid */
	HashTable   *values;   /* owned, counted, shared once ended; NULL: none */
} node_t;

static int slot;

/* May run PHP code: destructors of values. */
static void release(node_t *node)
{
	while (node && --node->refcount == 0) {
		node_t *parent = node->parent;
		HashTable *values = node->values;

		efree(node);
		if (values) {
			zend_array_release(values);
		}
		node = parent;
	}
}

/* Before a write: a table may be shared with the ended node that it came from. */
static void separate_values(node_t *node)
{
	if (GC_REFCOUNT(node->values) > 1) {
		HashTable *copy = zend_array_dup(node->values);

		GC_DELREF(node->values);
		node->values = copy;
	}
}

/* The values of an ended ancestor become part of the node; those nearer to it win. */
static void take_over(node_t *node, const node_t *ancestor)
{
	if (!ancestor->values) {
		return;
	}
	if (!node->values) {
		node->values = ancestor->values;
		GC_ADDREF(node->values);
		return;
	}
	separate_values(node);
	zend_hash_merge(node->values, ancestor->values, zval_add_ref, false);
}

static node_t *own_node(corokit_coroutine_t *coroutine)
{
	node_t *above = corokit_locals_get(coroutine, slot);
	node_t *node;

	if (above && above->owner == coroutine->cid) {
		return above;
	}
	node = emalloc(sizeof(*node));
	node->refcount = 1;
	node->ended = false;
	node->owner = coroutine->cid;
	node->values = NULL;
	node->parent = above;
	while (node->parent && node->parent->ended) {
		node_t *ended = node->parent;

		take_over(node, ended);
		node->parent = ended->parent;
		if (node->parent) {
			node->parent->refcount++;
		}
		release(ended);
	}
	corokit_locals_set(coroutine, slot, node);
	return node;
}

static void inherit(corokit_coroutine_t *parent, corokit_coroutine_t *child, int inherited_slot)
{
	node_t *node = own_node(parent);

	node->refcount++;
	corokit_locals_set(child, inherited_slot, node);
}

static void end(corokit_coroutine_t *coroutine, void *value)
{
	node_t *node = value;

	if (node->owner == coroutine->cid) {
		node->ended = true;
	}
	release(node);
}

static zval *find(zend_string *key)
{
	corokit_coroutine_t *coroutine = corokit_scheduler_running_coroutine();

	for (node_t *node = corokit_locals_get(coroutine, slot); node; node = node->parent) {
		zval *value = node->values ? zend_hash_find(node->values, key) : NULL;

		if (value) {
			return value;
		}
	}
	return NULL;
}

ZEND_METHOD(CoroKit_Context, __construct)
{
	ZEND_PARSE_PARAMETERS_NONE();
}

ZEND_METHOD(CoroKit_Context, get)
{
	zend_string *key;
	zval *default_value = NULL;
	zval *value;

	ZEND_PARSE_PARAMETERS_START(1, 2)
		Z_PARAM_STR(key)
		Z_PARAM_OPTIONAL
		Z_PARAM_ZVAL(default_value)
	ZEND_PARSE_PARAMETERS_END();

	value = find(key);
	if (!value) {
		value = default_value;
	}
	if (value) {
		RETURN_COPY(value);
	}
}

ZEND_METHOD(CoroKit_Context, set)
{
	zend_string *key;
	zval *value;
	node_t *node;

	ZEND_PARSE_PARAMETERS_START(2, 2)
		Z_PARAM_STR(key)
		Z_PARAM_ZVAL(value)
	ZEND_PARSE_PARAMETERS_END();

	node = own_node(corokit_scheduler_running_coroutine());
	if (node->values) {
		separate_values(node);
	} else {
		node->values = zend_new_array(0);
	}
	Z_TRY_ADDREF_P(value);
	zend_hash_update(node->values, key, value);
}

ZEND_METHOD(CoroKit_Context, has)
{
	zend_string *key;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_STR(key)
	ZEND_PARSE_PARAMETERS_END();

	RETURN_BOOL(find(key) != NULL);
}

static zend_result startup(int module_number)
{
	(void) module_number;
	register_class_CoroKit_Context();
	slot = corokit_locals_register_inherited(end, inherit);
	return SUCCESS;
}

const corokit_layer_t corokit_context_class_layer = {
	.name = "context",
	.startup = startup,
};
