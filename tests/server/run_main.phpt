--TEST--
server: started by a script that is a coroutine itself
--EXTENSIONS--
corokit
--INI--
corokit.run_main=1
--FILE--
<?php
require __DIR__ . '/../inc/server.php';

$gate = new Gate;
$server = start_server(<<<'PHP'
    $server->set(['worker_num' => 2, 'log_level' => COROKIT_LOG_WARNING, 'max_wait_time' => 60]);
    $server->on('workerStart', fn () => print("start\n"));
    $server->on('workerStop', fn () => print("stop\n"));
    $server->on('request', function ($request, $response) {
        pass_gate();
        $response->end('answered');
    });
    register_shutdown_function(fn () => print("the script ends\n"));
PHP, $gate);
$server->waitForCount('start', 2);
$clients = [$server->send('/'), $server->send('/')];
[, $one] = $gate->next();
[, $other] = $gate->next();
$server->signal(10);
$server->waitForCount('start', 4);
$gate->release($other);
$gate->release($one);
echo json_encode(array_map([$server, 'receive'], $clients)), "\n";
$server->waitForCount('stop', 2);
$lines = explode("\n", trim($server->stop()));
echo json_encode(array_count_values($lines)), end($lines), "\n";
?>
--EXPECT--
[[200,"answered"],[200,"answered"]]
{"start":4,"stop":4,"the script ends":1}the script ends
