/*
 * See supervisor.h. A post is a worker_id; the process that fills it is its
 * worker. While it is reloaded a post has a second one, the successor, which
 * takes over when its workerStart has returned. A worker that left its post
 * is retired: it only finishes what it has.
 */
#include "supervisor.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "main/SAPI.h"
#include "main/php_output.h"

#include "../base/clock.h"
#include "../core/coroutine.h"
#include "log.h"
#include "pid_file.h"
#include "worker.h"

#define BOOT_PAUSE_FIRST (250 * COROKIT_NS_PER_MS)
#define BOOT_PAUSE_MAX   (30 * COROKIT_NS_PER_SEC)
#define CRASH_PAUSE_FIRST (20 * COROKIT_NS_PER_MS)
#define CRASH_PAUSE_MAX   (500 * COROKIT_NS_PER_MS)
#define LONG_LIFE         COROKIT_NS_PER_SEC
/* What a worker has on top of max_wait_time to run workerStop and destructors. */
#define KILL_GRACE        (10 * COROKIT_NS_PER_SEC)

/* One per row of the scoreboard, same index. */
typedef struct {
	pid_t    pid;       /* 0: none */
	uint64_t born_at;
	uint64_t kill_at;   /* COROKIT_NEVER: it may live */
	bool     retired;
} child_t;

typedef struct {
	int      worker;    /* index of a child; -1: none */
	int      successor;
	uint64_t fork_at;   /* when there is no worker */
	uint64_t pause;     /* the last one before a fork; doubles */
} post_t;

static struct {
	corokit_server_t *server;      /* NULL: not running */
	child_t          *children;    /* owned */
	post_t           *posts;       /* owned */
	uint32_t          alive;       /* children */
	pid_t             pid;
	int               wake[2];     /* signals and workers write, the supervisor reads */
	int               life[2];     /* nobody writes; workers see the end of the supervisor */
	bool              stopping;
	bool              reloading;
	bool              reload_again;
} supervisor;

/* ---- signals ---- */

static const int handled[] = {SIGTERM, SIGINT, SIGHUP, SIGUSR1, SIGUSR2, SIGCHLD};
#define HANDLED (sizeof(handled) / sizeof(*handled))

static struct sigaction before[HANDLED];
static volatile sig_atomic_t caught[NSIG];

static void on_signal(int signo)
{
	int saved = errno;
	char byte = 0;

	caught[signo] = 1;
	if (write(supervisor.wake[1], &byte, 1) < 0) {
		/* Full means that it is awake already. */
	}
	errno = saved;
}

static bool take_signal(int signo)
{
	bool was = caught[signo];

	caught[signo] = 0;
	return was;
}

static void install_handlers(void)
{
	struct sigaction action;

	memset(&action, 0, sizeof(action));
	action.sa_handler = on_signal;
	action.sa_flags = SA_RESTART;
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < HANDLED; i++) {
		caught[handled[i]] = 0;
		sigaction(handled[i], &action, &before[i]);
	}
}

static void restore_handlers(void)
{
	for (size_t i = 0; i < HANDLED; i++) {
		sigaction(handled[i], &before[i], NULL);
	}
}

static void block_signals(sigset_t *old)
{
	sigset_t all;

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, old);
}

/* ---- forking ---- */

/* A worker would print again what is still in the buffers. */
static void flush_output(void)
{
	php_output_flush_all();
	sapi_flush();
}

static void close_supervisor_ends(void)
{
	close(supervisor.wake[0]);
	close(supervisor.life[1]);
}

/* In the child: returns when the worker is over. */
static void become_worker(int index, uint32_t worker_id, const sigset_t *mask)
{
	corokit_server_t *server = supervisor.server;

	close_supervisor_ends();
	free(supervisor.children);
	free(supervisor.posts);
	supervisor.server = NULL;
	server->row = &server->board->rows[index];
	server->row->pid = getpid();
	server->worker_id = (int) worker_id;
	corokit_worker_run(server, supervisor.pid, supervisor.wake[1], supervisor.life[0], mask);
}

