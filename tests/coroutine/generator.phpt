--TEST--
coroutine: generators that wait, and one shared by two coroutines
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine;
use function CoroKit\Coroutine\{go, run};

function numbers() {
	try {
		for ($i = 0; $i < 3; $i++) {
			Coroutine::sleep(0.001);
			yield $i;
		}
	} finally {
		echo "finally\n";
	}
}
function outer() { yield from numbers(); return 'r'; }
run(function () {
	$g = outer();
	$cid = go(function () use ($g) {
		foreach ($g as $n) {
			echo "n $n\n";
		}
		echo $g->getReturn(), "\n";
	});
	try {
		$g->next();
	} catch (Error $e) {
		echo $e->getMessage(), "\n";
	}
	Coroutine::join([$cid]);
	$cid = go(function () {
		try {
			foreach (numbers() as $n) {
				Coroutine::yield();
			}
		} catch (Coroutine\CanceledException) {
			echo "cancelled\n";
		}
	});
	Coroutine::sleep(0.005);
	try {
		Coroutine::cancel($cid, true);
		Coroutine::join([$cid]);
	} finally {
		echo "end\n";
	}
});
?>
--EXPECT--
Cannot resume an already running generator
n 0
n 1
n 2
finally
r
finally
cancelled
end
