--TEST--
server: stop() and shutdown() in a handler, of this worker and of another
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/server.php';

$server = start_server(<<<'PHP'
    $server->set(['worker_num' => 2, 'log_level' => COROKIT_LOG_WARNING]);
    $server->on('workerStart', fn ($server, $id) => print("start $id\n"));
    $server->on('workerStop', fn ($server, $id) => print("stop $id\n"));
    $server->on('request', function ($request, $response) use ($server) {
        $other = 1 - $server->worker_id;
        $say = match ($request->server['request_uri']) {
            '/stop' => [$server->stop(), $server->worker_id],
            '/stop-other' => [$server->stop($other), $other],
            '/stop-nobody' => [$server->stop(7), 7],
            '/ids' => [$server->getWorkerId() === $server->worker_id, $server->getWorkerPid() === getmypid(), $server->getWorkerPid($other) > 0,
                $server->getMasterPid() === $server->master_pid, $server->getManagerPid() === $server->master_pid],
            '/again' => [@$server->start(), @$server->set(['worker_num' => 3]), @$server->on('request', fn () => 1)],
            '/shutdown' => [$server->shutdown(), $server->shutdown()],
        };
        CoroKit\Coroutine::sleep(0.001);
        $response->end(json_encode($say));
    });
PHP);
$server->waitForCount('start', 2);
echo $server->get('/ids'), "\n", $server->get('/stop-nobody'), "\n", $server->get('/again'), "\n";
foreach (['/stop', '/stop-other', '/stop'] as $i => $target) {
    [$done, $id] = json_decode($server->get($target));
    var_dump($done);
    $server->waitForCount('start', 3 + $i);
    $server->waitForCount('stop', 1 + $i);
}
echo $server->get('/shutdown'), "\n";
$server->end();
echo substr_count($server->output, 'start'), ' ', substr_count($server->output, 'stop'), "\n";
?>
--EXPECT--
[true,true,true,true,true]
[false,7]
[false,false,false]
bool(true)
bool(true)
bool(true)
[true,true]
5 5