typedef enum { FORKED, FORK_LATER, IN_WORKER } fork_result_t;

static fork_result_t fork_worker(uint32_t worker_id, int *index)
{
	corokit_scoreboard_t *board = supervisor.server->board;
	corokit_row_t *row = corokit_scoreboard_take(board, worker_id);
	sigset_t mask;
	child_t *child;
	pid_t pid;

	if (!row) {
		return FORK_LATER;
	}
	ZEND_ASSERT(!EG(exception));
	flush_output();
	*index = (int) (row - board->rows);
	/* Blocked until the worker has handlers of its own: no signal is lost or lands in ours. */
	block_signals(&mask);
	pid = fork();
	if (pid == 0) {
		become_worker(*index, worker_id, &mask);
		return IN_WORKER;
	}
	sigprocmask(SIG_SETMASK, &mask, NULL);
	if (pid < 0) {
		corokit_log_write(COROKIT_LOG_ERROR, "cannot fork worker %u: %s", worker_id, strerror(errno));
		corokit_scoreboard_give_back(board, row);
		return FORK_LATER;
	}
	row->pid = pid;
	child = &supervisor.children[*index];
	*child = (child_t) {.pid = pid, .born_at = corokit_clock_now(), .kill_at = COROKIT_NEVER};
	supervisor.alive++;
	return FORKED;
}

/* ---- ending workers ---- */

static void retire(int index)
{
	child_t *child = &supervisor.children[index];

	child->retired = true;
	if (child->kill_at == COROKIT_NEVER) {
		child->kill_at = corokit_clock_after((uint64_t) (supervisor.server->settings.max_wait_time * 1e9) + KILL_GRACE);
	}
}

static void ask_to_end(int index)
{
	kill(supervisor.children[index].pid, SIGTERM);
	retire(index);
}

static void kill_overdue(uint64_t now)
{
	corokit_scoreboard_t *board = supervisor.server->board;

	for (uint32_t i = 0; i < board->row_count; i++) {
		child_t *child = &supervisor.children[i];

		if (child->pid && child->kill_at <= now) {
			corokit_log_write(COROKIT_LOG_WARNING, "worker %u (pid %d) did not end in time and is killed", board->rows[i].worker_id, (int) child->pid);
			kill(child->pid, SIGKILL);
			child->kill_at = COROKIT_NEVER;
		}
	}
}

/* ---- events of the supervisor ---- */

/* What a callback throws ends the server, and then goes on from start(). */
static void call(corokit_server_event_t event, uint32_t count, const zend_long *numbers)
{
	if (!EG(exception)) {
		corokit_server_call(supervisor.server, event, count, numbers);
	}
}

static void fire(corokit_server_event_t event)
{
	call(event, 0, NULL);
}

/* ---- the end of a child ---- */

static uint64_t double_pause(uint64_t pause, uint64_t first, uint64_t max)
{
	if (pause < first) {
		return first;
	}
	return pause * 2 < max ? pause * 2 : max;
}

/* How long until the next try, after this end of a worker that held its post. */
static void schedule_fork(post_t *post, uint32_t worker_id, const child_t *child, bool was_ready, bool in_order)
{
	uint64_t now = corokit_clock_now();

	if (in_order) {
		post->pause = 0;
	} else if (!was_ready) {
		post->pause = double_pause(post->pause, BOOT_PAUSE_FIRST, BOOT_PAUSE_MAX);
		corokit_log_write(COROKIT_LOG_WARNING, "worker %u did not start, next try in %" PRIu64 " ms", worker_id, post->pause / COROKIT_NS_PER_MS);
	} else if (now - child->born_at >= LONG_LIFE) {
		post->pause = 0;
	} else {
		post->pause = double_pause(post->pause, CRASH_PAUSE_FIRST, CRASH_PAUSE_MAX);
	}
	post->fork_at = now + post->pause;
}

