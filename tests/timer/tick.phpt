--TEST--
timer: tick() calls again and again, also while a call waits
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine;
use CoroKit\Timer;
use function CoroKit\Coroutine\run;

$calls = $running = $peak = 0;
run(function () use (&$calls, &$running, &$peak) {
	Timer::tick(1, function (int $id, string $arg) use (&$calls, &$running, &$peak) {
		$calls++;
		$peak = max($peak, ++$running);
		if ($calls === 1) {
			var_dump(Timer::info($id)['interval'], $arg);
		}
		if ($calls === 5) {
			var_dump(Timer::clear($id), Timer::exists($id), Timer::clear($id));
		}
		Coroutine::sleep(0.02);
		$running--;
	}, 'x');
});
var_dump($calls, $peak > 1, $running);
?>
--EXPECT--
int(1)
string(1) "x"
bool(true)
bool(false)
bool(false)
int(5)
bool(true)
int(0)
