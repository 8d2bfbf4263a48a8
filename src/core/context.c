/* See context.h. Belongs to the scheduler's thread. */
#include "context.h"

#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "zend_exceptions.h"
#include "zend_observer.h"

#include "../base/compat.h"
#include "../base/config.h"
#include "../base/list.h"

#ifndef MADV_GUARD_INSTALL
# define MADV_GUARD_INSTALL 102
#endif

#define SLAB_STACKS    64
#define PAGE           4096
#define VM_PAGE_SIZE   (2 * PAGE)
#define MAPS_RESERVED  2048 /* mappings left to libraries, opcache, the heap */
#define COLOURS        8
#define SCRIPT_STACK_SIZE ((size_t) 8 * 1024 * 1024)
#define COLOUR_STRIDE  320

/* boost.context, as compiled into PHP: Zend/asm/ */
typedef struct {
	void                *handle;
	zend_fiber_transfer *transfer;
} fcontext_data_t;
typedef void *(*make_fcontext_t)(void *stack_top, size_t size, void (*entry)(fcontext_data_t));

typedef struct corokit_slab {
	corokit_list_t    link;   /* slabs with a free stack */
	char             *memory;
	size_t            size;
	uint32_t          used;
	uint32_t          touched; /* stacks ever handed out: their guard is in place */
	uint64_t          free_bits;
	corokit_context_t contexts[SLAB_STACKS];
} slab_t;

typedef enum { GUARD_NONE, GUARD_MADVISE, GUARD_MPROTECT } guard_t;

static struct {
	corokit_context_main_t main;
	make_fcontext_t        make_fcontext;
	bool                   slab;
	guard_t                guard;
	size_t                 stack_size; /* without guard */
	uint32_t               limit;
	uint32_t               count;
	uint32_t               idle_count;
	uint32_t               peak_in_use; /* since the last trim */
	corokit_list_t         idle;        /* most recently used first */
	corokit_list_t         slabs;       /* with room */
	int                    kind;        /* its address marks our contexts */
} contexts;

static uint32_t max_map_count(void)
{
	FILE *file = fopen("/proc/sys/vm/max_map_count", "re");
	unsigned int value = 65530;

	if (file) {
		if (fscanf(file, "%u", &value) != 1) {
			value = 65530;
		}
		fclose(file);
	}
	return value;
}

static bool kernel_has_guard_pages(void)
{
	void *probe = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	bool works;

	if (probe == MAP_FAILED) {
		return false;
	}
	works = madvise(probe, PAGE, MADV_GUARD_INSTALL) == 0;
	munmap(probe, PAGE);
	return works;
}

/* valgrind is told of a stack only by the engine's allocator. */
static bool under_valgrind(void)
{
	const char *preload = getenv("LD_PRELOAD");

	return preload && strstr(preload, "vgpreload");
}

int corokit_contexts_startup(corokit_context_main_t main)
{
	uint32_t maps = max_map_count();
	uint32_t room = maps > 2 * MAPS_RESERVED ? maps - MAPS_RESERVED : maps / 2;
	bool wanted = corokit_config.stack_backend != COROKIT_STACK_ENGINE;

	contexts.main = main;
	contexts.stack_size = ((size_t) corokit_config.stack_size + PAGE - 1) & ~((size_t) PAGE - 1);
	if (corokit_config.run_main) {
		/* A script may go as deep as on the stack of the process; only what it touches is memory. */
		contexts.stack_size = MAX(contexts.stack_size, SCRIPT_STACK_SIZE);
	}
	contexts.make_fcontext = (make_fcontext_t) dlsym(RTLD_DEFAULT, "make_fcontext");
	corokit_list_init(&contexts.idle);
	corokit_list_init(&contexts.slabs);

	contexts.guard = GUARD_NONE;
	if (corokit_config.stack_guard) {
		contexts.guard = kernel_has_guard_pages() ? GUARD_MADVISE : GUARD_MPROTECT;
	}
	contexts.slab = wanted && contexts.make_fcontext && !under_valgrind()
		&& (contexts.guard != GUARD_MPROTECT || corokit_config.stack_backend == COROKIT_STACK_SLAB);
#ifdef __SANITIZE_ADDRESS__
	/* The annotations of a switch need the bounds of the stack. */
	contexts.slab = contexts.make_fcontext != NULL;
#endif
	if (!contexts.slab) {
		contexts.guard = GUARD_MPROTECT;
	}
	/* A guard by mprotect() splits its mapping: two of them for each stack. */
	contexts.limit = contexts.guard == GUARD_MPROTECT ? room / 2 : UINT32_MAX;
	return 0;
}

