<?php

/**
 * @generate-class-entries
 * @generate-legacy-arginfo 80200
 */

namespace CoroKit {

	/**
	 * A hash table of rows with fixed columns that processes share.
	 *
	 * Define the columns, create() it, then fork: the children share it. Each
	 * method is one step for every other process and coroutine, also when the process is
	 * killed in the middle: it has happened or it has not. Reading never waits.
	 * Nothing here suspends but lock() and transaction().
	 *
	 * Keys have 1 to 255 bytes; an int is taken as its digits. Every method that takes a
	 * key throws a TypeError or ValueError for another one, a ValueError for a column
	 * that is not there, and a CoroKit\Error when the table is not created yet or was destroyed.
	 * Values: an int column takes ints, bools, and floats and strings that are whole
	 * numbers; a float column any number; a string column what PHP turns into one. Anything
	 * else is a TypeError, a string that is too long a ValueError, and then nothing has changed.
	 *
	 * @strict-properties
	 * @not-serializable
	 */
	class Table implements \Iterator, \Countable
	{
		/** @var int */
		const TYPE_INT = 1;

		/** @var int */
		const TYPE_FLOAT = 2;

		/** @var int */
		const TYPE_STRING = 3;

		/**
		 * A full table refuses new rows.
		 *
		 * @var int
		 */
		const EVICT_REFUSE = 0;

		/**
		 * A full table gives up the row that was not used for longest: of all rows up to 64, of a sample of 24 beyond.
		 *
		 * @var int
		 */
		const EVICT_LRU = 1;

		/** Rows, once created. */
		public ?int $size = null;

		/** Bytes, once created. */
		public ?int $memorySize = null;

		/**
		 * @param int $table_size rows that fit, exactly: 1 to 1073741824
		 * @param float $conflict_proportion is not needed; as in Swoole
		 * @param int $eviction Table::EVICT_REFUSE or Table::EVICT_LRU
		 * @throws \ValueError
		 */
		public function __construct(int $table_size, float $conflict_proportion = 0.2, int $eviction = Table::EVICT_REFUSE) {}

		/**
		 * Adds a column.
		 *
		 * @param string $name is not a number
		 * @param int $size bytes of a TYPE_STRING at most; the other types have 8 bytes
		 * @throws \ValueError
		 * @throws \CoroKit\Error when the table is created
		 */
		public function column(string $name, int $type, int $size = 0): bool {}

		/**
		 * Takes the memory. The table is shared with the processes forked from now on.
		 *
		 * @throws \CoroKit\Error when it is created already, or was destroyed
		 * @throws \CoroKit\Exception when there is not so much memory
		 */
		public function create(): bool {}

		/**
		 * Writes the given columns. A new row has zero or "" in the others.
		 *
		 * @param int|string $key
		 * @param float|null $ttl seconds until the row is gone; 0: never; null: as it was
		 * @return bool true
		 * @throws \CoroKit\Exception with code ENOSPC (28) when the table is full
		 */
		public function set($key, array $value, ?float $ttl = null): bool {}

		/**
		 * set() if there is no such row: whether there was none.
		 *
		 * @param int|string $key
		 * @throws \CoroKit\Exception with code ENOSPC (28) when the table is full
		 */
		public function add($key, array $values, ?float $ttl = null): bool {}

		/**
		 * set() if there is such a row: whether there was one.
		 *
		 * @param int|string $key
		 */
		public function update($key, array $values, ?float $ttl = null): bool {}

		/**
		 * Writes $values if there is a row and all of $expected are equal to its columns: whether it did.
		 *
		 * @param int|string $key
		 * @throws \ValueError when $expected is empty
		 */
		public function cmpset($key, array $expected, array $values): bool {}

		/**
		 * The row, or one column of it; false when there is none.
		 *
		 * @param int|string $key
		 */
		public function get($key, ?string $field = null): array|false|string|float|int {}

