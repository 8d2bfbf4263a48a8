<?php

/**
 * @generate-class-entries
 * @generate-legacy-arginfo 80200
 */

namespace {

	/**
	 * @var int
	 * @cvalue COROKIT_CHANNEL_OK
	 */
	const COROKIT_CHANNEL_OK = UNKNOWN;

	/**
	 * @var int
	 * @cvalue COROKIT_CHANNEL_TIMEOUT
	 */
	const COROKIT_CHANNEL_TIMEOUT = UNKNOWN;

	/**
	 * @var int
	 * @cvalue COROKIT_CHANNEL_CLOSED
	 */
	const COROKIT_CHANNEL_CLOSED = UNKNOWN;

	/**
	 * @var int
	 * @cvalue COROKIT_CHANNEL_CANCELED
	 */
	const COROKIT_CHANNEL_CANCELED = UNKNOWN;
}

namespace CoroKit\Coroutine {

	/**
	 * A queue between coroutines. CoroKit\Channel is another name of this class.
	 *
	 * First in, first out, on both sides: values keep their order, and among
	 * several coroutines that wait the oldest is served first. A value is never
	 * lost: a receiver that is cancelled or out of time leaves it to the next one.
	 *
	 * Outside of coroutines, and where the engine forbids a switch, push() and
	 * pop() work without waiting: false at once, errCode COROKIT_CHANNEL_TIMEOUT.
	 *
	 * @not-serializable
	 */
	class Channel
	{
		/**
		 * How many values fit in. Read only in spirit: writing it changes nothing.
		 *
		 * @var int
		 */
		public $capacity = 0;

		/**
		 * Why the last push() or pop() returned false: one of COROKIT_CHANNEL_*.
		 *
		 * @var int
		 */
		public $errCode = 0;

		/** @param int $size how many values fit in before push() waits; less than 1 is 1 */
		public function __construct(int $size = 1) {}

		/**
		 * Adds a value; suspends while the channel is full.
		 *
		 * @param float $timeout seconds to wait at most; zero and less: for ever
		 * @return bool false when it was not added: errCode is COROKIT_CHANNEL_TIMEOUT,
		 *     COROKIT_CHANNEL_CLOSED or COROKIT_CHANNEL_CANCELED (by Coroutine::cancel())
		 */
		public function push(mixed $data, float $timeout = -1): bool {}

		/**
		 * Takes the oldest value; suspends while the channel is empty.
		 *
		 * @param float $timeout seconds to wait at most; zero and less: for ever
		 * @return mixed the value, or false with errCode as of push(); a closed channel
		 *     gives its values first
		 */
		public function pop(float $timeout = -1): mixed {}

		/**
		 * Takes no more values. What is inside can still be popped; every coroutine
		 * that waits here goes on with false and COROKIT_CHANNEL_CLOSED.
		 *
		 * @return bool false when it was closed before
		 */
		public function close(): bool {}

		/**
		 * @return array{consumer_num: int, producer_num: int, queue_num: int} coroutines
		 *     waiting in pop(), waiting in push(), and values inside
		 */
		public function stats(): array {}

		/** How many values are inside. */
		public function length(): int {}

		public function isEmpty(): bool {}

		public function isFull(): bool {}
	}
}
