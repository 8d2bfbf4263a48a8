--TEST--
server: a worker that is killed is replaced, again and again
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/server.php';

$server = start_server(<<<'PHP'
    $server->set(['worker_num' => 2]);
    $server->on('workerStart', fn ($server, $id) => print("started $id\n"));
    $server->on('workerStop', fn ($server, $id) => print("stopped $id\n"));
    $server->on('workerError', fn ($server, $id, $pid, $status, $signal) => print("error $id status $status signal $signal " . ($pid > 0 ? 'pid' : '') . "\n"));
    $server->on('request', fn ($request, $response) => $response->end((string) getmypid()));
PHP);
$server->waitForCount('started', 2);
$seen = [];
for ($i = 1; $i <= 6; $i++) {
    $seen[] = $pid = (int) $server->get('/');
    $server->sendSignal($pid, 9);
    $server->waitForCount('signal 9 pid', $i);
    $server->waitForCount('started', 2 + $i);
}
var_dump(count(array_unique($seen)), (int) $server->get('/') > 0);

$lines = explode("\n", trim($server->stop()));
/* Who prints first is not said. */
$numbers = fn ($line) => preg_replace(['~^\[[^]]*\] ~', '~pid \d+~', '~:\d+ with~', '~(worker|started|stopped|error) \d~'], ['', 'pid N', ':N with', '$1 N'], $line);
$lines = array_count_values(array_map($numbers, $lines));
ksort($lines);
foreach ($lines as $line => $count) {
    echo "$count $line\n";
}
?>
--EXPECT--
int(6)
bool(true)
6 ERROR worker N (pid N) was ended by signal 9, Killed
1 INFO listening on 127.0.0.1:N with 2 workers
1 INFO stopped
1 INFO stopping
6 error N status 0 signal 9 pid
8 started N
2 stopped N
