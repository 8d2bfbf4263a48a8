--TEST--
future: no new, no clone, no await outside, max_coroutine
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine;
use CoroKit\Future;
use function CoroKit\Coroutine\async;

$waiting = async(fn () => Coroutine::yield());
foreach ([
	fn () => new Future,
	fn () => clone $waiting,
	fn () => serialize($waiting),
	fn () => $waiting->x = 1,
	fn () => $waiting->await(),
	fn () => async('nothing'),
] as $call) {
	try {
		$call();
	} catch (Throwable $e) {
		echo get_class($e), ': ', $e->getMessage(), "\n";
	}
}
Coroutine::set(['max_coroutine' => 1]);
try {
	async(fn () => 1);
} catch (CoroKit\Error $e) {
	echo $e->getMessage(), "\n";
}
var_dump(Coroutine::resume($waiting->getCid()), $waiting->isDone(), $waiting->await());
?>
--EXPECTF--
Error: Call to private CoroKit\Future::__construct() from global scope
Error: Trying to clone an uncloneable object of class CoroKit\Future
Exception: Serialization of 'CoroKit\Future' is not allowed
Error: Cannot create dynamic property CoroKit\Future::$x
CoroKit\Error: CoroKit\Future::await() must be called in a coroutine, where the engine allows a switch
TypeError: CoroKit\Coroutine\async(): Argument #1 ($fn) must be a valid callback, function "nothing" not found or invalid function name
Cannot create a coroutine: max_coroutine is reached
bool(true)
bool(true)
bool(true)
