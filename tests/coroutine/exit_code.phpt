--TEST--
coroutine: the exit code of exit(), uncaught exceptions and fatal errors
--EXTENSIONS--
corokit
--FILE--
<?php
$php = [PHP_BINARY, '-n', '-d', 'extension=' . dirname(__DIR__, 2) . '/modules/corokit.so', '-d', 'display_errors=1', '-d', 'log_errors=0', '-r'];
foreach ([
	'CoroKit\Coroutine\run(function () { CoroKit\Coroutine::sleep(0.001); exit(7); });' => '',
	'CoroKit\Coroutine\run(function () { exit("text"); });' => 'text',
	'CoroKit\Coroutine\go(function () { CoroKit\Coroutine::sleep(0.001); exit(9); }); echo "main";' => 'main',
	'CoroKit\Coroutine\run(function () { CoroKit\Coroutine::sleep(0.001); throw new Exception("thrown"); });' => 'Fatal error: Uncaught Exception: thrown',
	'CoroKit\Coroutine\run(function () { CoroKit\Coroutine::sleep(0.001); trigger_error("fatal", E_USER_ERROR); });' => 'Fatal error: fatal in',
	'CoroKit\Coroutine\run(function () { CoroKit\Coroutine::sleep(0.001); eval("class A {} class A {}"); });' => 'class A',
	'CoroKit\Timer::after(1, fn () => exit(11));' => '',
	'register_shutdown_function(fn () => exit(13)); CoroKit\Coroutine\run(fn () => exit(12));' => '',
] as $code => $expected) {
	$process = proc_open([...$php, $code], [1 => ['pipe', 'w'], 2 => ['redirect', 1]], $pipes);
	$output = stream_get_contents($pipes[1]);
	$status = proc_close($process);
	echo "$status ", str_contains($output, $expected) && ($expected !== '' || $output === '') ? 'as expected' : $output, "\n";
}
?>
--EXPECT--
7 as expected
0 as expected
9 as expected
255 as expected
255 as expected
255 as expected
11 as expected
13 as expected
