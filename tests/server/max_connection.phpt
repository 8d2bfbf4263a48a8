--TEST--
server: beyond max_connection connections wait, and none is sent away
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/server.php';

$gate = new Gate;
$server = start_server(<<<'PHP'
    $server->set(['max_connection' => 2, 'log_level' => COROKIT_LOG_WARNING]);
    $server->on('request', function ($request, $response) {
        pass_gate();
        $response->end('done');
    });
PHP, $gate);
$clients = [];
for ($i = 0; $i < 5; $i++) {
    $clients[] = $server->send('/');
}
$held = [$gate->next()[1], $gate->next()[1]];
var_dump($gate->isEmpty());
for ($i = 2; $i < 5; $i++) {
    $gate->release(array_shift($held));
    $held[] = $gate->next()[1];
}
array_map([$gate, 'release'], $held);
echo json_encode(array_count_values(array_column(array_map([$server, 'receive'], $clients), 1))), "\n";
echo $server->stop();
?>
--EXPECT--
bool(true)
{"done":5}
