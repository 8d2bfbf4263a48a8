/*
 * See watchdog.h. The thread reads the engine's memory while its owner runs: what it
 * finds may be gone already. So it never follows a pointer itself, it has the
 * kernel copy every piece, which fails where there is nothing. The
 * report may then be a step behind, and says nothing rather than something wrong.
 *
 * Started at the first turn of a loop, so never before a fork that is meant to have loops of its own.
 */
#include "watchdog.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#include "php.h"
#include "SAPI.h"

#include "../base/clock.h"
#include "../core/scheduler.h"

static struct {
	bool      started;
	/* written by the scheduler's thread */
	uint64_t  turns;
	bool      waits;
	bool      in_request;
	/* read by the watching thread; set before it starts */
	pid_t     tid;
	clockid_t cpu_clock;
	int       pipe[2];
	void     *executor;  /* executor_globals of that thread */
	void     *sapi;
	char      log[MAXPATHLEN]; /* error_log; "": standard error */
} dog = {.pipe = {-1, -1}};

/* ---- reading what may not be there ---- */

/* Not through libc: a sanitizer would look at the memory, too. Where the first call is forbidden a pipe does. */
static bool copy(void *to, const void *from, size_t size)
{
	struct iovec here = {to, size}, there = {(void *) from, size};
	ssize_t copied = from ? process_vm_readv(getpid(), &here, 1, &there, 1, 0) : -1;

	if (copied >= 0 || !from || (errno != EPERM && errno != ENOSYS)) {
		return copied == (ssize_t) size;
	}
	if (syscall(SYS_write, dog.pipe[1], from, size) != (long) size) {
		return false;
	}
	return syscall(SYS_read, dog.pipe[0], to, size) == (long) size;
}

/* The characters of a zend_string. */
static bool copy_string(char *to, size_t room, const zend_string *from)
{
	size_t length = 0;

	if (!from || !copy(&length, (const char *) from + offsetof(zend_string, len), sizeof(length)) || length == 0) {
		return false;
	}
	length = MIN(length, room - 1);
	to[length] = '\0';
	return copy(to, (const char *) from + offsetof(zend_string, val), length);
}

typedef struct {
	char     function[128]; /* "": none */
	char     file[512];
	uint32_t line;
} place_t;

/* Fills the place from a frame of PHP code. */
static bool read_user_frame(place_t *place, const zend_execute_data *frame, const zend_function *function)
{
	zend_op_array code;
	zend_op opline;

	if (!copy(&code, function, sizeof(code)) || !copy_string(place->file, sizeof(place->file), code.filename)) {
		return false;
	}
	place->line = code.line_start;
	if (frame->opline >= code.opcodes && frame->opline < code.opcodes + code.last && copy(&opline, frame->opline, sizeof(opline))) {
		place->line = opline.lineno;
	}
	return true;
}

/* The innermost PHP code, and the internal function that it has called, if any. */
static bool find_place(place_t *place)
{
	const zend_execute_data *at = NULL;
	zend_execute_data frame;

	memset(place, 0, sizeof(*place));
	if (!copy(&at, (char *) dog.executor + offsetof(zend_executor_globals, current_execute_data), sizeof(at))) {
		return false;
	}
	for (int depth = 0; at && depth < 100; depth++, at = frame.prev_execute_data) {
		uint8_t type;
		zend_string *name = NULL;

		if (!copy(&frame, at, sizeof(frame))) {
			return false;
		}
		if (!frame.func || !copy(&type, frame.func, sizeof(type))) {
			continue;
		}
		if (type != ZEND_INTERNAL_FUNCTION) {
			return read_user_frame(place, &frame, frame.func);
		}
		if (!place->function[0] && copy(&name, (const char *) frame.func + offsetof(zend_internal_function, function_name), sizeof(name))) {
			copy_string(place->function, sizeof(place->function), name);
		}
	}
	return false;
}

/* ---- the report ---- */

static uint64_t cpu_time(void)
{
	struct timespec time;

	return clock_gettime(dog.cpu_clock, &time) < 0 ? 0 : (uint64_t) time.tv_sec * COROKIT_NS_PER_SEC + (uint64_t) time.tv_nsec;
}

static void describe_activity(char *text, size_t room, uint64_t stalled_ns, uint64_t cpu_ns)
{
	char path[64], line[128] = "";
	FILE *file;

	if (cpu_ns > stalled_ns / 2) {
		snprintf(text, room, "CPU work");
		return;
	}
	snprintf(path, sizeof(path), "/proc/self/task/%d/syscall", (int) dog.tid);
	file = fopen(path, "re");
	if (file) {
		if (!fgets(line, sizeof(line), file)) {
			line[0] = '\0';
		}
		fclose(file);
	}
	line[strcspn(line, " \n")] = '\0';
	if (line[0] >= '0' && line[0] <= '9') {
		snprintf(text, room, "waiting in system call %s", line);
	} else if (strcmp(line, "running") == 0) {
		snprintf(text, room, "CPU work, or waiting for a processor");
	} else {
		snprintf(text, room, "waiting in a system call");
	}
}

