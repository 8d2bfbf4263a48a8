/*
 * While a file is opened for compilation, compiled, or exchanged with
 * opcache's caches, nothing parks: the lexer and the compiler have one state
 * for all, and opcache holds locks. Installed once, above opcache.
 */
#ifndef COROKIT_COMPILE_GUARD_H
#define COROKIT_COMPILE_GUARD_H

/* First request: opcache has taken its places by then. */
void corokit_compile_guard_install(void);
void corokit_compile_guard_remove(void);

#endif
