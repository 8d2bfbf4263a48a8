/*
 * See fd_wait.h. Every descriptor has one entry: who waits, and what is
 * registered. Registration is one-shot and made anew for each wait: one
 * system call, and right even when the number was closed and used again
 * without our seeing it (MOD fails, ADD follows).
 */
#include "fd_wait.h"

#include <errno.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "fd_set.h"

#define EVENTS_PER_POLL 256

/* One descriptor in one wait; a wait for many has as many. */
typedef struct {
	corokit_list_t  link;
	struct fd_waiter *waiter;
	int             fd;
	short           events;
	short           revents;
} fd_interest_t;

typedef struct fd_waiter {
	corokit_wait_t  wait;
	fd_interest_t  *interests;
	nfds_t          count;
} fd_waiter_t;

typedef struct {
	corokit_list_t interests;
	bool           registered;
	uint32_t       armed; /* events of the one-shot that has not fired; 0: none */
} fd_entry_t;

static struct {
	int         epoll; /* -1: not open */
	fd_entry_t **entries; /* by descriptor; made when first waited for */
	int         capacity;
	uint32_t    waiting;
	int         wakeup_fd;
	void      (*on_wakeup)(void);
} set = {.epoll = -1, .wakeup_fd = -1};

/* poll(2) and epoll(7) use the same bits on Linux for all that we pass on. */
static inline uint32_t to_epoll(short events)
{
	return (uint32_t) (unsigned short) events;
}

static fd_entry_t *entry_of(int fd)
{
	return fd >= 0 && fd < set.capacity ? set.entries[fd] : NULL;
}

static fd_entry_t *make_entry(int fd)
{
	if (fd >= set.capacity) {
		int capacity = MAX(fd + 1, set.capacity * 2 + 64);

		set.entries = perealloc(set.entries, (size_t) capacity * sizeof(*set.entries), 1);
		memset(set.entries + set.capacity, 0, (size_t) (capacity - set.capacity) * sizeof(*set.entries));
		set.capacity = capacity;
	}
	if (!set.entries[fd]) {
		set.entries[fd] = pecalloc(1, sizeof(fd_entry_t), 1);
		corokit_list_init(&set.entries[fd]->interests);
	}
	return set.entries[fd];
}

int corokit_fd_set_open(void)
{
	if (set.epoll < 0) {
		set.epoll = epoll_create1(EPOLL_CLOEXEC);
		if (set.epoll < 0) {
			return -errno;
		}
		if (set.wakeup_fd >= 0) {
			struct epoll_event event = {.events = EPOLLIN, .data.fd = set.wakeup_fd};

			epoll_ctl(set.epoll, EPOLL_CTL_ADD, set.wakeup_fd, &event);
		}
	}
	return set.epoll;
}

bool corokit_fd_set_is_open(void)
{
	return set.epoll >= 0;
}

uint32_t corokit_fd_set_waiting(void)
{
	return set.waiting;
}

void corokit_fd_set_watch_wakeup(int fd, void (*on_readable)(void))
{
	struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};

	set.wakeup_fd = fd;
	set.on_wakeup = on_readable;
	if (set.epoll >= 0) {
		epoll_ctl(set.epoll, EPOLL_CTL_ADD, fd, &event);
	} else {
		corokit_fd_set_open();
	}
}

/* Arms the one-shot for everybody who waits for fd. 0 or a negative errno. */
static int arm(fd_entry_t *entry, int fd, uint32_t events)
{
	struct epoll_event event = {.events = events | EPOLLONESHOT, .data.fd = fd};
	int err;

	if (entry->registered) {
		if (epoll_ctl(set.epoll, EPOLL_CTL_MOD, fd, &event) == 0) {
			entry->armed = events;
			return 0;
		}
		if (errno != ENOENT) {
			return -errno;
		}
	}
	if (epoll_ctl(set.epoll, EPOLL_CTL_ADD, fd, &event) < 0) {
		err = -errno;
		if (err != -EEXIST || epoll_ctl(set.epoll, EPOLL_CTL_MOD, fd, &event) < 0) {
			entry->registered = false;
			return err;
		}
	}
	entry->registered = true;
	entry->armed = events;
	return 0;
}

static uint32_t wanted_events(const fd_entry_t *entry)
{
	uint32_t events = 0;

	for (corokit_list_t *at = entry->interests.next; at != &entry->interests; at = at->next) {
		events |= to_epoll(corokit_list_entry(at, fd_interest_t, link)->events);
	}
	return events;
}

static void unlink_waiter(corokit_wait_t *wait)
{
	fd_waiter_t *waiter = corokit_list_entry(wait, fd_waiter_t, wait);

	/* The one-shot stays armed: if it fires for nobody, it has disarmed itself. */
	for (nfds_t i = 0; i < waiter->count; i++) {
		corokit_list_unlink(&waiter->interests[i].link);
	}
	set.waiting--;
}

static void finish_waiter(fd_waiter_t *waiter, int code)
{
	unlink_waiter(&waiter->wait);
	corokit_wake(waiter->wait.coroutine, code);
}