		/**
		 * get() and del() in one step.
		 *
		 * @param int|string $key
		 */
		public function getdel($key, ?string $field = null): array|false|string|float|int {}

		/**
		 * Deletes the row: whether there was one.
		 *
		 * @param int|string $key
		 */
		public function del($key): bool {}

		/**
		 * @param int|string $key
		 * @implementation-alias CoroKit\Table::del
		 */
		public function delete($key): bool {}

		/**
		 * Deletes the row if all of $expected are equal to its columns: whether it did.
		 *
		 * @param int|string $key
		 * @throws \ValueError when $expected is empty
		 */
		public function cmpdel($key, array $expected): bool {}

		/** @param int|string $key */
		public function exists($key): bool {}

		/**
		 * @param int|string $key
		 * @implementation-alias CoroKit\Table::exists
		 */
		public function exist($key): bool {}

		/**
		 * Adds to a column, of a new row if there is none: the sum. An int that goes over the end wraps.
		 *
		 * @param int|string $key
		 * @throws \TypeError for a string column
		 * @throws \CoroKit\Exception with code ENOSPC (28) when the table is full
		 */
		public function incr($key, string $column, int|float $incrby = 1): float|int {}

		/**
		 * incr() by the negative.
		 *
		 * @param int|string $key
		 */
		public function decr($key, string $column, int|float $incrby = 1): float|int {}

		/**
		 * Gives the row a time to live, or takes it away: whether there is such a row.
		 *
		 * @param int|string $key
		 * @param float $ttl seconds; 0: for ever
		 */
		public function expire($key, float $ttl): bool {}

		/**
		 * Seconds until the row is gone, INF when it stays; false when there is none.
		 *
		 * @param int|string $key
		 */
		public function ttl($key): float|false {}

		/**
		 * Holds off every other lock() and transaction() of the key, in all processes; not set() and
		 * the like. Suspends a coroutine, blocks elsewhere. Who ends or dies with it loses it.
		 *
		 * @param int|string $key need not have a row
		 * @param float $timeout seconds; zero and less: for ever
		 * @return bool false when the time is over, the coroutine was cancelled, or has it already
		 */
		public function lock($key, float $timeout = -1): bool {}

		/**
		 * @param int|string $key
		 * @throws \CoroKit\Error when the running coroutine does not have it
		 */
		public function unlock($key): bool {}

		/**
		 * Calls $callback with the row, or false, while it has the lock() of the key.
		 *
		 * @param int|string $key
		 * @param float $timeout seconds to wait for the lock; zero and less: for ever
		 * @return mixed what $callback returned
		 * @throws \CoroKit\Exception when it did not get the lock; its code says why: ETIMEDOUT, EDEADLK, 10017
		 */
		public function transaction($key, callable $callback, float $timeout = -1): mixed {}

		/** Rows. Those that have expired do not count. */
		public function count(): int {}

		/** Deletes all rows. Not one step: rows that are written meanwhile may stay. */
		public function clear(): void {}

		/** Frees the rows that have expired, which otherwise happens when their place is needed: how many. */
		public function sweep(): int {}

		/** Unmaps the table in this process. Others keep it. */
		public function destroy(): bool {}

		/** Rows that fit. */
		public function getSize(): int {}

		/** Bytes; 0 before create(). */
		public function getMemorySize(): int {}

		/**
		 * num, conflict_count, conflict_max_level, insert_count, update_count, delete_count,
		 * available_slice_num, total_slice_num as in Swoole; evict_count, expire_count; and repair_count: locks
		 * taken over from dead processes. False when it is not created.
		 */
		public function stats(): array|false {}

		/**
		 * foreach sees each row that is there all the time, once. Deleting any row meanwhile
		 * is allowed. Each foreach has a position of its own; these methods share one.
		 */
		public function rewind(): void {}

		public function next(): void {}

		public function current(): mixed {}

		public function key(): mixed {}

		public function valid(): bool {}
	}
}