static void report_end(uint32_t worker_id, pid_t pid, int status, bool was_ready)
{
	zend_long numbers[4] = {worker_id, pid, WIFEXITED(status) ? WEXITSTATUS(status) : 0, WIFSIGNALED(status) ? WTERMSIG(status) : 0};

	if (!numbers[2] && !numbers[3] && was_ready) {
		return;
	}
	if (numbers[3]) {
		corokit_log_write(COROKIT_LOG_ERROR, "worker %u (pid %d) was ended by signal %d, %s", worker_id, (int) pid, (int) numbers[3], strsignal((int) numbers[3]));
	} else if (numbers[2] != COROKIT_WORKER_NOT_STARTED) {
		corokit_log_write(COROKIT_LOG_ERROR, "worker %u (pid %d) ended with status %d", worker_id, (int) pid, (int) numbers[2]);
	}
	if (!supervisor.stopping) {
		call(COROKIT_SERVER_EVENT_WORKER_ERROR, 4, numbers);
	}
}

static void on_child_end(int index, int status)
{
	corokit_scoreboard_t *board = supervisor.server->board;
	corokit_row_t *row = &board->rows[index];
	child_t child = supervisor.children[index];
	uint32_t worker_id = row->worker_id;
	post_t *post = &supervisor.posts[worker_id];
	corokit_worker_state_t state = corokit_row_state(row);
	bool was_ready = state != COROKIT_WORKER_BOOTING;

	corokit_scoreboard_give_back(board, row);
	memset(&supervisor.children[index], 0, sizeof(child));
	supervisor.alive--;
	report_end(worker_id, child.pid, status, was_ready || child.retired);
	if (post->successor == index) {
		post->successor = -1;
		if (!supervisor.stopping) {
			corokit_log_write(COROKIT_LOG_ERROR, "reload: worker %u did not start, the one before it goes on", worker_id);
		}
	}
	if (post->worker == index) {
		post->worker = -1;
		if (!supervisor.stopping) {
			schedule_fork(post, worker_id, &child, was_ready, state == COROKIT_WORKER_DRAINING && status == 0);
		}
	}
}

static int index_of(pid_t pid)
{
	for (uint32_t i = 0; i < supervisor.server->board->row_count; i++) {
		if (supervisor.children[i].pid == pid) {
			return (int) i;
		}
	}
	return -1;
}

/* Only our children, one by one: the script may have others, and wait for them itself. */
static void reap(void)
{
	for (uint32_t i = 0; i < supervisor.server->board->row_count; i++) {
		pid_t pid = supervisor.children[i].pid;
		int status;

		if (pid && waitpid(pid, &status, WNOHANG) == pid) {
			on_child_end(index_of(pid), status);
		}
	}
}

/* ---- posts ---- */

static uint32_t post_count(void)
{
	return (uint32_t) supervisor.server->settings.worker_num;
}

/* A worker that ends by itself (max_request, stop()) leaves its post to a new one at once. */
static void relieve_draining(post_t *post)
{
	if (post->worker >= 0 && corokit_row_state(&supervisor.server->board->rows[post->worker]) == COROKIT_WORKER_DRAINING) {
		retire(post->worker);
		post->worker = -1;
		post->fork_at = 0;
	}
}

static bool is_ready(int index)
{
	return index >= 0 && corokit_row_state(&supervisor.server->board->rows[index]) == COROKIT_WORKER_READY;
}

static void hand_over_to_successor(post_t *post)
{
	if (is_ready(post->successor)) {
		if (post->worker >= 0) {
			ask_to_end(post->worker);
		}
		post->worker = post->successor;
		post->successor = -1;
		post->pause = 0;
	}
}

