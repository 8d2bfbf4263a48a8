--TEST--
server: what a callback of the supervisor throws stops the server and comes out of start()
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/server.php';

$server = start_server(<<<'PHP'
    $server->on('workerStop', fn () => print("workerStop\n"));
    $server->on('beforeReload', fn () => throw new Exception('no reload today'));
    $server->on('request', fn ($request, $response) => $response->end('hello'));
    $server->on('workerStart', fn () => print("ready\n"));
    register_shutdown_function(fn () => print("the script ends\n"));
PHP);
$server->waitFor('~ready~');
echo $server->get('/'), "\n";
$server->signal(10);
preg_match_all('~^(workerStop|the script.*|.*no reload today)~m', $server->end(), $lines);
echo implode("\n", $lines[0]), "\n";

/* exit() there ends the script, in order. */
$server = start_server(<<<'PHP'
    $server->on('workerStop', fn () => print("workerStop\n"));
    $server->on('workerStart', fn () => print("ready\n"));
    $server->on('workerError', fn () => exit("exit of the supervisor\n"));
    $server->on('request', fn ($request, $response) => $response->end((string) getmypid()));
    $server->set(['worker_num' => 2]);
    register_shutdown_function(fn () => print("the script ends\n"));
PHP);
$server->waitForCount('ready', 2);
$server->sendSignal((int) $server->get('/'), 9);
echo preg_replace('~^\[.*\n~m', '', $server->end());
?>
--EXPECT--
hello
workerStop
Fatal error: Uncaught Exception: no reload today
the script ends
ready
ready
exit of the supervisor
workerStop
the script ends
