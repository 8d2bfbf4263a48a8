--TEST--
coroutine: @ and error handlers across waits
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine;
use function CoroKit\Coroutine\{go, run};

function warn(string $text) { Coroutine::yield(); trigger_error($text, E_USER_WARNING); }
set_error_handler(function (int $code, string $text) {
	echo (error_reporting() & $code) ? "seen: $text\n" : "silenced: $text\n";
	return true;
});
run(function () {
	$a = go(fn () => @warn('a'));
	$b = go(fn () => warn('b'));
	warn2();
	Coroutine::resume($a);
	Coroutine::resume($b);
	$c = go(function () { try { @warn('c'); } finally { var_dump(error_reporting() === E_ALL); } });
	Coroutine::resume($c);
});
function warn2() { trigger_error('main', E_USER_WARNING); }
var_dump(error_reporting() === E_ALL);
?>
--EXPECT--
seen: main
silenced: a
seen: b
silenced: c
bool(true)
bool(true)
