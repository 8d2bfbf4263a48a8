--TEST--
coroutine: a deadlock is an Error that lists every coroutine
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine;
use function CoroKit\Coroutine\{go, run};

function waits() { Coroutine::yield(); }
try {
	run(function () {
		go('waits');
		$a = go(function () {
			try { waits(); } finally { echo "finally\n"; }
		});
		Coroutine::join([$a]);
	});
} catch (CoroKit\Error $e) {
	echo $e->getMessage(), "\n";
}
Coroutine::set(['enable_deadlock_check' => false]);
var_dump(run(fn () => waits()));
var_dump(Coroutine::stats()['coroutine_num']);
run(function () { go(fn () => Coroutine::sleep(0.002)); });
Coroutine::set(['enable_deadlock_check' => true]);
go('waits');
echo "end of script\n";
?>
--EXPECTF--
finally
Deadlock: 3 coroutines wait and nothing is left that could wake one

[coroutine 1] waits for the end of other coroutines, created by {main} at %sdeadlock.php:7
#0 %sdeadlock.php(12): CoroKit\Coroutine::join()
#1 [internal function]: {closure%S}()

[coroutine 2] waits for resume, created by coroutine 1 at %sdeadlock.php:8
#0 %sdeadlock.php(5): CoroKit\Coroutine::yield()
#1 [internal function]: waits()

[coroutine 3] waits for resume, created by coroutine 1 at %sdeadlock.php:9
#0 %sdeadlock.php(5): CoroKit\Coroutine::yield()
#1 %sdeadlock.php(10): waits()
#2 [internal function]: {closure%S}()
bool(false)
int(0)
end of script

Fatal error: Uncaught CoroKit\Error: Deadlock: 1 coroutine waits and nothing is left that could wake one

[coroutine 7] waits for resume, created by {main} at %sdeadlock.php:22
#0 %sdeadlock.php(5): CoroKit\Coroutine::yield()
#1 [internal function]: waits() in [no active file]:0
Stack trace:
#0 [internal function]: {corokit}()
#1 {main}
  thrown in [no active file] on line 0
