<?php

/**
 * @generate-class-entries
 * @generate-function-entries
 * @generate-legacy-arginfo 80200
 */

namespace CoroKit {

	/**
	 * Coroutines of this process. Methods that suspend throw CoroKit\Error
	 * where nothing can: outside coroutines, and where the engine forbids a switch.
	 */
	class Coroutine
	{
		private function __construct() {}

		/**
		 * Makes a coroutine that calls $func, and runs it at once until its
		 * first wait. Returns its id, or false with a warning above max_coroutine.
		 * An exception that $func does not catch ends the script, as anywhere.
		 */
		public static function create(callable $func, mixed ...$param): int|false {}

		/** Calls $callback when the current coroutine ends, the last one first. */
		public static function defer(callable $callback): void {}

		/**
		 * Sets options, of this request: max_coroutine, hook_flags,
		 * enable_deadlock_check. Others are kept and have no effect.
		 */
		public static function set(array $options): void {}

		/** What set() was given; null before. */
		public static function getOptions(): ?array {}

		/** Whether the coroutine is alive. */
		public static function exists(int $cid): bool {}

		/** Suspends until resume(). False when cancelled. */
		public static function yield(): bool {}

		/** @implementation-alias CoroKit\Coroutine::yield */
		public static function suspend(): bool {}

		/** Switches at once to a coroutine that waits in yield(). False, with a warning, when it does not. */
		public static function resume(int $cid): bool {}

		/**
		 * Ends the wait of a coroutine: the call that waits fails with
		 * COROKIT_ERROR_CO_CANCELED, or a CanceledException is thrown in it. False, with
		 * corokit_last_error(), when it is not alive or does not wait.
		 */
		public static function cancel(int $cid, bool $throw_exception = false): bool {}

		/** Whether the last wait of the current coroutine was ended by cancel(). */
		public static function isCanceled(): bool {}

		/**
		 * Suspends until all of these coroutines have ended. False past
		 * $timeout (seconds, -1: never), when cancelled, and when none of them is alive.
		 */
		public static function join(array $cid_array, float $timeout = -1): bool {}

		/** Suspends for a time in seconds, at least 0.001. False when cancelled. */
		public static function sleep(float $seconds): bool {}

		/** Id of the current coroutine, -1 outside. */
		public static function getCid(): int {}

		/** @implementation-alias CoroKit\Coroutine::getCid */
		public static function getuid(): int {}

		/** Id of the coroutine that made it, -1 for {main}; false when it is not alive. 0: the current one. */
		public static function getPcid(int $cid = 0): int|false {}

		/** The values of a coroutine, destroyed at its end, after its deferred calls. Null when it is not alive. */
		public static function getContext(int $cid = 0): ?Coroutine\Context {}

		/** As debug_backtrace(), of any coroutine; false when it is not alive. */
		public static function getBackTrace(int $cid = 0, int $options = DEBUG_BACKTRACE_PROVIDE_OBJECT, int $limit = 0): array|false {}

		/** As debug_print_backtrace(), of any coroutine. */
		public static function printBackTrace(int $cid = 0, int $options = 0, int $limit = 0): void {}

		/** Milliseconds since it was made; -1 when it is not alive. */
		public static function getElapsed(int $cid = 0): int {}

		/**
		 * Microseconds that the coroutine has run, its waits not counted; -1 when it is not
		 * alive. Counted from the first call of this method in the request, as counting makes switches dearer.
		 */
		public static function getExecuteTime(int $cid = 0): int {}

		/**
		 * Bytes of C stack in use. False when the coroutine is not alive, is inside a
		 * Fiber, or its stack is made by the engine (corokit.stack_backend).
		 */
		public static function getStackUsage(int $cid = 0): int|false {}

		/** Numbers about the scheduler. */
		public static function stats(): array {}

		/** Ids of all coroutines alive, ascending. */
		public static function list(): Coroutine\Iterator {}

		/** @implementation-alias CoroKit\Coroutine::list */
		public static function listCoroutines(): Coroutine\Iterator {}

		/**
		 * Throws a TimeoutException in the current coroutine when it waits
		 * $timeout seconds from now, or in its next wait after. Replaces the limit before; 0 takes it away
		 * and returns false.
		 */
		public static function setTimeLimit(float $timeout): bool {}

		/** Returns false: coroutines are never preempted. */
		public static function enableScheduler(): bool {}

		/** Returns false: coroutines are never preempted. */
		public static function disableScheduler(): bool {}
	}
}

namespace CoroKit\Coroutine {

	/** What Coroutine::getContext() returns: values of one coroutine, not seen by others. */
	class Context extends \ArrayObject {}

	/** Ids of coroutines. */
	class Iterator extends \ArrayIterator {}

	/**
	 * Runs $fn in a coroutine, with every hook on unless options say other,
	 * and returns when all coroutines have ended. False, with a warning, inside a coroutine.
	 * Throws CoroKit\Error when those left wait for each other.
	 */
	function run(callable $fn, mixed ...$args): bool {}

	/** Coroutine::create(). */
	function go(callable $fn, mixed ...$args): int|false {}

	/** Coroutine::defer(). */
	function defer(callable $fn): void {}
}
