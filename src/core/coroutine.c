/*
 * Coroutines as things: made, found by id, woken, cancelled, destroyed. How
 * one gives way to another is in switch.c. Scheduler's thread only.
 */
#include "coroutine.h"

#include <errno.h>

#include "zend_exceptions.h"

#include "locals.h"
#include "scheduler_internal.h"

#define SPARE_MAX   4096
#define TABLE_START 256

static void on_deadline(corokit_timer_t *timer)
{
	corokit_interrupt(corokit_list_entry(timer, corokit_coroutine_t, timer), -ETIMEDOUT);
}

/* ---- the table of ids ---- */

static inline corokit_coroutine_t **bucket_of(zend_long cid)
{
	return &corokit_scheduler.by_id[(zend_ulong) cid & corokit_scheduler.by_id_mask];
}

static void grow_table(void)
{
	corokit_coroutine_t **old = corokit_scheduler.by_id;
	uint32_t old_size = old ? corokit_scheduler.by_id_mask + 1 : 0;
	uint32_t size = old_size ? old_size * 2 : TABLE_START;

	corokit_scheduler.by_id = pecalloc(size, sizeof(*old), 1);
	corokit_scheduler.by_id_mask = size - 1;
	for (uint32_t i = 0; i < old_size; i++) {
		for (corokit_coroutine_t *at = old[i], *next; at; at = next) {
			corokit_coroutine_t **bucket = bucket_of(at->cid);

			next = at->next_by_id;
			at->next_by_id = *bucket;
			*bucket = at;
		}
	}
	if (old) {
		pefree(old, 1);
	}
}

corokit_coroutine_t *corokit_coroutine_find(zend_long cid)
{
	corokit_coroutine_t *at = *bucket_of(cid);

	while (at && at->cid != cid) {
		at = at->next_by_id;
	}
	return at;
}

static void forget_id(corokit_coroutine_t *coroutine)
{
	corokit_coroutine_t **link = bucket_of(coroutine->cid);

	while (*link != coroutine) {
		link = &(*link)->next_by_id;
	}
	*link = coroutine->next_by_id;
}

static int by_cid(const void *a, const void *b)
{
	zend_long x = (*(corokit_coroutine_t *const *) a)->cid;
	zend_long y = (*(corokit_coroutine_t *const *) b)->cid;

	return x < y ? -1 : x > y;
}

void corokit_scheduler_each(void (*visit)(corokit_coroutine_t *, void *), void *arg)
{
	uint32_t count = 0;
	corokit_coroutine_t **all = safe_emalloc(corokit_scheduler.alive, sizeof(*all), 1);

	for (uint32_t i = 0; i <= corokit_scheduler.by_id_mask; i++) {
		for (corokit_coroutine_t *at = corokit_scheduler.by_id[i]; at; at = at->next_by_id) {
			all[count++] = at;
		}
	}
	qsort(all, count, sizeof(*all), by_cid);
	for (uint32_t i = 0; i < count; i++) {
		visit(all[i], arg);
	}
	efree(all);
}

/* ---- life ---- */

void corokit_coroutines_activate(void)
{
	corokit_list_init(&corokit_scheduler.spare);
	if (!corokit_scheduler.by_id) {
		grow_table();
	}
}

void corokit_coroutines_clear(void)
{
	while (!corokit_list_empty(&corokit_scheduler.spare)) {
		pefree(corokit_list_entry(corokit_list_pop_front(&corokit_scheduler.spare), corokit_coroutine_t, link), 1);
	}
	corokit_scheduler.spare_count = 0;
	memset(corokit_scheduler.by_id, 0, (corokit_scheduler.by_id_mask + 1) * sizeof(*corokit_scheduler.by_id));
}

static corokit_coroutine_t *allocate(void)
{
	if (EXPECTED(corokit_scheduler.spare_count)) {
		corokit_scheduler.spare_count--;
		return corokit_list_entry(corokit_list_pop_front(&corokit_scheduler.spare), corokit_coroutine_t, link);
	}
	return pemalloc(sizeof(corokit_coroutine_t), 1);
}

