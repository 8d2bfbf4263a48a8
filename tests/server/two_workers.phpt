--TEST--
server: a worker that is full leaves the next connection to another
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/server.php';

$gate = new Gate;
$server = start_server(<<<'PHP'
    $server->set(['worker_num' => 2, 'worker_max_concurrency' => 1, 'log_level' => COROKIT_LOG_WARNING]);
    $server->on('request', function ($request, $response) use ($server) {
        pass_gate($server->worker_id);
        $response->end("worker {$server->worker_id}");
    });
PHP, $gate);

/* Twice: also when both have served and been full before. */
for ($round = 0; $round < 2; $round++) {
    $clients = [$server->send('/a'), $server->send('/b'), $server->send('/c')];
    [$first, $held] = $gate->next();
    [$second, $other] = $gate->next();
    var_dump($first !== $second, $gate->isEmpty());
    $gate->release($held);
    /* The third takes the place of the one that ended. */
    [$third, $last] = $gate->next();
    var_dump($third === $first);
    $gate->release($other);
    $gate->release($last);
    $answers = array_map([$server, 'receive'], $clients);
    sort($answers);
    echo json_encode(array_count_values(array_column($answers, 0))), ' ', count(array_unique(array_column($answers, 1))), " workers\n";
}
echo $server->stop();
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
{"200":3} 2 workers
bool(true)
bool(true)
bool(true)
{"200":3} 2 workers
