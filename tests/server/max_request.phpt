--TEST--
server: max_request replaces workers, and no request is lost over it
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/server.php';

$server = start_server(<<<'PHP'
    $server->set(['worker_num' => 1, 'max_request' => 10, 'max_request_grace' => 0]);
    $server->on('workerStop', fn () => print("workerStop\n"));
    $server->on('request', fn ($request, $response) => $response->end((string) getmypid()));
PHP);
$pids = [];
for ($i = 0; $i < 45; $i++) {
    $pids[] = $server->get('/');
}
$server->stop();
echo implode(' ', array_values(array_count_values($pids))), "\n";
echo log_lines($server->output), "\n";
echo substr_count($server->output, "workerStop\n"), "\n";
?>
--EXPECT--
10 10 10 10 5
INFO listening on 127.0.0.1:N with 1 workers
INFO worker 0 has served max_request requests and is replaced
INFO worker 0 has served max_request requests and is replaced
INFO worker 0 has served max_request requests and is replaced
INFO worker 0 has served max_request requests and is replaced
INFO stopping
INFO stopped
5
