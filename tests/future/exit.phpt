--TEST--
future: exit() in its coroutine ends the script, whoever waits
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine;
use function CoroKit\Coroutine\{async, run};

register_shutdown_function(fn () => print("shutdown\n"));
run(function () {
	$f = async(function () { Coroutine::sleep(0.001); exit("exit\n"); });
	try {
		$f->await();
		echo "not reached\n";
	} catch (Throwable $e) {
		echo "not reached\n";
	} finally {
		echo "finally\n";
	}
});
?>
--EXPECT--
exit
finally
shutdown
