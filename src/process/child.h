/*
 * Child processes: how their end is noticed, who is meant to get their exit
 * status, and who collects it when nobody waits any more. Scheduler's thread.
 */
#ifndef COROKIT_PROCESS_CHILD_H
#define COROKIT_PROCESS_CHILD_H

#include <stdbool.h>
#include <sys/resource.h>
#include <sys/types.h>

#include "../base/layer.h"
#include "../base/list.h"

extern const corokit_layer_t corokit_process_layer;

/* A descriptor that is readable when the child has ended (close-on-exec), or a negative errno: -ENOSYS where the kernel has none. */
int corokit_child_open(pid_t pid);

/*
 * Somebody waits for this very child. A wait for any child that happens to
 * collect it leaves status and usage here instead of keeping them.
 */
typedef struct {
	corokit_list_t link;
	pid_t          pid;
	bool           collected;
	int            status;
	struct rusage  usage;
} corokit_child_claim_t;

void corokit_child_claim(corokit_child_claim_t *claim, pid_t pid);
void corokit_child_unclaim(corokit_child_claim_t *claim);
/* True when somebody had claimed it and has it now. */
bool corokit_child_deliver(pid_t pid, int status, const struct rusage *usage);

/* Nobody will wait for it any more: it is collected when it ends, so that no zombie stays. */
void corokit_child_abandon(pid_t pid);

void corokit_child_after_fork(void);

#endif
