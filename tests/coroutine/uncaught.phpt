--TEST--
coroutine: an uncaught exception is reported as PHP does
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine;
use function CoroKit\Coroutine\{go, run};

function inner() { Coroutine::sleep(0.001); throw new RuntimeException('thrown', 3, new LogicException('before')); }
register_shutdown_function(fn () => print("shutdown\n"));
run(function () {
	go(inner(...));
	try {
		Coroutine::sleep(60);
	} finally {
		echo "finally\n";
	}
});
echo "not reached\n";
?>
--EXPECTF--
Fatal error: Uncaught LogicException: before in %suncaught.php:5
Stack trace:
#0 [internal function]: inner()
#1 {main}

Next RuntimeException: thrown in %suncaught.php:5
Stack trace:
#0 [internal function]: inner()
#1 {main}
  thrown in %suncaught.php on line 5
finally
shutdown
