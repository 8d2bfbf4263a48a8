<?php

/**
 * @generate-class-entries
 * @generate-legacy-arginfo 80200
 */

namespace CoroKit {

	/**
	 * A token bucket for each key, shared with the processes forked later. However they and
	 * their coroutines interleave, a bucket gives no more tokens than it has.
	 *
	 * A bucket begins full, with $limit tokens, and gets them back evenly within
	 * $window seconds. Nothing here suspends. A full bucket takes no place.
	 *
	 * @strict-properties
	 * @not-serializable
	 */
	class RateLimiter
	{
		/**
		 * @param int $limit tokens of a bucket, at least 1
		 * @param float $window seconds in which an empty bucket is full again
		 * @param int $keys buckets that are not full at one time, at most
		 * @throws \ValueError
		 * @throws \CoroKit\Exception when there is not so much memory
		 */
		public function __construct(int $limit, float $window = 1.0, int $keys = 1024) {}

		/**
		 * Takes tokens, all or none: whether there were so many.
		 *
		 * @param string $key 1 to 255 bytes
		 * @param int $tokens from 1 to the limit
		 * @throws \ValueError
		 * @throws \CoroKit\Exception with code ENOSPC (28) when there are too many buckets: admit or refuse then as you see fit
		 */
		public function allow(string $key, int $tokens = 1): bool {}

		/** Tokens that are there now. */
		public function remaining(string $key): int {}

		/** Seconds until so many tokens will be there if nobody takes some; 0 when they are. */
		public function retryAfter(string $key, int $tokens = 1): float {}

		/** Fills the bucket. */
		public function reset(string $key): void {}
	}
}