/* False in a new worker. */
static bool fill(post_t *post, uint32_t worker_id, uint64_t now)
{
	int index;

	if (post->worker >= 0 || post->successor >= 0 || post->fork_at > now) {
		return true;
	}
	switch (fork_worker(worker_id, &index)) {
		case FORKED:
			post->worker = index;
			return true;
		case FORK_LATER:
			post->fork_at = now + CRASH_PAUSE_MAX;
			return true;
		default:
			return false;
	}
}

/* False in a new worker. */
static bool tend_posts(void)
{
	uint64_t now = corokit_clock_now();

	for (uint32_t id = 0; id < post_count(); id++) {
		post_t *post = &supervisor.posts[id];

		relieve_draining(post);
		hand_over_to_successor(post);
		if (!fill(post, id, now)) {
			return false;
		}
	}
	return true;
}

/* ---- reload and stop ---- */

/* False in a new worker. */
static bool begin_reload(void)
{
	if (supervisor.reloading) {
		supervisor.reload_again = true;
		return true;
	}
	corokit_log_write(COROKIT_LOG_INFO, "reload: starting new workers");
	supervisor.reloading = true;
	fire(COROKIT_SERVER_EVENT_BEFORE_RELOAD);
	if (EG(exception)) {
		return true;
	}
	for (uint32_t id = 0; id < post_count(); id++) {
		post_t *post = &supervisor.posts[id];
		int index;

		if (post->worker < 0) {
			continue; /* The one to come is a new one anyway. */
		}
		switch (fork_worker(id, &index)) {
			case FORKED:
				post->successor = index;
				break;
			case FORK_LATER:
				corokit_log_write(COROKIT_LOG_ERROR, "reload: no process for worker %u, the one before it goes on", id);
				break;
			default:
				return false;
		}
	}
	return true;
}

/* The reload is over when every new worker is ready and every old one is gone. False in a new worker. */
static bool end_reload(void)
{
	for (uint32_t id = 0; id < post_count(); id++) {
		post_t *post = &supervisor.posts[id];

		if (post->successor >= 0 || !is_ready(post->worker)) {
			return true;
		}
	}
	for (uint32_t i = 0; i < supervisor.server->board->row_count; i++) {
		if (supervisor.children[i].pid && supervisor.children[i].retired) {
			return true;
		}
	}
	supervisor.reloading = false;
	corokit_log_write(COROKIT_LOG_INFO, "reload: done");
	fire(COROKIT_SERVER_EVENT_AFTER_RELOAD);
	if (supervisor.reload_again) {
		supervisor.reload_again = false;
		return begin_reload();
	}
	return true;
}

static void begin_stop(void)
{
	if (supervisor.stopping) {
		return;
	}
	supervisor.stopping = true;
	corokit_log_write(COROKIT_LOG_INFO, "stopping");
	fire(COROKIT_SERVER_EVENT_BEFORE_SHUTDOWN);
	for (uint32_t i = 0; i < supervisor.server->board->row_count; i++) {
		if (supervisor.children[i].pid) {
			ask_to_end((int) i);
		}
	}
}

static void reopen_logs(void)
{
	corokit_log_reopen();
	for (uint32_t i = 0; i < supervisor.server->board->row_count; i++) {
		if (supervisor.children[i].pid) {
			kill(supervisor.children[i].pid, SIGHUP);
		}
	}
}

/* False in a new worker. */
static bool obey_signals(void)
{
	bool stop = take_signal(SIGTERM);

	stop |= take_signal(SIGINT);
	if (take_signal(SIGHUP)) {
		reopen_logs();
	}
	if (stop || EG(exception)) {
		begin_stop();
	}
	take_signal(SIGUSR2); /* of task workers only, and there are none */
	if (take_signal(SIGUSR1) && !supervisor.stopping) {
		return begin_reload();
	}
	return true;
}

/* ---- the loop ---- */

