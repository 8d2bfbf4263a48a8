/*
 * popen(3) of our own, because only who started the shell knows its pid: with
 * that, pclose() can wait for it without stopping the process. Scheduler's thread.
 */
#ifndef COROKIT_PROCESS_POPEN_H
#define COROKIT_PROCESS_POPEN_H

#include <stdio.h>

#include "child.h"

typedef struct corokit_popen corokit_popen_t;

/* As popen(3), errors too; and the pipe's end here is never inherited by other children. */
FILE *corokit_popen_start(const char *command, const char *mode);

/* NULL: not opened by corokit_popen_start(). */
corokit_popen_t *corokit_popen_find(FILE *file);
/* Its claim on the exit status; valid until corokit_popen_end(). */
corokit_child_claim_t *corokit_popen_claim(corokit_popen_t *self);
/* Closes this end of the pipe. */
void corokit_popen_close(corokit_popen_t *self);
/* Forgets it. */
void corokit_popen_end(corokit_popen_t *self);

#endif
