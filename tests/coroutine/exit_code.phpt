--TEST--
coroutine: the exit code of exit(), uncaught exceptions and fatal errors
--EXTENSIONS--
corokit
--FILE--
<?php
$php = [PHP_BINARY, '-n', '-d', 'extension=' . (getenv('COROKIT_SO') ?: dirname(__DIR__, 2) . '/modules/corokit.so'), '-d', 'display_errors=1', '-d', 'log_errors=0', '-r'];
foreach ([
	'CoroKit\Coroutine\run(function () { CoroKit\Coroutine::sleep(0.001); exit(7); });',
	'CoroKit\Coroutine\run(function () { exit("text\n"); });',
	'CoroKit\Coroutine\go(function () { CoroKit\Coroutine::sleep(0.001); exit(9); }); echo "main\n";',
	'CoroKit\Coroutine\run(function () { CoroKit\Coroutine::sleep(0.001); throw new Exception("thrown"); });',
	'CoroKit\Coroutine\run(function () { CoroKit\Coroutine::sleep(0.001); trigger_error("fatal", E_USER_ERROR); });',
	'CoroKit\Coroutine\run(function () { CoroKit\Coroutine::sleep(0.001); eval("class A {} class A {}"); });',
	'CoroKit\Timer::after(1, fn () => exit(11));',
	'register_shutdown_function(fn () => exit(13)); CoroKit\Coroutine\run(fn () => exit(12));',
] as $code) {
	$process = proc_open([...$php, $code], [1 => ['pipe', 'w'], 2 => ['redirect', 1]], $pipes);
	$output = stream_get_contents($pipes[1]);
	echo 'status ', proc_close($process), ': ', strtok(trim($output), "\n"), "\n";
}
?>
--EXPECT--
status 7: 
status 0: text
status 9: main
status 255: Fatal error: Uncaught Exception: thrown in Command line code:1
status 255: Fatal error: fatal in Command line code on line 1
status 255: Fatal error: Cannot declare class A, because the name is already in use in Command line code(1) : eval()'d code on line 1
status 11: 
status 13: 
