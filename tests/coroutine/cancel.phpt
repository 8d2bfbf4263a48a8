--TEST--
coroutine: cancel() of one that waits, runs, has ended
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine;
use function CoroKit\Coroutine\{go, run};

run(function () {
	$sleeper = go(function () {
		var_dump(Coroutine::sleep(60), corokit_last_error() === COROKIT_ERROR_CO_CANCELED, Coroutine::isCanceled());
		var_dump(Coroutine::sleep(0.001), Coroutine::isCanceled());
	});
	var_dump(Coroutine::cancel($sleeper));
	echo "not yet\n";
	var_dump(Coroutine::cancel($sleeper), corokit_last_error() === COROKIT_ERROR_CO_CANNOT_CANCEL);
	Coroutine::join([$sleeper]);

	$yielder = go(fn () => var_dump(Coroutine::yield()));
	var_dump(Coroutine::cancel($yielder));
	Coroutine::join([$yielder]);

	var_dump(Coroutine::cancel($yielder), corokit_last_error() === COROKIT_ERROR_CO_NOT_EXISTS);
	var_dump(Coroutine::cancel($yielder, true), corokit_last_error() === COROKIT_ERROR_CO_NOT_EXISTS);
	var_dump(Coroutine::cancel(Coroutine::getCid()), corokit_last_error() === COROKIT_ERROR_CO_CANNOT_CANCEL);
	var_dump(Coroutine::cancel(Coroutine::getCid(), true));
	var_dump(Coroutine::cancel(0), Coroutine::cancel(12345));
});
?>
--EXPECT--
bool(true)
not yet
bool(false)
bool(true)
bool(false)
bool(true)
bool(true)
bool(true)
bool(false)
bool(true)
bool(false)
bool(false)
bool(true)
bool(false)
bool(true)
bool(false)
bool(true)
bool(false)
bool(false)
bool(false)