void corokit_contexts_get_info(corokit_contexts_info_t *info)
{
	static const char *const guards[] = {"none", "madvise", "mprotect"};

	info->backend = contexts.slab ? "slab" : "engine";
	info->guard = guards[contexts.guard];
	info->stack_size = contexts.stack_size;
	info->limit = contexts.limit;
	info->count = contexts.count;
	info->idle = contexts.idle_count;
}

/* ---- slab back end ---- */

static size_t stack_stride(void)
{
	return contexts.stack_size + PAGE;
}

/* The first code on a slab stack: what the engine's own trampoline does. */
static void enter_slab_context(fcontext_data_t data)
{
	zend_fiber_context *from = data.transfer->context;

	from->handle = data.handle;
	if (from->status == ZEND_FIBER_STATUS_DEAD) {
		zend_fiber_destroy_context(from);
	}
	contexts.main((corokit_context_t *) EG(current_fiber_context));
	abort(); /* contexts never end */
}

static slab_t *create_slab(void)
{
	slab_t *slab = pecalloc(1, sizeof(*slab), 1);

	slab->size = stack_stride() * SLAB_STACKS;
	slab->memory = mmap(NULL, slab->size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK | MAP_NORESERVE, -1, 0);
	if (slab->memory == MAP_FAILED) {
		pefree(slab, 1);
		return NULL;
	}
#ifdef MADV_NOHUGEPAGE
	madvise(slab->memory, slab->size, MADV_NOHUGEPAGE);
#endif
	slab->free_bits = UINT64_MAX;
	corokit_list_push_back(&contexts.slabs, &slab->link);
	return slab;
}

static void destroy_slab(slab_t *slab)
{
	corokit_list_unlink(&slab->link);
	munmap(slab->memory, slab->size);
	pefree(slab, 1);
}

static bool install_guard(char *page)
{
	switch (contexts.guard) {
		case GUARD_MADVISE:
			return madvise(page, PAGE, MADV_GUARD_INSTALL) == 0;
		case GUARD_MPROTECT:
			return mprotect(page, PAGE, PROT_NONE) == 0;
		default:
			return true;
	}
}

static corokit_context_t *create_in_slab(void)
{
	slab_t *slab;
	corokit_context_t *context;
	uint32_t index;
	char *low, *high, *boundary;

	if (corokit_list_empty(&contexts.slabs) && !create_slab()) {
		return NULL;
	}
	slab = corokit_list_entry(contexts.slabs.next, slab_t, link);
	index = (uint32_t) __builtin_ctzll(slab->free_bits);
	low = slab->memory + index * stack_stride();
	if (index >= slab->touched) {
		if (!install_guard(low)) {
			return NULL;
		}
		slab->touched = index + 1;
	}
	slab->free_bits &= ~(UINT64_C(1) << index);
	if (++slab->used == SLAB_STACKS) {
		corokit_list_unlink(&slab->link);
	}

	/* Stacks begin at different cache lines of their page: at one and the
	 * same they would all compete for the same few ways of the cache. */
	high = low + stack_stride();
	boundary = high - VM_PAGE_SIZE + PAGE - 1024 - (index % COLOURS) * COLOUR_STRIDE;

	context = &slab->contexts[index];
	memset(context, 0, sizeof(*context));
	context->slab = slab;
	context->stack_low = low + PAGE;
	context->stack_size = (size_t) (boundary - (low + PAGE));
	context->vm_page = (zend_vm_stack) boundary;
	context->vm_page->end = (zval *) high;
	context->engine.kind = &contexts.kind;
	context->engine.handle = contexts.make_fcontext(boundary, context->stack_size, enter_slab_context);
	context->engine.status = ZEND_FIBER_STATUS_INIT;
	zend_observer_fiber_init_notify(&context->engine);
	return context;
}

