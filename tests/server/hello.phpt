--TEST--
server: it starts, answers and stops, with its events in order
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/server.php';

$server = start_server(<<<'PHP'
    $server->set(['log_level' => COROKIT_LOG_WARNING]);
    foreach (['managerStart', 'start', 'beforeShutdown', 'managerStop', 'shutdown'] as $event) {
        $server->on($event, function (CoroKit\Server $s) use ($event) {
            $right = $s->master_pid === getmypid() && $s->manager_pid === getmypid() && $s->worker_id === -1;
            echo "$event: supervisor " . ($right ? 'yes' : 'no') . "\n";
        });
    }
    foreach (['workerStart', 'workerStop'] as $event) {
        $server->on($event, function (CoroKit\Server $s, int $id) use ($event) {
            $right = $s->worker_pid === getmypid() && $s->master_pid !== getmypid() && $s->worker_id === 0;
            echo "$event $id: worker " . ($right ? 'yes' : 'no') . ', coroutine ' . (CoroKit\Coroutine::getCid() > 0 ? 'yes' : 'no') . "\n";
        });
    }
    $server->on('request', function (CoroKit\Http\Request $request, CoroKit\Http\Response $response) use ($server) {
        $response->end("hello from worker {$server->worker_id}");
    });
    register_shutdown_function(fn () => print("end of the script of the supervisor\n"));
PHP);
$server->waitFor('~workerStart~');
echo $server->get('/'), "\n";
echo $server->get('/again'), "\n";
$lines = explode("\n", trim($server->stop()));
/* The worker and the supervisor start at the same time. */
sort($lines, SORT_STRING);
echo implode("\n", $lines), "\n";
preg_match_all('~^(workerStop|managerStop|beforeShutdown|shutdown|end)~m', $server->output, $order);
echo implode(' ', $order[1]), "\n";
?>
--EXPECT--
hello from worker 0
hello from worker 0
beforeShutdown: supervisor yes
end of the script of the supervisor
managerStart: supervisor yes
managerStop: supervisor yes
shutdown: supervisor yes
start: supervisor yes
workerStart 0: worker yes, coroutine yes
workerStop 0: worker yes, coroutine yes
beforeShutdown workerStop managerStop shutdown end
