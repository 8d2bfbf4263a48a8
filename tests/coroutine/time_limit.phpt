--TEST--
coroutine: setTimeLimit()
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine;
use CoroKit\Coroutine\TimeoutException;
use function CoroKit\Coroutine\{go, run};

run(function () {
	$waits = go(function () {
		var_dump(Coroutine::setTimeLimit(0.002));
		try {
			Coroutine::sleep(60);
		} catch (TimeoutException $e) {
			echo get_class($e), ' line ', $e->getLine(), "\n";
		}
		var_dump(Coroutine::sleep(0.001));
	});
	Coroutine::join([$waits]);
	$busy = go(function () {
		Coroutine::setTimeLimit(0.001);
		$end = hrtime(true) + 5_000_000;
		while (hrtime(true) < $end);
		try {
			Coroutine::sleep(60);
			echo "not reached\n";
		} catch (TimeoutException) {
			echo "in its next wait\n";
		}
	});
	Coroutine::join([$busy]);
	$taken_back = go(function () {
		Coroutine::setTimeLimit(0.001);
		var_dump(Coroutine::setTimeLimit(0), Coroutine::sleep(0.005));
		Coroutine::setTimeLimit(60);
	});
});
echo "no limit is left behind\n";
?>
--EXPECT--
bool(true)
CoroKit\Coroutine\TimeoutException line 10
bool(true)
in its next wait
bool(false)
bool(true)
no limit is left behind
