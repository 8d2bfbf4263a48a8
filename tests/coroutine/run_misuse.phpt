--TEST--
coroutine: run() inside run(), twice, with nothing
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine;
use function CoroKit\Coroutine\{go, run};

run(function () {
	var_dump(run(fn () => print("not reached\n")), corokit_last_error() === COROKIT_ERROR_WRONG_OPERATION);
	$scheduler = new Coroutine\Scheduler;
	$scheduler->add(fn () => print("not reached\n"));
	var_dump($scheduler->start());
});
var_dump(run(function () { go(fn () => Coroutine::sleep(0.002)); }), run(fn () => 1));
try {
	run('nothing');
} catch (TypeError $e) {
	echo $e->getMessage(), "\n";
}
?>
--EXPECTF--
Warning: CoroKit\Coroutine\run(): the event loop is already running in %srun_misuse.php on line 6
bool(false)
bool(true)

Warning: CoroKit\Coroutine\Scheduler::start(): the event loop is already running in %srun_misuse.php on line 9
bool(false)
bool(true)
bool(true)
CoroKit\Coroutine\run(): Argument #1 ($fn) must be a valid callback, function "nothing" not found or invalid function name
