--TEST--
coroutine: deferred calls run at the end, the last first
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine;
use function CoroKit\Coroutine\{defer, go, run};

run(function () {
	go(function () {
		defer(fn () => print("first\n"));
		Coroutine::defer(function () {
			echo "second, cid ", Coroutine::getCid(), "\n";
			defer(fn () => print("deferred by the second\n"));
			Coroutine::sleep(0.001);
			echo "second waited\n";
		});
		defer(fn () => print("third\n"));
		echo "body\n";
	});
	echo "outside\n";
});
?>
--EXPECT--
body
third
second, cid 2
outside
second waited
deferred by the second
first
