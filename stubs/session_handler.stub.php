<?php

/**
 * @generate-class-entries
 * @generate-legacy-arginfo 80200
 */

namespace CoroKit {

	/**
	 * Sessions in shared memory, for the processes forked later:
	 * session_set_save_handler(new CoroKit\SessionHandler(10000)).
	 *
	 * From read() to close() a coroutine has the session to itself, in all processes. Waiting
	 * suspends it. Sessions end session.gc_maxlifetime seconds after they were last written or touched.
	 *
	 * @strict-properties
	 * @not-serializable
	 */
	class SessionHandler implements \SessionHandlerInterface, \SessionUpdateTimestampHandlerInterface
	{
		/**
		 * @param int $sessions at most
		 * @param int $size bytes of a session's data at most
		 * @param int $eviction what a new session does when there are so many: Table::EVICT_REFUSE: write() throws;
		 *     Table::EVICT_LRU: the one that was not used for longest ends
		 * @param float $lockTimeout seconds that read() waits for others; zero and less: for ever
		 * @throws \ValueError
		 * @throws \CoroKit\Exception when there is not so much memory
		 */
		public function __construct(int $sessions, int $size = 8192, int $eviction = Table::EVICT_REFUSE, float $lockTimeout = 30.0) {}

		/** @tentative-return-type */
		public function open(string $path, string $name): bool {}

		/** @tentative-return-type */
		public function close(): bool {}

		/** @tentative-return-type */
		public function read(string $id): string|false {}

		/**
		 * @tentative-return-type
		 * @throws \CoroKit\Exception when there are too many sessions, or so many bytes
		 */
		public function write(string $id, string $data): bool {}

		/** @tentative-return-type */
		public function destroy(string $id): bool {}

		/** @tentative-return-type */
		public function gc(int $max_lifetime): int|false {}

		/** @tentative-return-type */
		public function validateId(string $id): bool {}

		/** @tentative-return-type */
		public function updateTimestamp(string $id, string $data): bool {}
	}
}
