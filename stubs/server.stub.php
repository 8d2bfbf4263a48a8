<?php

/**
 * @generate-class-entries
 * @generate-legacy-arginfo 80200
 */

namespace CoroKit {

	/**
	 * A server: a supervisor and worker processes. The process that calls
	 * start() is the supervisor; it forks worker_num workers, which accept and serve,
	 * and replaces those that end. Objects of this class may have properties of
	 * their own.
	 *
	 * SIGTERM and SIGINT to the supervisor stop the server in order, SIGUSR1 is reload(), SIGHUP opens the log file again.
	 *
	 * @not-serializable
	 */
	#[\AllowDynamicProperties]
	class Server
	{
		/**
		 * The settings: what set() was given and the defaults of the most usual others.
		 *
		 * @var array|null
		 */
		public $setting = null;

		/** @var string */
		public $host = "";

		/**
		 * Where it listens; the real port when 0 was asked for.
		 *
		 * @var int
		 */
		public $port = 0;

		/** @var int */
		public $type = 0;

		/** @var int */
		public $mode = 0;

		/** @var bool */
		public $ssl = false;

		/**
		 * Process id of the supervisor, from start() on.
		 *
		 * @var int
		 */
		public $master_pid = 0;

		/**
		 * The same: one process is both.
		 *
		 * @var int
		 */
		public $manager_pid = 0;

		/**
		 * In a worker its number, from 0; -1 in the supervisor.
		 *
		 * @var int
		 */
		public $worker_id = -1;

		/** @var bool */
		public $taskworker = false;

		/**
		 * In a worker its process id.
		 *
		 * @var int
		 */
		public $worker_pid = 0;

		/**
		 * Binds the socket at once, so that a port in use is known here: throws
		 * CoroKit\Exception, with the errno as its code. Port 0 takes a free one, see $port. For a socket of the
		 * file system $host is its path. $mode is kept and changes nothing.
		 */
		public function __construct(string $host = "0.0.0.0", int $port = 0, int $mode = COROKIT_BASE, int $sock_type = COROKIT_SOCK_TCP) {}

		/**
		 * Settings, see docs/http-server.md. May be called again before start(). A
		 * wrong value throws a ValueError, a name that nobody knows is a warning.
		 * False, with a warning, when the server runs.
		 */
		public function set(array $settings): bool {}

		/**
		 * Calls $callback at an event. A later one takes the place of the one before. Names in any case:
		 *
		 * - in the supervisor: managerStart, start, beforeReload, afterReload,
		 *   workerError(Server, int $worker_id, int $pid, int $status, int $signal), beforeShutdown, managerStop, shutdown;
		 * - in a worker, each in a coroutine: workerStart, workerStop, workerExit(Server, int $worker_id),
		 *   request(Http\Request, Http\Response).
		 *
		 * No request is served before workerStart has returned. False, with a warning, for an event that
		 * nobody knows.
		 */
		public function on(string $event_name, callable $callback): bool {}

		/** The callback of an event, or null. */
		public function getCallback(string $event_name): ?callable {}

		/**
		 * Runs the server; returns true when it was stopped. Workers do not return. False, with a warning, when one
		 * runs already. Throws an Error, before anything is forked, without a request
		 * callback, inside a coroutine, and when the log or the pid file cannot be written. What a callback of the supervisor throws
		 * stops the server and is thrown here.
		 */
		public function start(): bool {}

		/**
		 * Replaces the workers, with the code that workerStart loads by then: new ones start, and those
		 * before them end in order when they have. From any process of the server.
		 * Returns at once. With $only_reload_taskworker nothing happens, as there are none.
		 */
		public function reload(bool $only_reload_taskworker = false): bool {}

		/**
		 * Ends a worker in order, by default the calling one, and it is replaced. Returns at once; the request goes on. False
		 * when there is no such worker.
		 */
		public function stop(int $workerId = -1, bool $waitEvent = false): bool {}

		/** Stops the server in order, from any of its processes. Returns at once. */
		public function shutdown(): bool {}

		/**
		 * Numbers of now and since the start, over all workers; those that begin with worker_ are of the calling
		 * worker. Of another worker the numbers of now are as old as its last request.
		 */
		public function stats(): array {}

		/** Number of the calling worker, or false outside one. */
		public function getWorkerId(): int|false {}

		/** Process id of a worker, by default of the calling one, or false. */
		public function getWorkerPid(int $worker_id = -1): int|false {}

		public function getMasterPid(): int {}

		public function getManagerPid(): int {}
	}
}

namespace CoroKit\Http {

	/**
	 * A server of HTTP/1.1: `request` gets a Request and a Response, in a coroutine per request.
	 *
	 * @not-serializable
	 */
	class Server extends \CoroKit\Server {}
}
