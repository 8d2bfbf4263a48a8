/* Descriptors that are known to be files, which never say "not now" to a write. */
#ifndef COROKIT_HOOK_RW_H
#define COROKIT_HOOK_RW_H

/* The number may be something else from now on. */
void corokit_rw_forget_file(int fd);

#endif
