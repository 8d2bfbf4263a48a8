/* foreach over a table, and what it has in common with the methods of Iterator. */
#include "table_object.h"

#include "zend_interfaces.h"

typedef struct {
	zend_object_iterator   base;   /* its data is the object */
	corokit_table_cursor_t cursor;
} table_iterator_t;

void corokit_table_cursor_init(corokit_table_cursor_t *cursor)
{
	cursor->at = 0;
	ZVAL_UNDEF(&cursor->key);
	ZVAL_UNDEF(&cursor->row);
}

void corokit_table_cursor_clear(corokit_table_cursor_t *cursor)
{
	zval_ptr_dtor(&cursor->key);
	ZVAL_UNDEF(&cursor->key);
	zval_ptr_dtor(&cursor->row);
	ZVAL_UNDEF(&cursor->row);
}

void corokit_table_cursor_load(corokit_table_cursor_t *cursor, corokit_table_t *table)
{
	corokit_table_read_t read;

	corokit_table_cursor_clear(cursor);
	while (corokit_table_read_next(table, &cursor->at, &read)) {
		ZVAL_STRINGL(&cursor->key, read.key, read.key_length);
		corokit_table_row_to_zval(&cursor->row, table, read.data);
		if (corokit_table_read_end(&read)) {
			return;
		}
		corokit_table_cursor_clear(cursor);
	}
}

static table_iterator_t *from_base(zend_object_iterator *base)
{
	return (table_iterator_t *) base;
}

static void destroy(zend_object_iterator *base)
{
	corokit_table_cursor_clear(&from_base(base)->cursor);
	zval_ptr_dtor(&base->data);
}

static zend_result valid(zend_object_iterator *base)
{
	return Z_TYPE(from_base(base)->cursor.row) == IS_UNDEF ? FAILURE : SUCCESS;
}

static zval *current(zend_object_iterator *base)
{
	return &from_base(base)->cursor.row;
}

static void key(zend_object_iterator *base, zval *to)
{
	ZVAL_COPY(to, &from_base(base)->cursor.key);
}

static void load(zend_object_iterator *base)
{
	corokit_table_object_t *self = corokit_table_from_obj(Z_OBJ(base->data));

	corokit_table_cursor_clear(&from_base(base)->cursor);
	if (corokit_table_is_usable(self)) {
		corokit_table_cursor_load(&from_base(base)->cursor, &self->table);
	}
}

static void next(zend_object_iterator *base)
{
	from_base(base)->cursor.at++;
	load(base);
}

static void rewind_iterator(zend_object_iterator *base)
{
	from_base(base)->cursor.at = 0;
	load(base);
}

static const zend_object_iterator_funcs functions = {
	.dtor = destroy,
	.valid = valid,
	.get_current_data = current,
	.get_current_key = key,
	.move_forward = next,
	.rewind = rewind_iterator,
};

zend_object_iterator *corokit_table_get_iterator(zend_class_entry *ce, zval *object, int by_ref)
{
	table_iterator_t *iterator;

	(void) ce;
	if (by_ref) {
		zend_throw_error(NULL, "An iterator cannot be used with foreach by reference");
		return NULL;
	}
	iterator = emalloc(sizeof(*iterator));
	zend_iterator_init(&iterator->base);
	iterator->base.funcs = &functions;
	ZVAL_OBJ_COPY(&iterator->base.data, Z_OBJ_P(object));
	corokit_table_cursor_init(&iterator->cursor);
	return &iterator->base;
}