static void destroy_in_slab(corokit_context_t *context)
{
	slab_t *slab = context->slab;
	uint32_t index = (uint32_t) (context - slab->contexts);

	zend_observer_fiber_destroy_notify(&context->engine);
	if (slab->used == SLAB_STACKS) {
		corokit_list_push_back(&contexts.slabs, &slab->link);
	}
	slab->free_bits |= UINT64_C(1) << index;
	if (--slab->used == 0) {
		destroy_slab(slab);
		return;
	}
	madvise(context->stack_low, contexts.stack_size, MADV_DONTNEED);
}

/* ---- engine back end ---- */

static void enter_engine_context(zend_fiber_transfer *transfer)
{
	corokit_context_t *context = (corokit_context_t *) EG(current_fiber_context);
	char page[VM_PAGE_SIZE] __attribute__((aligned(16)));

	(void) transfer;
	context->vm_page = (zend_vm_stack) page;
	context->vm_page->end = (zval *) (page + sizeof(page));
	contexts.main(context);
	abort(); /* contexts never end */
}

static corokit_context_t *create_by_engine(void)
{
	corokit_context_t *context = pecalloc(1, sizeof(*context), 1);

	if (!zend_fiber_init_context(&context->engine, &contexts.kind, enter_engine_context, contexts.stack_size)) {
		/* The engine threw; the caller reports in its own words. */
		zend_clear_exception();
		pefree(context, 1);
		errno = ENOMEM;
		return NULL;
	}
	return context;
}

static void destroy_by_engine(corokit_context_t *context)
{
	zend_fiber_destroy_context(&context->engine);
	pefree(context, 1);
}

/* ---- the pool ---- */

static void destroy(corokit_context_t *context)
{
	contexts.count--;
	if (context->slab) {
		destroy_in_slab(context);
	} else {
		destroy_by_engine(context);
	}
}

corokit_context_t *corokit_context_acquire(void)
{
	corokit_context_t *context;
	uint32_t in_use;

	if (EXPECTED(contexts.idle_count)) {
		contexts.idle_count--;
		context = corokit_list_entry(corokit_list_pop_front(&contexts.idle), corokit_context_t, link);
	} else {
		if (contexts.count >= contexts.limit) {
			errno = EAGAIN;
			return NULL;
		}
		context = contexts.slab ? create_in_slab() : create_by_engine();
		if (!context) {
			return NULL;
		}
		corokit_list_init(&context->link);
		contexts.count++;
	}
	in_use = contexts.count - contexts.idle_count;
	if (in_use > contexts.peak_in_use) {
		contexts.peak_in_use = in_use;
	}
	return context;
}

void corokit_context_release(corokit_context_t *context)
{
	corokit_list_push_front(&contexts.idle, &context->link);
	contexts.idle_count++;
}

bool corokit_contexts_trim(void)
{
	uint32_t keep = MAX(contexts.peak_in_use, (uint32_t) corokit_config.pool_size);
	uint32_t batch = MAX(64, (contexts.count - MIN(contexts.count, keep)) / 2);

	while (batch-- && contexts.idle_count && contexts.count > keep) {
		corokit_context_t *oldest = corokit_list_entry(contexts.idle.prev, corokit_context_t, link);

		corokit_list_unlink(&oldest->link);
		contexts.idle_count--;
		destroy(oldest);
	}
	contexts.peak_in_use = contexts.count - contexts.idle_count;
	return contexts.count > MAX(contexts.peak_in_use, (uint32_t) corokit_config.pool_size);
}

void corokit_contexts_clear(void)
{
	while (contexts.idle_count) {
		contexts.idle_count--;
		destroy(corokit_list_entry(corokit_list_pop_front(&contexts.idle), corokit_context_t, link));
	}
}
