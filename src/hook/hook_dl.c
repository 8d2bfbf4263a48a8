/*
 * dlopen() brings objects with fresh slots, for instance by dl() or because
 * an extension loads its client library late; dlsym() hands out functions
 * that no slot holds. These run outside coroutines too.
 */
#include "hook_dl.h"

#include <dlfcn.h>

#include "hook_patch.h"

static void *hook_dlopen(const char *path, int flags)
{
	void *handle = dlopen(path, flags);

	if (handle && path && !(flags & RTLD_NOLOAD)) {
		corokit_hook_patch_loaded();
	}
	return handle;
}

#ifdef __GLIBC__
static void *hook_dlmopen(Lmid_t space, const char *path, int flags)
{
	void *handle = dlmopen(space, path, flags);

	if (handle && path && !(flags & RTLD_NOLOAD)) {
		corokit_hook_patch_loaded();
	}
	return handle;
}
#endif

static void *hook_dlsym(void *handle, const char *symbol)
{
	const corokit_hook_entry_t *entry = corokit_hook_find(symbol);
	corokit_caller_t caller;
	void *found;

	/* RTLD_NEXT is relative to the caller: only a jump keeps who that is. */
	if (!entry || handle == RTLD_NEXT) {
		return dlsym(handle, symbol);
	}
	found = dlsym(handle, symbol);
	if (found && found == entry->real && corokit_hook_caller_of(__builtin_return_address(0), &caller) && entry->callers & (1u << caller)) {
		return entry->variants[caller];
	}
	return found;
}

const corokit_hook_entry_t corokit_hook_dl_table[] = {
	COROKIT_HOOK_ENTRY_SAME(dlopen),
#ifdef __GLIBC__
	COROKIT_HOOK_ENTRY_SAME(dlmopen),
#endif
	COROKIT_HOOK_ENTRY_SAME(dlsym),
	COROKIT_HOOK_END
};
