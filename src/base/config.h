/*
 * The values of the corokit.* ini settings, read by every layer and written
 * only by corokit.c, through the ini machinery. To add a setting: a field
 * here, an entry in corokit.c's table, a line in docs/configuration.md.
 */
#ifndef COROKIT_CONFIG_H
#define COROKIT_CONFIG_H

#include <stdbool.h>
#include <stdint.h>

typedef enum { COROKIT_STACK_AUTO, COROKIT_STACK_SLAB, COROKIT_STACK_ENGINE } corokit_stack_backend_t;

typedef struct {
	int64_t chaos;       /* seed of the random scheduler; 0: off */
	int64_t stack_size;  /* bytes of C stack per coroutine */
	int64_t pool_size;   /* idle stacks kept for reuse */
	bool    stack_guard; /* a guard page below every stack */
	corokit_stack_backend_t stack_backend;
	bool    file_offload; /* calls on paths and large writes are made by the pool */
	const char *hook_libraries; /* file names, or how they begin, to hook as client libraries; borrowed, may be NULL */
	const char *hook_deny;      /* ... and never to hook */
	int64_t blocked_ms;  /* a loop that has not turned for so long is reported; 0: none is */
	bool    run_main;    /* the main script is a coroutine */
	bool    monitor;     /* one coroutine at a time in the calls on a connection or handle */
	int64_t handle_wait_timeout; /* ns that one waits for its turn; 0: no limit */
	const char *sapi_name; /* what php_sapi_name() says; NULL or "": the true one */
} corokit_config_t;

extern corokit_config_t corokit_config;

#endif
