<?php

/**
 * @generate-class-entries
 * @generate-legacy-arginfo 80200
 */

namespace CoroKit {

	/**
	 * Waits in several channels at once, to send or to receive; exactly one case
	 * is served per wait().
	 *
	 *     $select = (new Select)->pop($jobs, 'job')->pop($quit, 'quit');
	 *     do {
	 *         $more = match ($select->wait(1.0)) {
	 *             'job'  => work($select->value()),
	 *             'quit' => false,
	 *             false  => tick(), // nothing for a second
	 *         };
	 *     } while ($more);
	 *
	 * A case has a key: the one given, else the next number from 0; adding under
	 * the same key replaces it. A pop case stays for the next wait(). A push case
	 * is over once its value was sent: push() again for the next one. A case whose
	 * channel turns out to be closed is reported once, see isClosed(), and is over
	 * then, so a loop over wait() ends when every channel is closed.
	 *
	 * When several cases are ready each gets its turn: the search starts behind
	 * the one that was served last. A Select that waits takes its place in every
	 * queue, behind those who came before it.
	 *
	 * @strict-properties
	 * @not-serializable
	 */
	final class Select implements \Countable
	{
		/** Why the last wait() returned what it did: one of COROKIT_CHANNEL_*. */
		public int $errCode = 0;

		/**
		 * Adds or replaces a case that sends $value.
		 *
		 * @throws Error when a coroutine is waiting in this Select
		 */
		public function push(Coroutine\Channel $channel, mixed $value, int|string|null $key = null): static {}

		/**
		 * Adds or replaces a case that receives; see value().
		 *
		 * @throws Error when a coroutine is waiting in this Select
		 */
		public function pop(Coroutine\Channel $channel, int|string|null $key = null): static {}

		/**
		 * Takes a case away.
		 *
		 * @return bool false when there is none of this key, or it is over
		 * @throws Error when a coroutine is waiting in this Select
		 */
		public function remove(int|string $key): bool {}

		/** How many cases wait() would wait for. */
		public function count(): int {}

		/**
		 * Serves the first case that can be served; suspends until there is one.
		 * Outside of coroutines it does not wait.
		 *
		 * @param float $timeout seconds to wait at most; 0 only looks; less: for ever
		 * @return int|string|false the key of the case, or false: errCode tells
		 *     COROKIT_CHANNEL_TIMEOUT, COROKIT_CHANNEL_CANCELED, or COROKIT_CHANNEL_CLOSED when no
		 *     case is left
		 * @throws Error when another coroutine is waiting in this Select
		 */
		public function wait(float $timeout = -1): int|string|false {}

		/** What the last wait() received; null when it sent, or the channel was closed. */
		public function value(): mixed {}

		/** Whether the last wait() returned its key because the channel of this case is closed. */
		public function isClosed(): bool {}
	}
}
