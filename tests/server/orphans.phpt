--TEST--
server: workers whose supervisor is killed answer what they have and end
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/server.php';

$gate = new Gate;
$server = start_server(<<<'PHP'
    $server->set(['worker_num' => 2, 'max_wait_time' => 60]);
    $server->on('workerStart', fn () => print("workerStart\n"));
    $server->on('workerStop', fn () => print("workerStop\n"));
    $server->on('request', function ($request, $response) {
        pass_gate();
        $response->end('answered');
    });
PHP, $gate);
$server->waitForCount("workerStart\n", 2);
$client = $server->send('/');
[, $held] = $gate->next();
$server->signal(9);
$server->waitForCount('the supervisor is gone', 2);
$gate->release($held);
echo implode(' ', $server->receive($client)), "\n";
$server->end();
echo substr_count($server->output, "workerStop\n"), "\n";
?>
--EXPECT--
200 answered
2
