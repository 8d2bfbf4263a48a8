/* See log.h. One log per process; a forked worker goes on with the file of its supervisor. */
#include "log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <time.h>
#include <unistd.h>

#include "zend_smart_str.h"

static struct {
	char               *path;  /* owned; NULL: stderr */
	int                 fd;
	corokit_log_level_t level;
} log_state = {.fd = STDERR_FILENO, .level = COROKIT_LOG_INFO};

static const char *const names[] = {"DEBUG", "TRACE", "INFO", "NOTICE", "WARNING", "ERROR", "NONE"};

static int open_file(const char *path)
{
	int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);

	return fd < 0 ? -errno : fd;
}

int corokit_log_open(const char *path, corokit_log_level_t level)
{
	int fd;

	corokit_log_close();
	log_state.level = level;
	if (!path || !*path) {
		return 0;
	}
	fd = open_file(path);
	if (fd < 0) {
		return fd;
	}
	log_state.fd = fd;
	log_state.path = pestrdup(path, 1);
	return 0;
}

void corokit_log_reopen(void)
{
	int fd;

	if (!log_state.path) {
		return;
	}
	fd = open_file(log_state.path);
	if (fd < 0) {
		corokit_log_write(COROKIT_LOG_WARNING, "cannot open %s again: %s", log_state.path, strerror(-fd));
		return;
	}
	close(log_state.fd);
	log_state.fd = fd;
}

void corokit_log_close(void)
{
	if (log_state.path) {
		close(log_state.fd);
		pefree(log_state.path, 1);
		log_state.path = NULL;
	}
	log_state.fd = STDERR_FILENO;
	log_state.level = COROKIT_LOG_INFO;
}

static void append_time(smart_str *line)
{
	struct timespec now;
	struct tm local;
	char text[40];

	clock_gettime(CLOCK_REALTIME, &now);
	localtime_r(&now.tv_sec, &local);
	strftime(text, sizeof(text), "%Y-%m-%d %H:%M:%S", &local);
	smart_str_append_printf(line, "[%s.%03ld #%d] ", text, now.tv_nsec / 1000000, (int) getpid());
}

static void append_text(smart_str *line, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char) text[i];

		if (c >= ' ' && c != 0x7f) {
			smart_str_appendc(line, (char) c);
		} else {
			smart_str_append_printf(line, "\\x%02x", c);
		}
	}
}

void corokit_log_write(corokit_log_level_t level, const char *format, ...)
{
	smart_str line = {0};
	va_list arguments;
	char *text;
	size_t length;

	if (level < log_state.level || level >= COROKIT_LOG_NONE) {
		return;
	}
	va_start(arguments, format);
	length = zend_vspprintf(&text, 0, format, arguments);
	va_end(arguments);
	append_time(&line);
	smart_str_appends(&line, names[level]);
	smart_str_appendc(&line, ' ');
	append_text(&line, text, length);
	smart_str_appendc(&line, '\n');
	if (write(log_state.fd, ZSTR_VAL(line.s), ZSTR_LEN(line.s)) < 0) {
		/* A full disk must not stop the server. */
	}
	smart_str_free(&line);
	efree(text);
}
