/*
 * See hook_patch.h. To patch another library: a line in libraries[], a kind
 * of caller in hook.h if it needs rules of its own. To leave an object alone
 * whatever else it is: a line in denied[].
 */
#include "hook_patch.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "zend_exceptions.h"

#include "elf_patcher.h"

static const char *const caller_names[COROKIT_CALLER_COUNT] = {
	[COROKIT_CALLER_PHP] = "php",
	[COROKIT_CALLER_EXT] = "extension",
	[COROKIT_CALLER_SOCKETS] = "sockets",
	[COROKIT_CALLER_CURL] = "libcurl",
	[COROKIT_CALLER_PQ] = "libpq",
	[COROKIT_CALLER_LIB] = "library",
	[COROKIT_CALLER_SQLITE] = "libsqlite3",
};

static const struct {
	const char      *prefix;
	corokit_caller_t caller;
} libraries[] = {
	{"libcurl.so", COROKIT_CALLER_CURL},
	{"libcurl-gnutls.so", COROKIT_CALLER_CURL},
	{"libpq.so", COROKIT_CALLER_PQ},
	{"libsqlite3.so", COROKIT_CALLER_SQLITE},
	{"libmemcached.so", COROKIT_CALLER_LIB},
	{"librabbitmq.so", COROKIT_CALLER_LIB},
	{"libldap", COROKIT_CALLER_LIB},
	{"liblber", COROKIT_CALLER_LIB},
	{"libssh2.so", COROKIT_CALLER_LIB},
};

/*
 * By the beginning of the file's name. The C library and the loader are
 * what we stand on; libuv is what we wait with; opcache holds locks in shared
 * memory that no one may sleep with; a step debugger means to stop everything.
 */
static const char *const denied[] = {
	"libc.", "libc-", "ld-", "ld.", "libpthread", "libm.", "libdl.", "libdl-", "librt.", "librt-", "libgcc_s", "libstdc++",
	"libnss_", "libresolv", "libuv", "opcache", "xdebug",
	"libasan", "libtsan", "libubsan", "liblsan", "libmsan", "libclang_rt", "vgpreload",
};

static struct {
	corokit_hook_object_t *objects;
	size_t                 count;
	char                   problem[256]; /* "": none */
} patched;

/* dlopen() may be called by any thread. */
static pthread_mutex_t patch_lock = PTHREAD_MUTEX_INITIALIZER;

/* ---- the tables ---- */

const corokit_hook_entry_t *corokit_hook_find(const char *symbol)
{
	for (const corokit_hook_entry_t *const *table = corokit_hook_tables; *table; table++) {
		for (const corokit_hook_entry_t *entry = *table; entry->symbol; entry++) {
			if (entry->symbol[0] == symbol[0] && strcmp(entry->symbol, symbol) == 0) {
				return entry;
			}
		}
	}
	return NULL;
}

const char *corokit_hook_caller_name(corokit_caller_t caller)
{
	return caller_names[caller];
}

/* ---- which objects ---- */

static const char *file_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static bool starts_with(const char *string, const char *prefix)
{
	return strncmp(string, prefix, strlen(prefix)) == 0;
}

static bool is_denied(const char *file)
{
	for (size_t i = 0; i < sizeof(denied) / sizeof(*denied); i++) {
		if (starts_with(file, denied[i])) {
			return true;
		}
	}
	return false;
}

/* Does the file's name begin with a word of the list? Words are separated by commas or spaces. */
static bool is_listed(const char *file, const char *list)
{
	while (list && *list) {
		size_t length = strcspn(list, ", ");

		if (length && strncmp(file, list, length) == 0) {
			return true;
		}
		list += length;
		list += strspn(list, ", ");
	}
	return false;
}

/* Every PHP extension exports get_module(). */
static bool is_extension(const corokit_elf_object_t *object)
{
	void *handle = dlopen(object->name, RTLD_LAZY | RTLD_NOLOAD);
	bool found;

	if (!handle) {
		return false;
	}
	found = corokit_elf_contains(object, dlsym(handle, "get_module"));
	dlclose(handle);
	return found;
}

static bool classify(const corokit_elf_object_t *object, corokit_caller_t *caller)
{
	const char *file = file_name(object->name);

	if (corokit_elf_contains(object, (void *) corokit_hook_patch_loaded)) {
		return false;
	}
	/* The executable, or libphp when PHP is embedded; never the server around it. */
	if (corokit_elf_contains(object, (void *) zend_throw_exception)) {
		*caller = COROKIT_CALLER_PHP;
		return true;
	}
	if (!*file || is_denied(file) || is_listed(file, corokit_config.hook_deny)) {
		return false;
	}
	for (size_t i = 0; i < sizeof(libraries) / sizeof(*libraries); i++) {
		if (starts_with(file, libraries[i].prefix)) {
			*caller = libraries[i].caller;
			return true;
		}
	}
	if (is_listed(file, corokit_config.hook_libraries)) {
		*caller = COROKIT_CALLER_LIB;
		return true;
	}
	if (is_extension(object)) {
		*caller = starts_with(file, "sockets.") ? COROKIT_CALLER_SOCKETS : COROKIT_CALLER_EXT;
		return true;
	}
	return false;
}

