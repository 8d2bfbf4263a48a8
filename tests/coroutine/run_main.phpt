--TEST--
coroutine: run(), timers and deadlocks where the main script is a coroutine
--EXTENSIONS--
corokit
--INI--
corokit.run_main=1
--FILE--
<?php
use CoroKit\Coroutine;
use CoroKit\Timer;
use function CoroKit\Coroutine\{go, run};

var_dump(Coroutine::getCid());
var_dump(run(function () {
	Timer::tick(1, function (int $id) { static $n = 0; if (++$n === 2) { Timer::clear($id); echo "last tick\n"; } });
	go(function () { Coroutine::sleep(0.001); go(function () { Coroutine::sleep(0.001); }); });
}), Coroutine::stats()['coroutine_num']);
try {
	run(fn () => Coroutine::yield());
} catch (CoroKit\Error $e) {
	echo strtok($e->getMessage(), "\n"), ' line ', $e->getLine(), "\n";
}
Coroutine::set(['enable_deadlock_check' => false]);
var_dump(run(fn () => Coroutine::yield()));
set_exception_handler(fn ($e) => print("handler: {$e->getMessage()}\n"));
register_shutdown_function(fn () => print("shutdown\n"));
try {
	run(function () { Coroutine::sleep(0.001); throw new Exception('uncaught'); });
	echo "not reached\n";
} finally {
	echo "finally\n";
}
?>
--EXPECTF--
int(1)
last tick
bool(true)
int(1)
Deadlock: 2 coroutines wait and nothing is left that could wake one line 12
bool(false)
handler: uncaught
finally
shutdown
