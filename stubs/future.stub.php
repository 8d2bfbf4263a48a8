<?php

/**
 * @generate-class-entries
 * @generate-function-entries
 * @generate-legacy-arginfo 80200
 */

namespace CoroKit {

	/**
	 * What a coroutine made by async() returns or throws. An exception that
	 * nobody awaited is reported as a warning when the Future is destroyed.
	 *
	 * @strict-properties
	 * @not-serializable
	 */
	final class Future
	{
		private function __construct() {}

		/**
		 * Suspends until the coroutine has ended. Returns its value, or throws
		 * its exception. Throws TimeoutException past $timeout (seconds, -1: never) and
		 * CanceledException when the wait is cancelled; the coroutine goes on in both.
		 */
		public function await(float $timeout = -1): mixed {}

		/** Whether await() would not wait. */
		public function isDone(): bool {}

		/** Id of its coroutine. */
		public function getCid(): int {}

		/** Throws a CanceledException in its coroutine. False when that does not wait or has ended. */
		public function cancel(): bool {}
	}
}

namespace CoroKit\Coroutine {

	/** Coroutine::create(), for the result: the exception is the Future's, not the script's end. */
	function async(callable $fn, mixed ...$args): \CoroKit\Future {}
}
