--TEST--
timer: after() calls once, in order of time, in new coroutines
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine;
use CoroKit\Timer;
use function CoroKit\Coroutine\run;

run(function () {
	$late = Timer::after(20, function (string ...$args) { echo 'late ', implode(',', $args), ', parent ', Coroutine::getPcid(), "\n"; }, 'a', 'b');
	$early = Timer::after(1, function () use (&$early) {
		echo 'early, in ', Coroutine::getCid() > 1 ? 'a coroutine' : 'none', "\n";
		var_dump(func_num_args(), Timer::exists($early), Timer::clear($early));
	});
	var_dump($early === $late + 1, Timer::exists($early), Timer::exists($late), Timer::exists(99));
	echo implode(',', array_diff([...Timer::list()], [$early, $late])), get_class(Timer::list()), "\n";
	$cleared = Timer::after(1, fn () => print("not reached\n"));
	var_dump(Timer::clear($cleared), Timer::clear($cleared), Timer::info($cleared));
	$info = Timer::info($late);
	var_dump(array_keys($info) === ['exec_msec', 'exec_count', 'interval', 'round', 'removed'], $info['interval'], $info['exec_count'], $info['removed']);
	var_dump(Timer::stats());
});
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
bool(false)
CoroKit\Timer\Iterator
bool(true)
bool(false)
NULL
bool(true)
int(0)
int(0)
bool(false)
array(3) {
  ["initialized"]=>
  bool(true)
  ["num"]=>
  int(2)
  ["round"]=>
  int(0)
}
early, in a coroutine
int(0)
bool(false)
bool(false)
late a,b, parent -1
