/* Fatal errors that end one coroutine and leave the others whole. For the scheduler. */
#ifndef COROKIT_FATAL_H
#define COROKIT_FATAL_H

void corokit_fatal_startup(void);
void corokit_fatal_shutdown(void);

#endif
