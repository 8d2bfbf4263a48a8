/* See elf_patcher.h. To add an architecture: its three relocation types below. */
#include "elf_patcher.h"

#include <errno.h>

#if defined(__linux__) && defined(__LP64__)

# include <link.h>
# include <stdlib.h>
# include <sys/mman.h>
# include <unistd.h>

# if defined(__x86_64__)
#  define RELOCATION_CALL R_X86_64_JUMP_SLOT
#  define RELOCATION_GOT  R_X86_64_GLOB_DAT
#  define RELOCATION_DATA R_X86_64_64
# elif defined(__aarch64__)
#  define RELOCATION_CALL R_AARCH64_JUMP_SLOT
#  define RELOCATION_GOT  R_AARCH64_GLOB_DAT
#  define RELOCATION_DATA R_AARCH64_ABS64
# endif

typedef struct {
	const ElfW(Sym)  *symbols;
	const char       *strings;
	const ElfW(Rela) *tables[2]; /* of calls, of data */
	size_t            counts[2];
	uintptr_t         relro_start; /* whole pages that the loader made read-only */
	uintptr_t         relro_end;
	bool              relro_open;
} relocations_t;

typedef struct {
	corokit_elf_object_t *objects;
	size_t                count;
	size_t                capacity;
} list_t;

static int add_object(struct dl_phdr_info *info, size_t size, void *arg)
{
	list_t *list = arg;

	(void) size;
	if (list->count == list->capacity) {
		size_t capacity = list->capacity ? list->capacity * 2 : 128;
		corokit_elf_object_t *objects = realloc(list->objects, capacity * sizeof(*objects));

		if (!objects) {
			return -ENOMEM;
		}
		list->objects = objects;
		list->capacity = capacity;
	}
	list->objects[list->count++] = (corokit_elf_object_t) {
		.name = info->dlpi_name ? info->dlpi_name : "",
		.base = info->dlpi_addr,
		.headers = info->dlpi_phdr,
		.header_count = info->dlpi_phnum,
	};
	return 0;
}

int corokit_elf_list(corokit_elf_object_t **objects, size_t *count)
{
	list_t list = {0};
	int err = dl_iterate_phdr(add_object, &list);

	if (err < 0) {
		free(list.objects);
		return err;
	}
	*objects = list.objects;
	*count = list.count;
	return 0;
}

bool corokit_elf_contains(const corokit_elf_object_t *object, const void *address)
{
	const ElfW(Phdr) *headers = object->headers;
	uintptr_t offset = (uintptr_t) address - object->base;

	for (size_t i = 0; i < object->header_count; i++) {
		if (headers[i].p_type == PT_LOAD && offset - headers[i].p_vaddr < headers[i].p_memsz) {
			return true;
		}
	}
	return false;
}

/* glibc has relocated the addresses in the dynamic section of most objects, musl in none. */
static uintptr_t dynamic_address(const corokit_elf_object_t *object, uintptr_t value)
{
	return value < object->base ? object->base + value : value;
}

static int read_dynamic(const corokit_elf_object_t *object, const ElfW(Dyn) *dynamic, relocations_t *out)
{
	size_t call_bytes = 0, data_bytes = 0;

	for (; dynamic->d_tag != DT_NULL; dynamic++) {
		switch (dynamic->d_tag) {
			case DT_SYMTAB:
				out->symbols = (void *) dynamic_address(object, dynamic->d_un.d_ptr);
				break;
			case DT_STRTAB:
				out->strings = (void *) dynamic_address(object, dynamic->d_un.d_ptr);
				break;
			case DT_JMPREL:
				out->tables[0] = (void *) dynamic_address(object, dynamic->d_un.d_ptr);
				break;
			case DT_PLTRELSZ:
				call_bytes = dynamic->d_un.d_val;
				break;
			case DT_RELA:
				out->tables[1] = (void *) dynamic_address(object, dynamic->d_un.d_ptr);
				break;
			case DT_RELASZ:
				data_bytes = dynamic->d_un.d_val;
				break;
			case DT_PLTREL:
				if (dynamic->d_un.d_val != DT_RELA) {
					return -ENOTSUP;
				}
				break;
			case DT_REL:
				return -ENOTSUP;
		}
	}
	if (!out->symbols || !out->strings) {
		return -ENOTSUP;
	}
	out->counts[0] = out->tables[0] ? call_bytes / sizeof(ElfW(Rela)) : 0;
	out->counts[1] = out->tables[1] ? data_bytes / sizeof(ElfW(Rela)) : 0;
	return 0;
}

