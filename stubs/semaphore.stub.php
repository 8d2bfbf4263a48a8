<?php

/**
 * @generate-class-entries
 * @generate-legacy-arginfo 80200
 */

namespace CoroKit\Coroutine {

	/**
	 * Permits that coroutines take and give back: at most so many at a time.
	 *
	 * Strictly in order: permits go to the coroutine that has waited longest, and
	 * one that wants many is not overtaken by one that wants few.
	 *
	 * @strict-properties
	 * @not-serializable
	 */
	final class Semaphore
	{
		/**
		 * @param int $permits how many are free at first
		 * @throws \ValueError when it is negative
		 */
		public function __construct(int $permits) {}

		/**
		 * Takes permits; suspends until they are free and everyone who came before
		 * was served.
		 *
		 * @param float $timeout seconds to wait at most; 0 does not wait; less: for ever
		 * @return bool false when time is up, or the coroutine was cancelled
		 * @throws \CoroKit\Error when it would have to wait outside of a coroutine
		 */
		public function acquire(int $n = 1, float $timeout = -1): bool {}

		/** Takes permits if that is possible at once; false also when others wait. */
		public function tryAcquire(int $n = 1): bool {}

		/** Gives permits back, or adds some. Any coroutine may do so. Never suspends. */
		public function release(int $n = 1): void {}

		/** How many permits are free. */
		public function available(): int {}

		/** How many coroutines wait in acquire(). */
		public function waiting(): int {}
	}
}
