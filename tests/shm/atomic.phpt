--TEST--
Atomic: arithmetic, limits, comparison
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Atomic;

$a = new Atomic(5);
var_dump($a->add(), $a->add(10), $a->sub(6), $a->get());
var_dump($a->cmpset(10, 3), $a->cmpset(10, 4), $a->get());
$a->set(0);
var_dump($a->sub(), $a->add());
$a->set(-1);
var_dump($a->get());
$l = new Atomic\Long(PHP_INT_MAX);
var_dump($l->add() === PHP_INT_MIN, $l->sub() === PHP_INT_MAX, $l->cmpset(PHP_INT_MAX, -7), $l->get(), $l->add(-3), $l->sub(-10));
foreach ([fn () => new Atomic('x'), fn () => $a->add([]), fn () => $a->cmpset(1), fn () => $a->wakeup(0), fn () => clone $a, fn () => serialize($a)] as $wrong) {
	try {
		$wrong();
	} catch (Throwable $e) {
		echo get_class($e), ': ', $e->getMessage(), "\n";
	}
}
?>
--EXPECT--
int(6)
int(16)
int(10)
int(10)
bool(true)
bool(false)
int(3)
int(4294967295)
int(0)
int(4294967295)
bool(true)
bool(true)
bool(true)
int(-7)
int(-10)
int(0)
TypeError: CoroKit\Atomic::__construct(): Argument #1 ($value) must be of type int, string given
TypeError: CoroKit\Atomic::add(): Argument #1 ($add_value) must be of type int, array given
ArgumentCountError: CoroKit\Atomic::cmpset() expects exactly 2 arguments, 1 given
ValueError: CoroKit\Atomic::wakeup(): Argument #1 ($count) must be greater than 0
Error: Trying to clone an uncloneable object of class CoroKit\Atomic
Exception: Serialization of 'CoroKit\Atomic' is not allowed
