/*
 * Who holds a word in shared memory: a number for each process of the family
 * that was forked from the one that loaded the module, and whether it lives.
 *
 * Each process holds one robust mutex of a shared array for as long as it
 * lives. The kernel marks the mutex when the process dies, however it does
 * and before anyone has reaped it, so a dead owner costs nothing to find and
 * a process id that is used again deceives nobody.
 *
 * Owned by the process's main thread. fork(): the child has no number until
 * it needs one.
 */
#ifndef COROKIT_SHM_OWNER_H
#define COROKIT_SHM_OWNER_H

#include "php.h"

/* 0: nobody. Bit 31 is never set: locks keep a flag there. */
typedef uint32_t corokit_owner_t;

#define COROKIT_OWNER_SLOTS 2048

/* Names nobody, and never will: what was abandoned while the process goes on. */
#define COROKIT_OWNER_DEAD UINT32_C(0x7ffff800)

/* Which of the COROKIT_OWNER_SLOTS; two owners that live never share one. */
#define COROKIT_OWNER_SLOT(owner) ((owner) & (COROKIT_OWNER_SLOTS - 1))

/* Module start and end. */
int  corokit_owner_startup(void);
void corokit_owner_shutdown(void);
void corokit_owner_after_fork(void);

extern corokit_owner_t corokit_owner_current; /* 0 until first needed */

/* Takes a number; 0 when COROKIT_OWNER_SLOTS processes live. */
corokit_owner_t corokit_owner_register(void);

/* The number of this process, 0 when there are too many. */
static zend_always_inline corokit_owner_t corokit_owner_self(void)
{
	return EXPECTED(corokit_owner_current) ? corokit_owner_current : corokit_owner_register();
}

bool corokit_owner_alive(corokit_owner_t owner);

/* How many deaths were ever noticed; looks at every process first. */
uint32_t corokit_owner_count_deaths(void);

#endif
