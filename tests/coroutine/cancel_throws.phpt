--TEST--
coroutine: cancel() with an exception
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine;
use CoroKit\Coroutine\CanceledException;
use function CoroKit\Coroutine\{go, run};

function waits() {
	try {
		Coroutine::sleep(60);
		echo "not reached\n";
	} finally {
		echo "finally\n";
	}
}

run(function () {
	$cid = go(function () {
		try {
			waits();
		} catch (CanceledException $e) {
			echo get_class($e), ' line ', $e->getLine(), "\n", $e->getTraceAsString(), "\n";
		}
		echo "goes on\n";
	});
	var_dump(Coroutine::cancel($cid, true));
	Coroutine::join([$cid]);
});
echo "uncaught:\n";
run(function () {
	$cid = go(waits(...));
	Coroutine::cancel($cid, true);
	Coroutine::sleep(60);
});
echo "not reached\n";
?>
--EXPECTF--
bool(true)
finally
CoroKit\Coroutine\CanceledException line 8
#0 %scancel_throws.php(8): CoroKit\Coroutine::sleep(60)
#1 %scancel_throws.php(18): waits()
#2 [internal function]: {closure%S}()
#3 {main}
goes on
uncaught:
finally

Fatal error: Uncaught CoroKit\Coroutine\CanceledException: The coroutine was cancelled in %scancel_throws.php:8
Stack trace:
#0 %scancel_throws.php(8): CoroKit\Coroutine::sleep(60)
#1 [internal function]: waits()
#2 {main}
  thrown in %scancel_throws.php on line 8
