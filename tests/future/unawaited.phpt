--TEST--
future: a failure that nobody awaited is a warning
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine;
use function CoroKit\Coroutine\{async, run};

run(function () {
	async(function () { Coroutine::sleep(0.001); throw new Exception('dropped before'); });
	$kept = async(fn () => throw new Exception('dropped after'));
	echo "drop\n";
	unset($kept);
	Coroutine::sleep(0.005);
	async(fn () => throw new Exception('at once'));
	$seen = async(fn () => throw new Exception('seen'));
	try {
		$seen->await();
	} catch (Exception) {
	}
	unset($seen);
});
$last = async(fn () => throw new Exception('at the end'));
echo "end of script\n";
?>
--EXPECTF--
drop

Warning: Uncaught Exception: dropped after in %sunawaited.php:7
Stack trace:
#0 [internal function]: {closure%S}()
#1 {main}
  thrown in %sunawaited.php on line 7

Warning: Uncaught Exception: dropped before in %sunawaited.php:6
Stack trace:
#0 [internal function]: {closure%S}()
#1 {main}
  thrown in %sunawaited.php on line 6

Warning: Uncaught Exception: at once in %sunawaited.php:11
Stack trace:
#0 [internal function]: {closure%S}()
#1 {main}
  thrown in %sunawaited.php on line 11
end of script

Warning: Uncaught Exception: at the end in %sunawaited.php:19
Stack trace:
#0 [internal function]: {closure%S}()
#1 {main}
  thrown in %sunawaited.php on line 19
