<?php

/**
 * @generate-class-entries
 * @generate-legacy-arginfo 80200
 */

namespace CoroKit\Coroutine {

	/**
	 * Counts what is still to be done; one coroutine waits for zero.
	 *
	 * @not-serializable
	 */
	class WaitGroup
	{
		/** @param int $delta the counter's first value; less than 0 is 0 */
		public function __construct(int $delta = 0) {}

		/**
		 * @throws \BadMethodCallException while a coroutine waits
		 * @throws \InvalidArgumentException when the counter would become negative
		 */
		public function add(int $delta = 1): void {}

		/**
		 * Takes one off; at zero the waiting coroutine goes on, after the caller.
		 *
		 * @throws \BadMethodCallException when the counter is zero already
		 */
		public function done(): void {}

		/**
		 * Suspends until the counter is zero.
		 *
		 * @param float $timeout seconds to wait at most; zero and less: for ever
		 * @return bool false when time is up, or the coroutine was cancelled
		 * @throws \BadMethodCallException when another coroutine waits already
		 * @throws \CoroKit\Error when it would have to wait outside of a coroutine
		 */
		public function wait(float $timeout = -1): bool {}

		/** The counter. */
		public function count(): int {}
	}
}
