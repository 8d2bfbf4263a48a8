--TEST--
Lock: wrong arguments, order, and after destroy()
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Lock;

class Late extends Lock
{
	public function __construct() {}
}
$gone = new Lock;
$gone->destroy();
$lock = new Lock;
$late = new Late;
$wrong = [
	fn () => new Lock(9),
	fn () => new Lock('x'),
	fn () => new Lock(Lock::MUTEX, '/tmp/x'),
	fn () => new Lock(Lock::FILELOCK),
	fn () => new Lock(Lock::FILELOCK, "a\0b"),
	fn () => new Lock(Lock::FILELOCK, __DIR__ . '/no/such/dir/x'),
	fn () => $lock->__construct(),
	fn () => $lock->lock(99),
	fn () => $lock->lock(LOCK_UN),
	fn () => $lock->lock(LOCK_EX, 'x'),
	fn () => $lock->lockwait([]),
	fn () => $lock->trylock(1),
	fn () => $lock->unlock(),
	fn () => clone $lock,
	fn () => serialize($lock),
	fn () => $late->lock(),
	fn () => $late->unlock(),
	fn () => $gone->lock(),
	fn () => $gone->trylock(),
	fn () => $gone->lockwait(),
	fn () => $gone->lock_read(),
	fn () => $gone->trylock_read(),
	fn () => $gone->unlock(),
	fn () => $gone->abandoned(),
	fn () => $gone->destroy(),
];
foreach ($wrong as $i => $call) {
	try {
		var_dump($call());
	} catch (Throwable $e) {
		echo get_class($e), ': ', str_replace(__DIR__, '', $e->getMessage()), "\n";
	}
}
/* Freed while it is held: another one may have the chunk. */
$held = new Lock;
$held->lock();
unset($held);
$again = new Lock;
var_dump($again->trylock(), $again->abandoned());
?>
--EXPECT--
ValueError: CoroKit\Lock::__construct(): Argument #1 ($type) must be a constant of CoroKit\Lock
TypeError: CoroKit\Lock::__construct(): Argument #1 ($type) must be of type int, string given
ValueError: CoroKit\Lock::__construct(): Argument #2 ($filename) must be empty when argument #1 ($type) is not Lock::FILELOCK
ValueError: CoroKit\Lock::__construct(): Argument #2 ($filename) must be the name of a file
ValueError: CoroKit\Lock::__construct(): Argument #2 ($filename) must be the name of a file
CoroKit\Exception: The lock cannot be made: No such file or directory
CoroKit\Error: CoroKit\Lock is already constructed
ValueError: CoroKit\Lock::lock(): Argument #1 ($operation) must be LOCK_SH or LOCK_EX, with or without LOCK_NB
ValueError: CoroKit\Lock::lock(): Argument #1 ($operation) must be LOCK_SH or LOCK_EX, with or without LOCK_NB
TypeError: CoroKit\Lock::lock(): Argument #2 ($timeout) must be of type float, string given
TypeError: CoroKit\Lock::lockwait(): Argument #1 ($timeout) must be of type float, array given
ArgumentCountError: CoroKit\Lock::trylock() expects exactly 0 arguments, 1 given
CoroKit\Error: Coroutine -1 cannot unlock what it has not locked
Error: Trying to clone an uncloneable object of class CoroKit\Lock
Exception: Serialization of 'CoroKit\Lock' is not allowed
CoroKit\Error: Late is not constructed
CoroKit\Error: Late is not constructed
CoroKit\Error: CoroKit\Lock was destroyed
CoroKit\Error: CoroKit\Lock was destroyed
CoroKit\Error: CoroKit\Lock was destroyed
CoroKit\Error: CoroKit\Lock was destroyed
CoroKit\Error: CoroKit\Lock was destroyed
CoroKit\Error: CoroKit\Lock was destroyed
CoroKit\Error: CoroKit\Lock was destroyed
CoroKit\Error: CoroKit\Lock was destroyed
bool(true)
bool(false)
