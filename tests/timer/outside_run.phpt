--TEST--
timer: timers of the main script keep it alive until they are cleared
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine;
use CoroKit\Timer;

$n = 0;
Timer::tick(1, function (int $id) use (&$n) {
	echo "tick ", ++$n, "\n";
	if ($n === 3) {
		Timer::clear($id);
		Timer::after(1, fn () => print("after, in " . (Coroutine::getCid() > 0 ? 'a coroutine' : '{main}') . "\n"));
	}
});
register_shutdown_function(fn () => print("shutdown function\n"));
echo "end of script\n";
?>
--EXPECT--
end of script
shutdown function
tick 1
tick 2
tick 3
after, in a coroutine
