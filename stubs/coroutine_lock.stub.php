<?php

/**
 * @generate-class-entries
 * @generate-legacy-arginfo 80200
 */

namespace CoroKit\Coroutine {

	/**
	 * A lock that one coroutine holds at a time; the others wait in order.
	 *
	 * The holder may lock again, which succeeds and is not counted: the first
	 * unlock() frees the lock. Used outside of a coroutine every method returns
	 * false, and errCode is 10001.
	 *
	 * @not-serializable
	 */
	class Lock
	{
		/**
		 * Why the last call returned false: 16 (EBUSY), 110 (ETIMEDOUT, as the
		 * platform has it), 10017 (cancelled), 10001 (outside of a coroutine).
		 *
		 * @var int
		 */
		public $errCode = 0;

		/**
		 * @param bool $shared also between processes that are forked later. Within
		 *     each the order holds; between them it is whoever looks first, and a process
		 *     that died with the lock loses it.
		 * @throws \CoroKit\Exception when there is no shared memory
		 */
		public function __construct(bool $shared = false) {}

		/**
		 * Takes the lock; suspends until everyone who came before has had it.
		 *
		 * @param int $operation LOCK_EX; with LOCK_NB it does not wait. LOCK_SH is
		 *     exclusive too.
		 * @param float $timeout seconds to wait at most; zero and less: for ever
		 */
		public function lock(int $operation = LOCK_EX, float $timeout = -1): bool {}

		/** Takes the lock if it is free. */
		public function trylock(): bool {}

		/**
		 * Frees the lock, or hands it to the coroutine that has waited longest. True
		 * also when it was free.
		 *
		 * @throws \CoroKit\Error when another coroutine holds it
		 */
		public function unlock(): bool {}
	}
}