bool corokit_hook_caller_of(const void *address, corokit_caller_t *caller)
{
	corokit_elf_object_t *objects;
	size_t count;
	bool found = false;

	if (corokit_elf_list(&objects, &count) < 0) {
		return false;
	}
	for (size_t i = 0; i < count; i++) {
		if (corokit_elf_contains(&objects[i], address)) {
			found = classify(&objects[i], caller);
			break;
		}
	}
	free(objects);
	return found;
}

/* ---- patching ---- */

static void *choose(const char *symbol, void *arg)
{
	corokit_hook_object_t *object = arg;
	const corokit_hook_entry_t *entry = corokit_hook_find(symbol);

	return entry && entry->callers & (1u << object->caller) ? entry->variants[object->caller] : NULL;
}

static void record_slot(const char *symbol, void *arg)
{
	corokit_hook_object_t *object = arg;
	const char **symbols = realloc(object->symbols, (object->slot_count + 1) * sizeof(*symbols));

	if (symbols) {
		symbols[object->slot_count++] = corokit_hook_find(symbol)->symbol;
		object->symbols = symbols;
	}
}

static void forget_records(void)
{
	for (size_t i = 0; i < patched.count; i++) {
		free(patched.objects[i].path);
		free(patched.objects[i].symbols);
	}
	free(patched.objects);
	patched.objects = NULL;
	patched.count = 0;
	patched.problem[0] = '\0';
}

static void patch_object(const corokit_elf_object_t *object, corokit_caller_t caller)
{
	corokit_hook_object_t *record = &patched.objects[patched.count];
	int err;

	*record = (corokit_hook_object_t) {.path = strdup(*object->name ? object->name : "php"), .caller = caller};
	err = corokit_elf_patch(object, choose, record_slot, record);
	if (err < 0 && !patched.problem[0]) {
		snprintf(patched.problem, sizeof(patched.problem), "%s: %s", record->path ? record->path : "?",
			err == -ENOTSUP ? "relocations of an unknown kind" : strerror(-err));
	}
	patched.count++;
}

static void patch_all(void)
{
	corokit_elf_object_t *objects;
	corokit_caller_t caller;
	size_t count;
	int err;

	forget_records();
	err = corokit_elf_list(&objects, &count);
	if (err < 0) {
		snprintf(patched.problem, sizeof(patched.problem), "%s", err == -ENOTSUP ? "not supported on this platform" : strerror(-err));
		return;
	}
	patched.objects = calloc(count ? count : 1, sizeof(*patched.objects));
	for (size_t i = 0; patched.objects && i < count; i++) {
		if (classify(&objects[i], &caller)) {
			patch_object(&objects[i], caller);
		}
	}
	free(objects);
}

void corokit_hook_patch_loaded(void)
{
	pthread_mutex_lock(&patch_lock);
	patch_all();
	pthread_mutex_unlock(&patch_lock);
}

const corokit_hook_object_t *corokit_hook_patched_objects(size_t *count)
{
	*count = patched.count;
	return patched.objects;
}

/* ---- what was left alone ---- */

/* Files and mutexes every second library uses; who waits for others does it with one of these. */
static const char *const waits[] = {
	"poll", "ppoll", "__poll_chk", "select", "pselect", "connect", "accept", "accept4", "recv", "recvfrom", "recvmsg", "__recv_chk",
	"sleep", "usleep", "nanosleep", "waitpid", "getaddrinfo",
};

static void *note_import(const char *symbol, void *arg)
{
	size_t *count = arg;

	for (size_t i = 0; i < sizeof(waits) / sizeof(*waits); i++) {
		*count += strcmp(symbol, waits[i]) == 0;
	}
	return NULL;
}

static void note_nothing(const char *symbol, void *arg)
{
	(void) symbol;
	(void) arg;
}

void corokit_hook_each_unpatched(void (*visit)(const char *path, bool denied, size_t imports, void *arg), void *arg)
{
	corokit_elf_object_t *objects;
	corokit_caller_t caller;
	size_t count;

	if (corokit_elf_list(&objects, &count) < 0) {
		return;
	}
	for (size_t i = 0; i < count; i++) {
		const char *file = file_name(objects[i].name);
		size_t imports = 0;

		if (!*file || classify(&objects[i], &caller) || corokit_elf_contains(&objects[i], (void *) corokit_hook_patch_loaded)) {
			continue;
		}
		corokit_elf_patch(&objects[i], note_import, note_nothing, &imports);
		visit(objects[i].name, is_denied(file) || is_listed(file, corokit_config.hook_deny), imports, arg);
	}
	free(objects);
}

const char *corokit_hook_patch_problem(void)
{
	return patched.problem[0] ? patched.problem : NULL;
}
