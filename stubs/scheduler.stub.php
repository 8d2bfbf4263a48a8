<?php

/**
 * @generate-class-entries
 * @generate-legacy-arginfo 80200
 */

namespace CoroKit\Coroutine;

/**
 * Coroutines to be started together. Once started nothing can be added.
 *
 * @strict-properties
 * @not-serializable
 */
final class Scheduler
{
	/** One coroutine. */
	public function add(callable $func, mixed ...$param): void {}

	/** $n coroutines of the same function. */
	public function parallel(int $n, callable $func, mixed ...$param): void {}

	/** Coroutine::set(). */
	public function set(array $settings): void {}

	/** Coroutine::getOptions(). */
	public function getOptions(): ?array {}

	/**
	 * Runs all of them, in order, and returns when every coroutine has
	 * ended. False, with a warning, inside a coroutine and with nothing to run.
	 */
	public function start(): bool {}
}
