<?php

/**
 * @generate-class-entries
 * @generate-legacy-arginfo 80200
 */

namespace CoroKit;

/**
 * Named values that go along with the work: a coroutine sees its own, and
 * those of the coroutine that made it, and so on up to {main}, as they are now. What it sets
 * is seen by itself and by coroutines it makes. The values of a coroutine
 * that ended stay as long as one of its descendants lives.
 */
final class Context
{
	private function __construct() {}

	/** The value, or $default where neither the coroutine nor an ancestor has set it. */
	public static function get(string $key, mixed $default = null): mixed {}

	/** Sets it for this coroutine and those below. */
	public static function set(string $key, mixed $value): void {}

	/** Whether it was set, also to null. */
	public static function has(string $key): bool {}
}
