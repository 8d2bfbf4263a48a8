/*
 * The log of a server: one line per event, written with one write(2), so that
 * lines of several processes never mix. A line is time, pid, level, text.
 */
#ifndef COROKIT_LOG_H
#define COROKIT_LOG_H

#include "php.h"

/* Swoole's numbers. */
typedef enum {
	COROKIT_LOG_DEBUG,
	COROKIT_LOG_TRACE,
	COROKIT_LOG_INFO,
	COROKIT_LOG_NOTICE,
	COROKIT_LOG_WARNING,
	COROKIT_LOG_ERROR,
	COROKIT_LOG_NONE
} corokit_log_level_t;

/* path: NULL or "" is stderr; copied. 0 or a negative code. Lines below `level` are dropped. */
int  corokit_log_open(const char *path, corokit_log_level_t level);
/* The file may have been renamed: opens its name again. On failure the old one goes on. */
void corokit_log_reopen(void);
/* Back to stderr. */
void corokit_log_close(void);

/* Control characters in the text are written as \xNN. */
void corokit_log_write(corokit_log_level_t level, const char *format, ...) ZEND_ATTRIBUTE_FORMAT(printf, 2, 3);

#endif
