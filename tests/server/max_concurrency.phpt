--TEST--
server: worker_max_concurrency, max_coroutine and enable_coroutine queue what is too much
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/server.php';

foreach ([
    "['worker_max_concurrency' => 2]" => 2,
    "['max_coroutine' => 2]" => 2,
    "['enable_coroutine' => false, 'worker_max_concurrency' => 5]" => 1,
] as $settings => $limit) {
    $gate = new Gate;
    $server = start_server("\$server->set($settings);" . <<<'PHP'
        $server->set(['log_level' => COROKIT_LOG_WARNING]);
        $server->on('request', function ($request, $response) {
            pass_gate();
            $response->end('done');
        });
    PHP, $gate);
    /* Of connections that are open already, too. */
    $clients = [];
    for ($i = 0; $i < 6; $i++) {
        $clients[] = $server->connect();
    }
    foreach ($clients as $client) {
        fwrite($client, "GET / HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n");
    }
    $held = [];
    for ($i = 0; $i < $limit; $i++) {
        $held[] = $gate->next()[1];
    }
    var_dump($gate->isEmpty());
    for ($i = $limit; $i < 6; $i++) {
        $gate->release(array_shift($held));
        $held[] = $gate->next()[1];
    }
    var_dump($gate->isEmpty());
    array_map([$gate, 'release'], $held);
    echo "$settings ", json_encode(array_count_values(array_column(array_map([$server, 'receive'], $clients), 1))), "\n";
    echo $server->stop();
}
?>
--EXPECT--
bool(true)
bool(true)
['worker_max_concurrency' => 2] {"done":6}
bool(true)
bool(true)
['max_coroutine' => 2] {"done":6}
bool(true)
bool(true)
['enable_coroutine' => false, 'worker_max_concurrency' => 5] {"done":6}
