--TEST--
coroutine: backtraces of the current and of waiting coroutines
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine;
use function CoroKit\Coroutine\{go, run};

class C { function wait(string $arg) { Coroutine::yield(); } }
function trace() { return Coroutine::getBackTrace(); }
run(function () {
	$cid = go(function () { (new C)->wait('x'); });
	$trace = Coroutine::getBackTrace($cid);
	echo count($trace), ' ', $trace[0]['class'], $trace[0]['type'], $trace[0]['function'], ' ', $trace[0]['line'], "\n";
	echo $trace[1]['class'], $trace[1]['type'], $trace[1]['function'], ' ', get_class($trace[1]['object']), ' ', $trace[1]['args'][0], "\n";
	var_dump(isset(Coroutine::getBackTrace($cid, 0)[1]['object']), isset(Coroutine::getBackTrace($cid, DEBUG_BACKTRACE_IGNORE_ARGS)[1]['args']));
	var_dump(count(Coroutine::getBackTrace($cid, 0, 1)), Coroutine::getBackTrace(99));
	Coroutine::printBackTrace($cid);
	echo "--\n";
	Coroutine::printBackTrace($cid, 0, 1);
	echo "--\n";
	Coroutine::printBackTrace();
	echo count(trace()), ' ', trace()[1]['function'], "\n";
	Coroutine::resume($cid);
});
var_dump(count(Coroutine::getBackTrace()));
?>
--EXPECTF--
3 CoroKit\Coroutine::yield 5
C->wait C x
bool(false)
bool(false)
int(1)
bool(false)
#0 %sbacktrace.php(5): CoroKit\Coroutine::yield()
#1 %sbacktrace.php(8): C->wait('x')
#2 [internal function]: {closure%S}()
--
#0 %sbacktrace.php(5): CoroKit\Coroutine::yield()
--
#0 %sbacktrace.php(18): CoroKit\Coroutine::printBackTrace()
#1 [internal function]: {closure%S}()
3 trace
int(1)