static void dispatch(int fd, uint32_t happened)
{
	fd_entry_t *entry = entry_of(fd);
	corokit_list_t *at, *next;
	uint32_t left;

	if (!entry) {
		return;
	}
	entry->armed = 0;
	for (at = entry->interests.next; at != &entry->interests; at = next) {
		fd_interest_t *interest = corokit_list_entry(at, fd_interest_t, link);
		uint32_t revents = happened & (to_epoll(interest->events) | EPOLLERR | EPOLLHUP);

		next = at->next;
		if (!revents) {
			continue;
		}
		interest->revents = (short) revents;
		if (next != &entry->interests && corokit_list_entry(next, fd_interest_t, link)->waiter == interest->waiter) {
			/* One wait names the descriptor twice; both leave the list with it. */
			while (next != &entry->interests && corokit_list_entry(next, fd_interest_t, link)->waiter == interest->waiter) {
				next = next->next;
			}
		}
		finish_waiter(interest->waiter, (int) revents);
	}
	left = wanted_events(entry);
	if (left) {
		arm(entry, fd, left);
	}
}

void corokit_fd_set_poll(int timeout_ms)
{
	struct epoll_event events[EVENTS_PER_POLL];
	int count;

	if (set.epoll < 0) {
		return;
	}
	count = epoll_wait(set.epoll, events, EVENTS_PER_POLL, timeout_ms);
	for (int i = 0; i < count; i++) {
		if (UNEXPECTED(events[i].data.fd == set.wakeup_fd)) {
			set.on_wakeup();
		} else {
			dispatch(events[i].data.fd, events[i].events);
		}
	}
}

/* Links every interest and arms what is not armed yet. 0 or a negative errno, then nothing is linked. */
static int register_waiter(fd_waiter_t *waiter)
{
	int err = corokit_fd_set_open();
	nfds_t i;

	if (err < 0) {
		return err;
	}
	for (i = 0; i < waiter->count; i++) {
		fd_interest_t *interest = &waiter->interests[i];
		fd_entry_t *entry;
		uint32_t wanted;

		corokit_list_init(&interest->link);
		if (interest->fd < 0) {
			continue;
		}
		entry = make_entry(interest->fd);
		wanted = wanted_events(entry) | to_epoll(interest->events);
		/* A closed and reused number looks armed though it is not: only a
		 * wait beside another one may rely on what is there. */
		if (corokit_list_empty(&entry->interests) || wanted != entry->armed) {
			err = arm(entry, interest->fd, wanted);
			if (err < 0) {
				goto unlink;
			}
		}
		corokit_list_push_back(&entry->interests, &interest->link);
	}
	set.waiting++;
	return 0;

unlink:
	while (i--) {
		corokit_list_unlink(&waiter->interests[i].link);
	}
	return err;
}

int corokit_fd_wait(int fd, short events, uint64_t deadline, const char *reason)
{
	fd_interest_t interest = {.fd = fd, .events = events};
	fd_waiter_t waiter = {
		.wait = {.reason = reason, .unlink = unlink_waiter},
		.interests = &interest,
		.count = 1,
	};
	int err;

	if (fd < 0) {
		return -EBADF;
	}
	interest.waiter = &waiter;
	err = register_waiter(&waiter);
	return err < 0 ? err : corokit_park(&waiter.wait, deadline);
}

int corokit_fd_wait_many(struct pollfd *fds, nfds_t count, uint64_t deadline, const char *reason)
{
	fd_interest_t few[8], *interests = few;
	fd_waiter_t waiter = {.wait = {.reason = reason, .unlink = unlink_waiter}, .count = count};
	int result;

	if (count > sizeof(few) / sizeof(*few)) {
		interests = emalloc(count * sizeof(*interests));
	}
	for (nfds_t i = 0; i < count; i++) {
		interests[i] = (fd_interest_t) {.waiter = &waiter, .fd = fds[i].fd, .events = fds[i].events};
	}
	waiter.interests = interests;
	result = register_waiter(&waiter);
	if (result == 0) {
		result = corokit_park(&waiter.wait, deadline);
	}
	if (result > 0 || result == -ETIMEDOUT) {
		/* Others may be ready too, and what one poll says is consistent. */
		result = poll(fds, count, 0);
		if (result < 0) {
			result = -errno;
		}
	}
	if (interests != few) {
		efree(interests);
	}
	return result;
}

corokit_coroutine_t *corokit_fd_waiter(int fd, short events)
{
	fd_entry_t *entry = entry_of(fd);

	if (entry) {
		for (corokit_list_t *at = entry->interests.next; at != &entry->interests; at = at->next) {
			fd_interest_t *interest = corokit_list_entry(at, fd_interest_t, link);

			if (interest->events & events) {
				return interest->waiter->wait.coroutine;
			}
		}
	}
	return NULL;
}

int corokit_fd_closed(int fd)
{
	fd_entry_t *entry = entry_of(fd);
	int woken = 0;

	if (!entry) {
		return 0;
	}
	entry->registered = false;
	entry->armed = 0;
	while (!corokit_list_empty(&entry->interests)) {
		finish_waiter(corokit_list_entry(entry->interests.next, fd_interest_t, link)->waiter, -EBADF);
		woken++;
	}
	return woken;
}

static void forget_entries(void)
{
	for (int fd = 0; fd < set.capacity; fd++) {
		if (set.entries[fd]) {
			pefree(set.entries[fd], 1);
		}
	}
	if (set.entries) {
		pefree(set.entries, 1);
	}
	set.entries = NULL;
	set.capacity = 0;
	set.waiting = 0;
}

void corokit_fd_set_close(void)
{
	if (set.epoll >= 0) {
		close(set.epoll);
		set.epoll = -1;
	}
	set.wakeup_fd = -1;
	forget_entries();
}

/* The set is shared with the parent: the child leaves it and makes its own. */
void corokit_fd_wait_after_fork(void)
{
	corokit_fd_set_close();
}
