--TEST--
coroutine: an exception in a deferred call does not stop the others
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine;
use function CoroKit\Coroutine\{defer, go, run};

set_exception_handler(function ($e) {
	echo 'uncaught: ', $e->getMessage(), "\n";
});
register_shutdown_function(fn () => print("shutdown\n"));
run(function () {
	go(function () {
		defer(fn () => print("first\n"));
		defer(fn () => throw new Exception('in second'));
		defer(fn () => print("third\n"));
	});
	echo "not reached\n";
});
echo "not reached\n";
?>
--EXPECTF--
third
uncaught: in second
first
shutdown
