<?php

/**
 * @generate-function-entries
 * @generate-legacy-arginfo 80200
 */

namespace CoroKit\Coroutine {

	/**
	 * Runs every task in a coroutine of its own and suspends until all have ended.
	 *
	 * @param array $tasks callables without parameters
	 * @param float $timeout seconds to wait at most; zero and less: for ever. What has
	 *     not ended by then goes on, and its result is null.
	 * @return array the results under the keys of the tasks
	 * @throws \Throwable what the first task that failed threw, after the others have ended
	 */
	function batch(array $tasks, float $timeout = -1): array {}

	/**
	 * Calls $fn in $n coroutines at once and suspends until all have ended.
	 *
	 * @throws \Throwable what the first that failed threw, after the others have ended
	 */
	function parallel(int $n, callable $fn): void {}

	/**
	 * Calls $fn(value, key) for every element in a coroutine of its own.
	 *
	 * @param float $timeout as of batch()
	 * @return array the results under the keys of the list
	 * @throws \Throwable what the first call that failed threw, after the others have ended
	 */
	function map(array $list, callable $fn, float $timeout = -1): array {}

	/**
	 * Runs every task in a coroutine of its own; the first to end decides. The others
	 * are cancelled and waited for, so none is left.
	 *
	 * @param array $tasks callables without parameters, at least one
	 * @param float $timeout seconds until all are cancelled; zero and less: for ever
	 * @return mixed what the first returned
	 * @throws \Throwable what the first threw
	 * @throws TimeoutException when time is up
	 * @throws CanceledException when the calling coroutine is cancelled
	 */
	function race(array $tasks, float $timeout = -1): mixed {}

	/**
	 * Calls $fn here, in this coroutine. When it is not back in time a
	 * TimeoutException is thrown where it waits; it may clean up on the way. Code
	 * that computes without waiting is not interrupted.
	 *
	 * @param float $seconds zero and less: no limit
	 * @return mixed what $fn returned, also when it was late and did not wait any more
	 * @throws TimeoutException when time is up
	 */
	function timeout(float $seconds, callable $fn, mixed ...$args): mixed {}

	/**
	 * Calls $fn until it does not throw, waiting longer each time.
	 *
	 * An Error is a mistake in the program and passes at once, as does a
	 * CanceledException; $when has the word on every other Throwable if given.
	 *
	 * @param callable $fn gets the number of the attempt, from 1
	 * @param int $attempts how often it is called at most
	 * @param float $delay seconds before the second attempt
	 * @param float $factor each later wait is so many times the one before
	 * @param float $maxDelay seconds that no wait exceeds
	 * @param float $jitter from 0 to 1: which part of each wait is random
	 * @param callable|null $when gets the Throwable and the number of the attempt, and says
	 *     whether another one is worth it; then an Error may be, too
	 * @return mixed what $fn returned
	 * @throws \Throwable what the last attempt threw
	 * @throws \ValueError when a number is out of its range
	 */
	function retry(callable $fn, int $attempts = 3, float $delay = 0.1, float $factor = 2.0, float $maxDelay = 30.0, float $jitter = 0.0, ?callable $when = null): mixed {}
}
