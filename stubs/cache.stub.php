<?php

/**
 * @generate-class-entries
 * @generate-legacy-arginfo 80200
 */

namespace CoroKit\Cache {

	/** A key that PSR-16 does not allow. */
	class InvalidArgumentException extends \InvalidArgumentException {}
}

namespace CoroKit {

	/**
	 * A cache in shared memory with the methods of PSR-16, for the processes forked later.
	 *
	 * It does not implement Psr\SimpleCache\CacheInterface, which comes with Composer:
	 * CoroKit\SimpleCache\SimpleCache of the package corokit/simple-cache does. Nothing here suspends. When the cache
	 * is full it gives up what was not used for longest.
	 *
	 * @strict-properties
	 * @not-serializable
	 */
	class Cache
	{
		/**
		 * The class of the exception for a wrong key.
		 *
		 * @var string
		 */
		const INVALID_ARGUMENT = "CoroKit\\Cache\\InvalidArgumentException";

		/**
		 * @param int $entries at most
		 * @param int $size bytes of a value at most; but for a string they are those of its serialize()
		 * @throws \ValueError
		 * @throws \CoroKit\Exception when there is not so much memory
		 */
		public function __construct(int $entries, int $size = 8192) {}

		/** The value, or $default when there is none. May run PHP code of a class that is unserialized. */
		public function get(string $key, mixed $default = null): mixed {}

		/**
		 * @param int|\DateInterval|null $ttl seconds, zero and less deletes; null: for ever
		 * @return bool false when the value is longer than the cache's size: then the key is deleted
		 */
		public function set(string $key, mixed $value, int|\DateInterval|null $ttl = null): bool {}

		public function delete(string $key): bool {}

		public function clear(): bool {}

		public function getMultiple(\Traversable|array $keys, mixed $default = null): \Traversable|array {}

		public function setMultiple(\Traversable|array $values, int|\DateInterval|null $ttl = null): bool {}

		public function deleteMultiple(\Traversable|array $keys): bool {}

		public function has(string $key): bool {}
	}
}
