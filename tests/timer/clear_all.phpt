--TEST--
timer: clearAll() inside a call
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine;
use CoroKit\Timer;
use function CoroKit\Coroutine\run;

run(function () {
	$object = new class { function __destruct() { echo "destructor\n"; } function call() { echo "call\n"; Timer::clearAll(); echo "cleared\n"; } };
	Timer::tick(1, [$object, 'call']);
	Timer::after(60000, fn () => $object);
	unset($object);
});
echo "end\n";
?>
--EXPECT--
call
cleared
destructor
end
