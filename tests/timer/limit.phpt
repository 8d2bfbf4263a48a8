--TEST--
timer: a firing above max_coroutine waits for room
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine;
use CoroKit\Timer;
use function CoroKit\Coroutine\run;

Coroutine::set(['max_coroutine' => 1]);
run(function () {
	Timer::after(1, fn () => print("fired\n"));
	Coroutine::sleep(0.01);
	echo "room\n";
});
?>
--EXPECT--
room
fired
