--TEST--
coroutine: a Fiber that waits inside a coroutine parks it as a whole
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine;
use function CoroKit\Coroutine\{go, run};

run(function () {
	$cid = go(function () {
		$fiber = new Fiber(function (int $n) {
			while ($n < 3) {
				echo "fiber in ", Coroutine::getCid(), " got $n\n";
				Coroutine::yield();
				$n = Fiber::suspend($n * 10);
			}
			return 'done';
		});
		$sent = $fiber->start(0);
		for ($i = 1; !$fiber->isTerminated(); $i++) {
			echo "suspended with $sent\n";
			$sent = $fiber->resume($i);
		}
		echo $fiber->getReturn(), "\n";
	});
	for ($i = 0; $i < 3; $i++) {
		echo "other\n";
		Coroutine::resume($cid);
	}
	var_dump(Coroutine::exists($cid));
	$fiber = new Fiber(function () {
		$cid = go(function () { Coroutine::yield(); echo "made in a fiber\n"; });
		Fiber::suspend($cid);
		echo "fiber again\n";
	});
	$cid = $fiber->start();
	Coroutine::resume($cid);
	$fiber->resume();
});
?>
--EXPECT--
fiber in 2 got 0
other
suspended with 0
fiber in 2 got 1
other
suspended with 10
fiber in 2 got 2
other
suspended with 20
done
bool(false)
made in a fiber
fiber again
