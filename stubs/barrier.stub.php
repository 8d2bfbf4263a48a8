<?php

/**
 * @generate-class-entries
 * @generate-legacy-arginfo 80200
 */

namespace CoroKit\Coroutine {

	/**
	 * Waits for coroutines without counting them: each holds the barrier, and it
	 * opens when the last of them has ended and so let go of it.
	 *
	 *     $barrier = Barrier::make();
	 *     go(function () use ($barrier) { work(); });
	 *     Barrier::wait($barrier);
	 *
	 * @not-serializable
	 */
	class Barrier
	{
		public static function make(): Barrier {}

		/**
		 * Sets $barrier to null and suspends until nobody holds the object.
		 *
		 * @param Barrier $barrier
		 * @param float $timeout seconds to wait at most; zero and less: for ever
		 * @throws \CoroKit\Exception when another coroutine waits already
		 * @throws \CoroKit\Error when it would have to wait outside of a coroutine
		 */
		public static function wait(Barrier &$barrier, float $timeout = -1): void {}
	}
}