static void describe_request(char *text, size_t room)
{
	const char *uri = NULL;
	char part[200] = "";

	text[0] = '\0';
	if (!copy(&uri, (char *) dog.sapi + offsetof(sapi_globals_struct, request_info.request_uri), sizeof(uri)) || !uri) {
		return;
	}
	for (size_t i = 0; i < sizeof(part) - 1 && copy(&part[i], uri + i, 1) && part[i]; i++) {
		part[i + 1] = '\0';
	}
	snprintf(text, room, ", request %s", part);
}

static void write_line(const char *line)
{
	int fd = dog.log[0] ? open(dog.log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644) : -1;

	if (write(fd >= 0 ? fd : STDERR_FILENO, line, strlen(line)) < 0) {
		/* nobody to tell */
	}
	if (fd >= 0) {
		close(fd);
	}
}

static void report(uint64_t stalled_ns, uint64_t cpu_ns)
{
	char line[1200], activity[80], request[240], who[64];
	corokit_coroutine_t *running = corokit_scheduler_running_coroutine();
	zend_long cid = -1;
	place_t place;

	describe_activity(activity, sizeof(activity), stalled_ns, cpu_ns);
	describe_request(request, sizeof(request));
	if (running && copy(&cid, &running->cid, sizeof(cid)) && cid > 0) {
		snprintf(who, sizeof(who), "coroutine " ZEND_LONG_FMT, cid);
	} else {
		snprintf(who, sizeof(who), "{main}");
	}
	if (!find_place(&place)) {
		snprintf(place.file, sizeof(place.file), "code of the module");
	}
	snprintf(line, sizeof(line), "CoroKit: the loop has not turned for %" PRIu64 " ms: %s, %s%s%s:%u%s, %s\n",
		stalled_ns / COROKIT_NS_PER_MS, who, place.function, place.function[0] ? "() called in " : "in ", place.file, place.line, request, activity);
	write_line(line);
}

/* ---- the thread ---- */

static void *watch(void *arg)
{
	uint64_t limit = (uint64_t) corokit_config.blocked_ms * COROKIT_NS_PER_MS;
	uint64_t seen = 0, since = corokit_clock_now(), cpu_at = cpu_time();
	struct timespec tick = {(time_t) (limit / 4 / COROKIT_NS_PER_SEC), (long) (limit / 4 % COROKIT_NS_PER_SEC)};
	bool reported = false;

	(void) arg;
	for (;;) {
		uint64_t turns, now;

		nanosleep(&tick, NULL);
		turns = __atomic_load_n(&dog.turns, __ATOMIC_ACQUIRE);
		now = corokit_clock_now();
		if (turns != seen || __atomic_load_n(&dog.waits, __ATOMIC_ACQUIRE) || !__atomic_load_n(&dog.in_request, __ATOMIC_ACQUIRE)
			|| !corokit_scheduler_running()) {
			seen = turns;
			since = now;
			cpu_at = cpu_time();
			reported = false;
		} else if (!reported && now - since >= limit) {
			reported = true;
			report(now - since, cpu_time() - cpu_at);
		}
	}
	return NULL;
}

static void start(void)
{
	sigset_t all, before;
	pthread_t thread;

	if (pipe2(dog.pipe, O_CLOEXEC | O_NONBLOCK) < 0) {
		return;
	}
	dog.tid = (pid_t) syscall(SYS_gettid);
	pthread_getcpuclockid(pthread_self(), &dog.cpu_clock);
#ifdef ZTS
	dog.executor = TSRMG_FAST_BULK(executor_globals_offset, void *);
	dog.sapi = TSRMG_FAST_BULK(sapi_globals_offset, void *);
#else
	dog.executor = &executor_globals;
	dog.sapi = &sapi_globals;
#endif
	snprintf(dog.log, sizeof(dog.log), "%s", PG(error_log) && strcmp(PG(error_log), "syslog") != 0 ? PG(error_log) : "");
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	if (pthread_create(&thread, NULL, watch, NULL) == 0) {
		pthread_detach(thread);
	}
	pthread_sigmask(SIG_SETMASK, &before, NULL);
}

void corokit_watchdog_note_turn(bool waits)
{
	if (UNEXPECTED(!dog.started)) {
		dog.started = true;
		start();
	}
	__atomic_store_n(&dog.waits, waits, __ATOMIC_RELEASE);
	__atomic_store_n(&dog.turns, dog.turns + 1, __ATOMIC_RELEASE);
}

/* ---- life ---- */

void corokit_watchdog_after_fork(void)
{
	if (dog.started) {
		close(dog.pipe[0]);
		close(dog.pipe[1]);
		dog.started = false;
	}
}

static zend_result activate(void)
{
	__atomic_store_n(&dog.in_request, true, __ATOMIC_RELEASE);
	return SUCCESS;
}

static void deactivate(void)
{
	__atomic_store_n(&dog.in_request, false, __ATOMIC_RELEASE);
}

const corokit_layer_t corokit_watchdog_layer = {
	.name = "watchdog",
	.activate = activate,
	.deactivate = deactivate,
};