corokit_coroutine_t *corokit_coroutine_create(corokit_entry_t entry, void *arg)
{
	corokit_coroutine_t *parent = corokit_scheduler.running;
	corokit_coroutine_t *self, **bucket;
	corokit_context_t *context;

	if (UNEXPECTED(corokit_scheduler.ending)) {
		errno = ECANCELED;
		return NULL;
	}
	if (UNEXPECTED(corokit_scheduler.alive >= corokit_scheduler.limit)) {
		errno = EAGAIN;
		return NULL;
	}
	context = corokit_context_acquire();
	if (UNEXPECTED(!context)) {
		errno = ENOMEM;
		return NULL;
	}

	self = allocate();
	memset(self, 0, offsetof(corokit_coroutine_t, locals));
	corokit_list_init(&self->link);
	corokit_timer_init(&self->timer, on_deadline);
	self->status = COROKIT_COROUTINE_NEW;
	self->entry = entry;
	self->arg = arg;
	self->context = context;
	context->coroutine = self;
	self->resume = &context->engine;
	self->cid = ++corokit_scheduler.last_cid;
	self->parent_cid = parent->cid;
	self->contains_fatal = corokit_scheduler.containment != NULL;
	self->created_at = corokit_clock_coarse();
	ZVAL_UNDEF(&self->result);

	bucket = bucket_of(self->cid);
	self->next_by_id = *bucket;
	*bucket = self;
	corokit_scheduler.alive_foreground++;
	if (++corokit_scheduler.alive > corokit_scheduler.peak) {
		corokit_scheduler.peak = corokit_scheduler.alive;
		if (UNEXPECTED(corokit_scheduler.alive > corokit_scheduler.by_id_mask)) {
			grow_table();
		}
	}
	corokit_locals_inherit(parent, self);
	return self;
}

void corokit_coroutine_set_background(corokit_coroutine_t *coroutine)
{
	if (!coroutine->background) {
		coroutine->background = true;
		corokit_scheduler.alive_foreground--;
	}
}

void corokit_coroutine_mark_spawn_site(corokit_coroutine_t *coroutine)
{
	zend_execute_data *frame = EG(current_execute_data);

	while (frame && (!frame->func || !ZEND_USER_CODE(frame->func->type))) {
		frame = frame->prev_execute_data;
	}
	if (frame) {
		coroutine->spawn_file = zend_string_copy(frame->func->op_array.filename);
		coroutine->spawn_line = frame->opline->lineno;
	}
}

void corokit_coroutine_destroy(corokit_coroutine_t *self)
{
	forget_id(self);
	self->status = COROKIT_COROUTINE_ENDED;
	corokit_timer_stop(&self->timer);
	if (self->spawn_file) {
		zend_string_release(self->spawn_file);
	}
	if (UNEXPECTED(self->throw_on_wake)) {
		OBJ_RELEASE(self->throw_on_wake);
	}
	corokit_scheduler.alive--;
	corokit_scheduler.alive_foreground -= !self->background;
	if (corokit_scheduler.spare_count < SPARE_MAX) {
		corokit_list_push_front(&corokit_scheduler.spare, &self->link);
		corokit_scheduler.spare_count++;
	} else {
		pefree(self, 1);
	}
}

/* ---- waking ---- */

void corokit_wake(corokit_coroutine_t *coroutine, int code)
{
	coroutine->wait = NULL;
	coroutine->wake_code = code;
	if (corokit_timer_armed(&coroutine->timer)) {
		corokit_timer_stop(&coroutine->timer);
	}
	corokit_make_ready(coroutine);
}

bool corokit_interrupt(corokit_coroutine_t *coroutine, int code)
{
	if (coroutine->status != COROKIT_COROUTINE_WAITING) {
		return false;
	}
	if (coroutine->wait->unlink) {
		coroutine->wait->unlink(coroutine->wait);
	}
	corokit_wake(coroutine, code);
	return true;
}

int corokit_cancel(corokit_coroutine_t *coroutine, zend_object *exception)
{
	if (coroutine->status != COROKIT_COROUTINE_WAITING || coroutine->wait->uncancelable) {
		if (exception) {
			OBJ_RELEASE(exception);
		}
		return -EBUSY;
	}
	coroutine->throw_on_wake = exception;
	corokit_interrupt(coroutine, -ECANCELED);
	coroutine->canceled = true;
	return 0;
}
