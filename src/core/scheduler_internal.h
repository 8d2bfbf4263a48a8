/* Shared by the files of core/ that make up the scheduler; nobody else includes it. */
#ifndef COROKIT_SCHEDULER_INTERNAL_H
#define COROKIT_SCHEDULER_INTERNAL_H

#include "context.h"
#include "scheduler.h"

typedef enum {
	COROKIT_EXIT_NONE,
	COROKIT_EXIT_UNWIND, /* exit(), an uncaught exception */
	COROKIT_EXIT_BAILOUT /* a fatal error */
} corokit_exit_t;

/* One per thread that runs coroutines, and there is one such thread. */
typedef struct {
	corokit_coroutine_t  main;        /* {main} */
	corokit_coroutine_t  idle;        /* stands for a context between two coroutines */
	corokit_coroutine_t *running;     /* never NULL in a request */
	corokit_list_t       ready;
	uint32_t             ready_count;
	uint32_t             until_poll;  /* switches */
	uint64_t             polled_at;   /* ticks */
	uint64_t             ticks_per_ms;
	uint64_t             random;      /* state of the chaos generator; 0: FIFO */
	uint64_t             switches;

	uint32_t             alive;
	uint32_t             alive_foreground;
	uint32_t             peak;
	uint32_t             limit;
	zend_long            last_cid;
	corokit_coroutine_t **by_id;      /* hash by the low bits of the id */
	uint32_t             by_id_mask;
	corokit_list_t       spare;       /* structs to use again */
	uint32_t             spare_count;

	bool                 in_run;      /* {main} is in corokit_scheduler_run() */
	bool                 stopping;
	bool                 ending;      /* everything is being cancelled: nothing new starts */
	bool                 is_child;    /* corokit_scheduler_become_child() */
	corokit_exit_t       exit;
	const corokit_scheduler_containment_t *containment; /* NULL: a script, which ends with its mistakes */
#ifdef __SANITIZE_ADDRESS__
	corokit_coroutine_t *left;        /* by the switch in progress */
	const void          *main_stack_low;
	size_t               main_stack_size;
#endif
	const corokit_scheduler_loop_t *loop;
	void               (*on_deadlock)(void);
} corokit_scheduler_t;

extern corokit_scheduler_t corokit_scheduler;

/* ---- coroutine.c ---- */

void corokit_coroutines_activate(void);
void corokit_coroutines_clear(void);
/* Takes it out of the table and frees it. */
void corokit_coroutine_destroy(corokit_coroutine_t *coroutine);

/* ---- switch.c ---- */

void corokit_switch_startup(void);
void corokit_switch_to(corokit_coroutine_t *to);
void corokit_make_ready(corokit_coroutine_t *coroutine);
corokit_coroutine_t *corokit_take_ready(void);

#endif
