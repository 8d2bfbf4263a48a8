/*
 * Rewrites the relocation slots of loaded ELF objects. Knows the format and
 * the loader, nothing of PHP or of hooks: what to patch, and with what, its
 * caller says. Any thread, but one at a time; called at start and after dlopen().
 */
#ifndef COROKIT_ELF_PATCHER_H
#define COROKIT_ELF_PATCHER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A loaded object, as long as nothing is unloaded. */
typedef struct {
	const char *name;    /* borrowed from the loader; "" for the executable */
	uintptr_t   base;    /* what addresses in the file are relative to */
	const void *headers; /* program headers */
	size_t      header_count;
} corokit_elf_object_t;

/* All loaded objects, the executable first. The caller frees it. 0 or -ENOMEM, -ENOTSUP (not ELF). */
int corokit_elf_list(corokit_elf_object_t **objects, size_t *count);

/* Is the address in code or data of the object? */
bool corokit_elf_contains(const corokit_elf_object_t *object, const void *address);

/* The replacement for a symbol, or NULL to leave its slots alone. */
typedef void *(*corokit_elf_choose_t)(const char *symbol, void *arg);
/* Told about every slot that holds its replacement now, also those of an earlier call. */
typedef void (*corokit_elf_report_t)(const char *symbol, void *arg);

/*
 * Points the slots of undefined symbols at their replacements. 0, or
 * -ENOTSUP (relocations without addends), or the errno of mprotect(): then some slots
 * may be patched, and all work.
 */
int corokit_elf_patch(const corokit_elf_object_t *object, corokit_elf_choose_t choose, corokit_elf_report_t report, void *arg);

#endif
