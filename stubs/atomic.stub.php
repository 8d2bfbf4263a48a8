<?php

/**
 * @generate-class-entries
 * @generate-legacy-arginfo 80200
 */

namespace CoroKit {

	/**
	 * A number of 32 bits, 0 to 4294967295, that processes share.
	 *
	 * It is shared with the processes that are forked after it was made; one made
	 * later is the process's own. Every change is one step for all of them. What
	 * goes over the end begins again at the other one.
	 *
	 * @strict-properties
	 * @not-serializable
	 */
	class Atomic
	{
		public function __construct(int $value = 0) {}

		/** Adds and returns the sum. */
		public function add(int $add_value = 1): int {}

		/** Subtracts and returns the difference. */
		public function sub(int $sub_value = 1): int {}

		public function get(): int {}

		public function set(int $value): void {}

		/** Sets it to $new_value if it is $cmp_value: whether it was. */
		public function cmpset(int $cmp_value, int $new_value): bool {}

		/**
		 * Waits until it is not zero, and sets it to zero: of several that wait
		 * one goes on for each time that it was set.
		 *
		 * Suspends in a coroutine; elsewhere it blocks the process. wakeup() of this
		 * process ends it at once, anything else within some milliseconds.
		 *
		 * @param float $timeout seconds; zero and less: for ever
		 * @return bool false when the time is over, or the coroutine was cancelled
		 */
		public function wait(float $timeout = 1.0): bool {}

		/**
		 * Sets it to one if it is zero, and wakes those that wait.
		 *
		 * @param int $count how many at most, in this process and in the others
		 */
		public function wakeup(int $count = 1): bool {}
	}
}

namespace CoroKit\Atomic {

	/**
	 * A signed number of 64 bits that processes share. See CoroKit\Atomic.
	 *
	 * @strict-properties
	 * @not-serializable
	 */
	class Long
	{
		public function __construct(int $value = 0) {}

		/** Adds and returns the sum. */
		public function add(int $add_value = 1): int {}

		/** Subtracts and returns the difference. */
		public function sub(int $sub_value = 1): int {}

		public function get(): int {}

		public function set(int $value): void {}

		/** Sets it to $new_value if it is $cmp_value: whether it was. */
		public function cmpset(int $cmp_value, int $new_value): bool {}
	}
}
