--TEST--
timer: wrong arguments
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Timer;

var_dump(Timer::after(0, fn () => 1), Timer::tick(-1, fn () => 1));
foreach ([fn () => Timer::after(1, 'nothing'), fn () => Timer::tick(1), fn () => Timer::after('x', fn () => 1), fn () => Timer::clear(), fn () => new Timer] as $call) {
	try {
		$call();
	} catch (Error $e) {
		echo get_class($e), ': ', $e->getMessage(), "\n";
	}
}
var_dump(Timer::clear(1), Timer::exists(1), Timer::info(1), Timer::clearAll(), count(Timer::list()), Timer::stats());
$far = Timer::after(PHP_INT_MAX, fn () => 1);
var_dump(Timer::exists($far), Timer::clearAll(), Timer::exists($far));
var_dump(COROKIT_TIMER_MIN_MS, COROKIT_TIMER_MAX_MS === PHP_INT_MAX, COROKIT_TIMER_MIN_SEC);
?>
--EXPECTF--
Warning: CoroKit\Timer::after(): Timer must be greater than or equal to 1 in %smisuse.php on line 4

Warning: CoroKit\Timer::tick(): Timer must be greater than or equal to 1 in %smisuse.php on line 4
bool(false)
bool(false)
TypeError: CoroKit\Timer::after(): Argument #2 ($callback) must be a valid callback, function "nothing" not found or invalid function name
ArgumentCountError: CoroKit\Timer::tick() expects at least 2 arguments, 1 given
TypeError: CoroKit\Timer::after(): Argument #1 ($ms) must be of type int, string given
ArgumentCountError: CoroKit\Timer::clear() expects exactly 1 argument, 0 given
Error: Call to private CoroKit\Timer::__construct() from global scope
bool(false)
bool(false)
NULL
bool(true)
int(0)
array(3) {
  ["initialized"]=>
  bool(false)
  ["num"]=>
  int(0)
  ["round"]=>
  int(0)
}
bool(true)
bool(true)
bool(false)
int(1)
bool(true)
float(0.001)
