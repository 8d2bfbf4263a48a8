<?php
use CoroKit\Coroutine;
use function CoroKit\Coroutine\{defer, go, run};

run(function () {
	$a = go(function () {
		defer(fn () => print("a deferred\n"));
		Coroutine::yield();
		echo "a ends\n";
	});
	$b = go(function () { Coroutine::yield(); echo "b ends\n"; });
	go(function () use ($a, $b) {
		Coroutine::sleep(0.001);
		Coroutine::resume($b);
		Coroutine::resume($a);
	});
	var_dump(Coroutine::join([$a, $b]));

	var_dump(Coroutine::join([$a, $b]), corokit_last_error() === COROKIT_ERROR_INVALID_PARAMS);
	var_dump(Coroutine::join([]), Coroutine::join([12345]));
	var_dump(Coroutine::join([Coroutine::getCid()]), corokit_last_error() === COROKIT_ERROR_WRONG_OPERATION);

	$c = go(function () { Coroutine::yield(); echo "c ends\n"; });
	$d = go(function () { Coroutine::yield(); echo "d ends\n"; });
	var_dump(Coroutine::join([$c, $d], 0.001), corokit_last_error() === COROKIT_ERROR_CO_TIMEDOUT);
	$waiters = [];
	foreach ([1, 2] as $n) {
		$waiters[] = go(function () use ($n, $c, $d) {
			echo "waiter $n ", json_encode(Coroutine::join([$c, $d, $c])), "\n";
		});
	}
	$canceled = go(function () use ($c, $d) {
		var_dump(Coroutine::join([$d, $c]), corokit_last_error() === COROKIT_ERROR_CO_CANCELED);
	});
	Coroutine::cancel($canceled);
	Coroutine::join([$canceled]);
	Coroutine::resume($d);
	Coroutine::resume($c);
	Coroutine::join($waiters);
});
?>
