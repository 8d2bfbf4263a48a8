--TEST--
server: stats() of all workers
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/server.php';

$gate = new Gate;
$server = start_server(<<<'PHP'
    $server->set(['worker_num' => 2, 'worker_max_concurrency' => 2, 'log_level' => COROKIT_LOG_WARNING]);
    $server->on('workerStart', fn () => print("ready\n"));
    $server->on('request', function ($request, $response) use ($server) {
        if ($request->server['request_uri'] === '/held') {
            pass_gate();
        }
        $response->end(json_encode($server->stats()));
    });
    $server->on('shutdown', fn ($server) => print(json_encode($server->stats()) . "\n"));
PHP, $gate);
$server->waitForCount("ready\n", 2);
$started = time();
$clients = $held = [];
for ($i = 0; $i < 3; $i++) {
    $clients[] = $server->send('/held');
    $held[] = $gate->next()[1];
}
$stats = json_decode($server->get('/'), true);
echo implode(' ', array_keys($stats)), "\n";
$shown = ['connection_num', 'accept_count', 'close_count', 'abort_count', 'worker_num', 'idle_worker_num', 'task_worker_num',
    'request_count', 'dispatch_count', 'response_count', 'concurrency', 'queued_num'];
echo json_encode(array_intersect_key($stats, array_flip($shown))), "\n";
var_dump(abs($stats['start_time'] - $started) < 30, $stats['coroutine_num'] >= 4, $stats['coroutine_peek_num'] >= 4,
    $stats['worker_request_count'] <= 2, $stats['total_recv_bytes'] > 100);
array_map([$gate, 'release'], $held);
array_map([$server, 'receive'], $clients);
/* The numbers of a worker that was killed are kept. */
$server->stop();
$stats = json_decode(trim($server->output, "ready\n"), true);
echo json_encode(array_intersect_key($stats, array_flip($shown))), "\n";
?>
--EXPECT--
start_time connection_num abort_count accept_count close_count worker_num idle_worker_num task_worker_num user_worker_num tasking_num request_count response_count dispatch_count total_recv_bytes total_send_bytes concurrency queued_num coroutine_num coroutine_peek_num worker_request_count worker_response_count worker_dispatch_count worker_concurrency
{"connection_num":4,"abort_count":0,"accept_count":4,"close_count":0,"worker_num":2,"idle_worker_num":0,"task_worker_num":0,"request_count":4,"response_count":0,"dispatch_count":4,"concurrency":4,"queued_num":0}
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
{"connection_num":0,"abort_count":0,"accept_count":4,"close_count":4,"worker_num":2,"idle_worker_num":0,"task_worker_num":0,"request_count":4,"response_count":4,"dispatch_count":4,"concurrency":0,"queued_num":0}
