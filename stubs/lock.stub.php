<?php

/**
 * @generate-class-entries
 * @generate-legacy-arginfo 80200
 */

namespace CoroKit {

	/**
	 * A lock between coroutines of all processes that were forked after it was
	 * made, and with FILELOCK between any processes that lock the file.
	 *
	 * Waiting suspends a coroutine; outside of coroutines it blocks the process. When
	 * a process dies with the lock, or a coroutine ends with it, the next one gets
	 * it, and abandoned() says so. Within a process whoever came first is next;
	 * between processes, whoever looks first.
	 *
	 * Locking what one has already is refused (EDEADLK), but for reading twice, which
	 * counts. In code that cannot suspend, waiting for a coroutine of the same process is
	 * refused likewise.
	 *
	 * @strict-properties
	 * @not-serializable
	 */
	class Lock
	{
		/**
		 * Many readers or one writer. A waiting writer keeps new readers away.
		 *
		 * @var int
		 */
		const RWLOCK = 1;

		/**
		 * A mutex by flock() on a file.
		 *
		 * @var int
		 */
		const FILELOCK = 2;

		/** @var int */
		const MUTEX = 3;

		/**
		 * A semaphore of one: the same as a mutex.
		 *
		 * @var int
		 */
		const SEM = 4;

		/**
		 * The same as a mutex.
		 *
		 * @var int
		 */
		const SPINLOCK = 5;

		/**
		 * Why the last call that returned false did: 16 (EBUSY), 35 (EDEADLK), 110
		 * (ETIMEDOUT), each as the platform has it, 10017 (cancelled), or the error of the file.
		 *
		 * @var int
		 */
		public $errCode = 0;

		/**
		 * @param int $type a constant of this class
		 * @param string $filename of a FILELOCK; made if it is not there
		 * @throws \ValueError for another type, or a file name without FILELOCK, or none with it
		 * @throws \CoroKit\Exception when there is no memory, or the file cannot be opened
		 */
		public function __construct(int $type = Lock::MUTEX, string $filename = "") {}

		/**
		 * Takes the lock.
		 *
		 * @param int $operation LOCK_EX, or LOCK_SH for reading, which RWLOCK and FILELOCK
		 *     share; with LOCK_NB it does not wait
		 * @param float $timeout seconds; zero and less: for ever
		 */
		public function lock(int $operation = LOCK_EX, float $timeout = -1): bool {}

		/** Takes the lock if it is free. */
		public function trylock(): bool {}

		/** lock() with a timeout in seconds. */
		public function lockwait(float $timeout = 1.0): bool {}

		/** lock(LOCK_SH, $timeout) */
		public function lock_read(float $timeout = -1): bool {}

		/** lock(LOCK_SH | LOCK_NB) */
		public function trylock_read(): bool {}

		/**
		 * Lets the lock go.
		 *
		 * @throws \CoroKit\Error when the running coroutine does not have it
		 */
		public function unlock(): bool {}

		/**
		 * Whether this object last took the lock from a process that died with it, or
		 * from a coroutine that ended with it: then what it protects may be half done.
		 * Readers are told until a writer has had the lock.
		 */
		public function abandoned(): bool {}

		/**
		 * Lets go of what this process has of it. From then on every other method throws.
		 *
		 * @throws \CoroKit\Error while a coroutine of this process waits for it
		 */
		public function destroy(): void {}
	}
}
