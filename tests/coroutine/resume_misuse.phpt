--TEST--
coroutine: resume() of what does not wait in yield() warns
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine;
use function CoroKit\Coroutine\{go, run};

run(function () {
	var_dump(Coroutine::resume(99));
	var_dump(Coroutine::resume(Coroutine::getCid()));
	$sleeper = go(fn () => Coroutine::sleep(60));
	var_dump(Coroutine::resume($sleeper));
	Coroutine::cancel($sleeper);
	$a = go(function () { Coroutine::suspend(); echo "resumed\n"; });
	var_dump(Coroutine::resume($a), Coroutine::resume($a));
});
?>
--EXPECTF--
Warning: CoroKit\Coroutine::resume(): can not resume the coroutine which is in IO operation or non-existent in %s on line 6
bool(false)

Warning: CoroKit\Coroutine::resume(): can not resume the coroutine which is in IO operation or non-existent in %s on line 7
bool(false)

Warning: CoroKit\Coroutine::resume(): can not resume the coroutine which is in IO operation or non-existent in %s on line 9
bool(false)
resumed

Warning: CoroKit\Coroutine::resume(): can not resume the coroutine which is in IO operation or non-existent in %s on line 12
bool(true)
bool(false)
