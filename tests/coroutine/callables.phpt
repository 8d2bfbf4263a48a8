--TEST--
coroutine: every kind of callable can be a coroutine
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine;

function f(...$args) { echo __FUNCTION__, ' ', implode(',', $args), "\n"; }
class C {
	function m(...$args) { echo __METHOD__, ' ', implode(',', $args), "\n"; }
	static function s(...$args) { echo __METHOD__, ' ', static::class, ' ', implode(',', $args), "\n"; }
	function __call($name, $args) { echo "__call $name ", implode(',', $args), "\n"; }
	static function __callStatic($name, $args) { echo "__callStatic $name ", implode(',', $args), "\n"; }
	function __invoke(...$args) { echo __METHOD__, ' ', implode(',', $args), "\n"; }
}
class D extends C {}

Coroutine::create('f', 1);
Coroutine::create('C::s', 2);
Coroutine::create(['D', 's'], 3);
Coroutine::create([new C, 'm'], 4);
Coroutine::create([new C, 'magic'], 5);
Coroutine::create('C::magic', 6);
Coroutine::create(new C, 7);
Coroutine::create((new C)->m(...), 8);
Coroutine::create((new C)->magic(...), 9);
Coroutine::create(C::magic(...), 10);
Coroutine::create('printf', "%s\n", 11);
try {
	Coroutine::create('nothing');
} catch (TypeError $e) {
	echo $e->getMessage(), "\n";
}
try {
	Coroutine::create();
} catch (ArgumentCountError $e) {
	echo $e->getMessage(), "\n";
}
?>
--EXPECT--
f 1
C::s C 2
C::s D 3
C::m 4
__call magic 5
__callStatic magic 6
C::__invoke 7
C::m 8
__call magic 9
__callStatic magic 10
11
CoroKit\Coroutine::create(): Argument #1 ($func) must be a valid callback, function "nothing" not found or invalid function name
CoroKit\Coroutine::create() expects at least 1 argument, 0 given