static int read_object(const corokit_elf_object_t *object, relocations_t *out)
{
	const ElfW(Phdr) *headers = object->headers;
	const ElfW(Dyn) *dynamic = NULL;
	uintptr_t page = (uintptr_t) sysconf(_SC_PAGESIZE);

	for (size_t i = 0; i < object->header_count; i++) {
		uintptr_t start = object->base + headers[i].p_vaddr;

		if (headers[i].p_type == PT_DYNAMIC) {
			dynamic = (const void *) start;
		} else if (headers[i].p_type == PT_GNU_RELRO) {
			/* The loader protects whole pages only; the last, partial one stays writable. */
			out->relro_start = start & -page;
			out->relro_end = (start + headers[i].p_memsz) & -page;
		}
	}
	return dynamic ? read_dynamic(object, dynamic, out) : -ENOTSUP;
}

static int protect_relro(relocations_t *relocations, bool open)
{
	size_t length = relocations->relro_end - relocations->relro_start;

	if (mprotect((void *) relocations->relro_start, length, open ? PROT_READ | PROT_WRITE : PROT_READ) < 0) {
		return -errno;
	}
	relocations->relro_open = open;
	return 0;
}

static int write_slot(relocations_t *relocations, void **slot, void *value)
{
	uintptr_t at = (uintptr_t) slot;

	if (at >= relocations->relro_start && at < relocations->relro_end && !relocations->relro_open) {
		int err = protect_relro(relocations, true);

		if (err < 0) {
			return err;
		}
	}
	__atomic_store_n(slot, value, __ATOMIC_RELEASE);
	return 0;
}

static bool is_pointer_to_symbol(const ElfW(Rela) *relocation)
{
	switch (ELF64_R_TYPE(relocation->r_info)) {
		case RELOCATION_CALL:
		case RELOCATION_GOT:
			return true;
		case RELOCATION_DATA:
			return relocation->r_addend == 0;
		default:
			return false;
	}
}

static int patch_table(const corokit_elf_object_t *object, relocations_t *relocations, size_t table, corokit_elf_choose_t choose, corokit_elf_report_t report, void *arg)
{
	for (size_t i = 0; i < relocations->counts[table]; i++) {
		const ElfW(Rela) *relocation = &relocations->tables[table][i];
		const ElfW(Sym) *symbol = &relocations->symbols[ELF64_R_SYM(relocation->r_info)];
		void **slot = (void **) (object->base + relocation->r_offset);
		const char *name = relocations->strings + symbol->st_name;
		void *replacement;

		/* An object that defines a function of that name means its own. */
		if (!ELF64_R_SYM(relocation->r_info) || symbol->st_shndx != SHN_UNDEF || !is_pointer_to_symbol(relocation)) {
			continue;
		}
		replacement = choose(name, arg);
		if (!replacement) {
			continue;
		}
		if (*slot != replacement) {
			int err = write_slot(relocations, slot, replacement);

			if (err < 0) {
				return err;
			}
		}
		report(name, arg);
	}
	return 0;
}

int corokit_elf_patch(const corokit_elf_object_t *object, corokit_elf_choose_t choose, corokit_elf_report_t report, void *arg)
{
	relocations_t relocations = {0};
	int err = read_object(object, &relocations);

	for (size_t table = 0; err == 0 && table < 2; table++) {
		err = patch_table(object, &relocations, table, choose, report, arg);
	}
	if (relocations.relro_open) {
		int closed = protect_relro(&relocations, false);

		err = err < 0 ? err : closed;
	}
	return err;
}

#else

int corokit_elf_list(corokit_elf_object_t **objects, size_t *count)
{
	(void) objects;
	(void) count;
	return -ENOTSUP;
}

bool corokit_elf_contains(const corokit_elf_object_t *object, const void *address)
{
	(void) object;
	(void) address;
	return false;
}

int corokit_elf_patch(const corokit_elf_object_t *object, corokit_elf_choose_t choose, corokit_elf_report_t report, void *arg)
{
	(void) object;
	(void) choose;
	(void) report;
	(void) arg;
	return -ENOTSUP;
}

#endif
