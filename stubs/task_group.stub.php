<?php

/**
 * @generate-class-entries
 * @generate-legacy-arginfo 80200
 */

namespace CoroKit {

	/**
	 * Coroutines that belong together: whoever starts them in a group leaves it
	 * only when all of them have ended.
	 *
	 *     $group = new TaskGroup;
	 *     $group->spawn(fn () => file_get_contents($a));
	 *     $group->spawn(fn () => file_get_contents($b));
	 *     [$first, $second] = $group->wait();
	 *
	 * When one fails the others are cancelled: a CanceledException is thrown where
	 * they wait, once; they may clean up, and are waited for. The failure comes out of wait()
	 * or spawn(), or of the destructor when neither is called any more.
	 *
	 * @strict-properties
	 * @not-serializable
	 */
	final class TaskGroup implements \Countable
	{
		/**
		 * @param int $concurrency how many may run at a time; 0: any number
		 * @throws \ValueError when it is negative
		 */
		public function __construct(int $concurrency = 0) {}

		/**
		 * Starts a coroutine of the group, which runs at once until its first wait.
		 * Suspends while as many run as may.
		 *
		 * @return Future its outcome; a failure is the group's even if nobody awaits it
		 * @throws \Throwable what a child threw that failed before, after the others have ended
		 * @throws Coroutine\CanceledException while the group is being cancelled, or when the
		 *     wait for a place was
		 * @throws Error outside of a coroutine, or when no coroutine can be made
		 */
		public function spawn(callable $task, mixed ...$args): Future {}

		/**
		 * Suspends until every child has ended. However it returns, none is left.
		 *
		 * @param float $timeout seconds to wait at most before the children are cancelled;
		 *     zero and less: for ever
		 * @return array what the children since the last wait() returned, in the order of
		 *     their start
		 * @throws \Throwable what the first child that failed threw, after the others were cancelled
		 * @throws Coroutine\TimeoutException when time is up
		 * @throws Coroutine\CanceledException when the calling coroutine is cancelled
		 */
		public function wait(float $timeout = -1): array {}

		/** Cancels every child and suspends until they have ended. */
		public function cancel(): void {}

		/** How many children have not ended. */
		public function count(): int {}
	}
}
