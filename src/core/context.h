/*
 * An engine context with its C stack and its first VM page, pooled. A context
 * runs one coroutine after another and is never left to end; it is made and
 * destroyed here only.
 *
 * Two back ends. `engine` asks zend_fiber_init_context() for each stack: it
 * works everywhere, and costs two mappings a stack, so vm.max_map_count
 * limits it. `slab` puts 64 stacks into one mapping, with guard pages that
 * are no mappings of their own (MADV_GUARD_INSTALL, Linux 6.13), and
 * enters them with the make_fcontext() of the PHP binary.
 *
 *   low                                            high
 *   | guard | C stack, grows down ... | VM page, grows up |
 *
 * The C stack ends where the VM page begins, in the middle of a page, so
 * that a coroutine that waits in a shallow call touches one or two pages.
 */
#ifndef COROKIT_CONTEXT_H
#define COROKIT_CONTEXT_H

#include "php.h"
#include "zend_fibers.h"

#include "../base/list.h"

typedef struct corokit_coroutine corokit_coroutine_t;

typedef struct corokit_context {
	zend_fiber_context   engine;    /* first: the engine sees only this */
	corokit_list_t       link;      /* pool */
	corokit_coroutine_t *coroutine; /* borrowed: whom it runs */
	void                *stack_low; /* lowest usable byte of the C stack; NULL: the engine's */
	size_t               stack_size;
	zend_vm_stack        vm_page;   /* first page; lives beside the C stack */
	JMP_BUF             *bailout;   /* on its own stack */
	uint64_t             started;   /* coroutines it has run */
	struct corokit_slab *slab;      /* NULL: the engine's stack */
} corokit_context_t;

/* The endless body of every context: runs context->coroutine, then asks for more work. */
typedef void (*corokit_context_main_t)(corokit_context_t *context);

typedef struct {
	const char *backend; /* "slab" or "engine" */
	const char *guard;   /* "madvise", "mprotect", "none" */
	size_t      stack_size;
	uint32_t    limit;   /* stacks that can exist at once */
	uint32_t    count;   /* in use and idle */
	uint32_t    idle;
} corokit_contexts_info_t;

int  corokit_contexts_startup(corokit_context_main_t main);
void corokit_contexts_get_info(corokit_contexts_info_t *info);

/* From the pool or new. NULL: errno is ENOMEM (no memory or mapping) or EAGAIN (the limit). */
corokit_context_t *corokit_context_acquire(void);
/* Back to the pool. The context may still be the running one: its owner switches away next. */
void corokit_context_release(corokit_context_t *context);

/* Gives back idle stacks beyond what the last second needed. True while there is more to give. */
bool corokit_contexts_trim(void);
/* Frees every idle context. */
void corokit_contexts_clear(void);

#endif
