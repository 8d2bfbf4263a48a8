--TEST--
coroutine: what suspends throws outside a coroutine
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine;

foreach ([
	fn () => Coroutine::yield(),
	fn () => Coroutine::suspend(),
	fn () => Coroutine::sleep(0.001),
	fn () => Coroutine::join([1]),
	fn () => Coroutine::defer(fn () => 1),
	fn () => Coroutine::isCanceled(),
	fn () => Coroutine::setTimeLimit(1),
] as $call) {
	try {
		$call();
	} catch (CoroKit\Error $e) {
		echo $e->getCode(), ' ', $e->getMessage(), "\n";
	}
}
var_dump(Coroutine::getContext(), Coroutine::cancel(-1), Coroutine::getElapsed());
try {
	new Coroutine;
} catch (Error $e) {
	echo $e->getMessage(), "\n";
}
?>
--EXPECT--
10001 CoroKit\Coroutine::yield() must be called in a coroutine, where the engine allows a switch
10001 CoroKit\Coroutine::yield() must be called in a coroutine, where the engine allows a switch
10001 CoroKit\Coroutine::sleep() must be called in a coroutine, where the engine allows a switch
10001 CoroKit\Coroutine::join() must be called in a coroutine, where the engine allows a switch
10001 CoroKit\Coroutine::defer() must be called in a coroutine, where the engine allows a switch
10001 CoroKit\Coroutine::isCanceled() must be called in a coroutine, where the engine allows a switch
10001 CoroKit\Coroutine::setTimeLimit() must be called in a coroutine, where the engine allows a switch
NULL
bool(false)
int(-1)
Call to private CoroKit\Coroutine::__construct() from global scope
