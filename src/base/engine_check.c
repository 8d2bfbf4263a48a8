/* See engine_check.h. To check another struct: a line in checked[]. */
#include "engine_check.h"

#include <dlfcn.h>
#include <link.h>

#include "SAPI.h"
#include "ext/standard/basic_functions.h"
#include "php_globals.h"
#include "php_output.h"
#include "zend_globals.h"

/* With thread safety the globals are parts of one block and no symbols. */
#if defined(RTLD_DL_SYMENT) && !defined(ZTS)

static const struct {
	const char *symbol;
	const void *address;
	size_t      size;
} checked[] = {
	{"executor_globals", &executor_globals, sizeof(executor_globals)},
	{"compiler_globals", &compiler_globals, sizeof(compiler_globals)},
	{"core_globals", &core_globals, sizeof(core_globals)},
	{"sapi_globals", &sapi_globals, sizeof(sapi_globals)},
	{"basic_globals", &basic_globals, sizeof(basic_globals)},
	{"output_globals", &output_globals, sizeof(output_globals)},
};

/* 0 when the loaded binary does not tell. */
static size_t size_in_binary(const char *symbol, const void *address)
{
	const ElfW(Sym) *entry = NULL;
	Dl_info info;

	if (!dladdr1(address, &info, (void **) &entry, RTLD_DL_SYMENT) || !entry || !info.dli_sname) {
		return 0;
	}
	return strcmp(info.dli_sname, symbol) == 0 ? entry->st_size : 0;
}

static zend_result startup(int module_number)
{
	(void) module_number;
	for (size_t i = 0; i < sizeof(checked) / sizeof(*checked); i++) {
		size_t size = size_in_binary(checked[i].symbol, checked[i].address);

		if (size && size != checked[i].size) {
			zend_error(E_CORE_WARNING, "CoroKit was compiled for another build of PHP (%s; %s has %zu bytes there and %zu in this PHP): compile it again with the headers of this PHP",
				PHP_VERSION, checked[i].symbol, checked[i].size, size);
			return FAILURE;
		}
	}
	return SUCCESS;
}

#else

static zend_result startup(int module_number)
{
	(void) module_number;
	return SUCCESS;
}

#endif

const corokit_layer_t corokit_engine_check_layer = {
	.name = "engine_check",
	.startup = startup,
};