static int wait_ms(void)
{
	uint64_t now = corokit_clock_now(), next = COROKIT_NEVER;

	for (uint32_t i = 0; i < supervisor.server->board->row_count; i++) {
		if (supervisor.children[i].pid && supervisor.children[i].kill_at < next) {
			next = supervisor.children[i].kill_at;
		}
	}
	for (uint32_t id = 0; !supervisor.stopping && id < post_count(); id++) {
		post_t *post = &supervisor.posts[id];

		if (post->worker < 0 && post->successor < 0 && post->fork_at < next) {
			next = post->fork_at;
		}
	}
	if (next == COROKIT_NEVER) {
		return -1;
	}
	return next <= now ? 0 : (int) ((next - now) / COROKIT_NS_PER_MS + 1);
}

static void wait_for_news(void)
{
	struct pollfd wake = {.fd = supervisor.wake[0], .events = POLLIN};
	char bytes[256];

	if (EG(exception) && !supervisor.stopping) {
		return; /* That is news. */
	}
	if (poll(&wake, 1, wait_ms()) > 0) {
		while (read(supervisor.wake[0], bytes, sizeof(bytes)) == sizeof(bytes)) {
			;
		}
	}
}

/* False in a new worker. */
static bool supervise(void)
{
	for (;;) {
		reap();
		if (!obey_signals()) {
			return false;
		}
		if (supervisor.stopping) {
			if (!supervisor.alive) {
				return true;
			}
		} else if (!EG(exception) && (!tend_posts() || (supervisor.reloading && !end_reload()))) {
			return false;
		}
		kill_overdue(corokit_clock_now());
		wait_for_news();
	}
}

/* ---- life ---- */

static int open_pipes(void)
{
	if (pipe2(supervisor.wake, O_CLOEXEC | O_NONBLOCK) < 0) {
		return -errno;
	}
	if (pipe2(supervisor.life, O_CLOEXEC | O_NONBLOCK) < 0) {
		int err = -errno;

		close(supervisor.wake[0]);
		close(supervisor.wake[1]);
		return err;
	}
	return 0;
}

static void close_pipes(void)
{
	close(supervisor.wake[0]);
	close(supervisor.wake[1]);
	close(supervisor.life[0]);
	close(supervisor.life[1]);
}

static void begin(corokit_server_t *server)
{
	uint32_t rows = server->board->row_count;

	supervisor.server = server;
	supervisor.pid = getpid();
	supervisor.alive = 0;
	supervisor.stopping = supervisor.reloading = supervisor.reload_again = false;
	supervisor.children = calloc(rows, sizeof(*supervisor.children));
	supervisor.posts = calloc(post_count(), sizeof(*supervisor.posts));
	for (uint32_t id = 0; id < post_count(); id++) {
		supervisor.posts[id].worker = supervisor.posts[id].successor = -1;
	}
}

static void end(void)
{
	restore_handlers();
	close_pipes();
	free(supervisor.children);
	free(supervisor.posts);
	supervisor.server = NULL;
	corokit_pid_file_remove();
	corokit_log_close();
}

bool corokit_supervisor_run(corokit_server_t *server)
{
	int err = open_pipes();

	if (err < 0) {
		zend_throw_error(NULL, "CoroKit\\Server::start(): cannot make a pipe: %s", strerror(-err));
		return true;
	}
	begin(server);
	install_handlers();
	if (!tend_posts()) {
		return false;
	}
	fire(COROKIT_SERVER_EVENT_MANAGER_START);
	fire(COROKIT_SERVER_EVENT_START);
	if (!supervise()) {
		return false;
	}
	fire(COROKIT_SERVER_EVENT_MANAGER_STOP);
	fire(COROKIT_SERVER_EVENT_SHUTDOWN);
	corokit_log_write(COROKIT_LOG_INFO, "stopped");
	end();
	return true;
}

void corokit_supervisor_clean_up(void)
{
	if (supervisor.server) {
		/* The workers see the end of the life pipe and end by themselves. */
		end();
	}
}
