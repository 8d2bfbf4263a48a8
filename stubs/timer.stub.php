<?php

/**
 * @generate-class-entries
 * @generate-legacy-arginfo 80200
 */

namespace CoroKit {

	/**
	 * Calls in the future, each in a new coroutine. A timer keeps run(), and
	 * the script, alive until it is cleared.
	 */
	class Timer
	{
		private function __construct() {}

		/**
		 * Calls $callback(int $id, ...$params) every $ms milliseconds, also while
		 * an earlier call still waits. Returns the id, or false with a warning when $ms is below 1.
		 */
		public static function tick(int $ms, callable $callback, mixed ...$params): int|false {}

		/** Calls $callback(...$params) once, in $ms milliseconds. */
		public static function after(int $ms, callable $callback, mixed ...$params): int|false {}

		/** Whether it will fire again. */
		public static function exists(int $timer_id): bool {}

		/** exec_msec (ms from now on the loop's clock), exec_count, interval (0: once), round, removed; null when there is none. */
		public static function info(int $timer_id): ?array {}

		/** initialized, num, round (the number of firings). */
		public static function stats(): array {}

		/** Ids of all timers. */
		public static function list(): Timer\Iterator {}

		/** Stops one. False when there is none. Calls that run already go on. */
		public static function clear(int $timer_id): bool {}

		/** Stops all. */
		public static function clearAll(): bool {}
	}
}

namespace CoroKit\Timer {

	/** Ids of timers. */
	class Iterator extends \ArrayIterator {}
}
