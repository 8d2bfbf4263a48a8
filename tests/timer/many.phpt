--TEST--
timer: thousands of timers fire in order of time
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine;
use CoroKit\Timer;
use function CoroKit\Coroutine\run;

mt_srand(5);
$fired = [];
run(function () use (&$fired) {
	for ($i = 0; $i < 5000; $i++) {
		$ms = mt_rand(1, 30);
		$ids[$i] = Timer::after($ms, function () use (&$fired, $ms) { $fired[] = $ms; });
	}
	for ($i = 0; $i < 5000; $i += 2) {
		Timer::clear($ids[$i]);
	}
	var_dump(count(Timer::list()));
});
var_dump(count($fired), Timer::stats()['num'], Timer::stats()['round']);
?>
--EXPECT--
int(2500)
int(2500)
int(0)
int(2500)
