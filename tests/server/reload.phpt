--TEST--
server: reload() starts new workers first, and requests in flight are answered
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/server.php';

$gate = new Gate;
$server = start_server(<<<'PHP'
    $server->set(['worker_num' => 2, 'max_wait_time' => 60, 'log_level' => COROKIT_LOG_DEBUG]);
    foreach (['beforeReload', 'afterReload'] as $event) {
        $server->on($event, fn () => print("$event\n"));
    }
    foreach (['workerStart', 'workerStop'] as $event) {
        $server->on($event, fn ($server, $id) => print("$event\n"));
    }
    $server->on('request', function ($request, $response) use ($server) {
        switch ($request->server['request_uri']) {
            case '/held':
                pass_gate(getmypid());
                break;
            case '/reload':
                $response->end(var_export($server->reload(), true));
                return;
        }
        $response->end((string) getmypid());
    });
PHP, $gate);
$server->waitForCount("workerStart\n", 2);

$client = $server->send('/held');
[$old, $held] = $gate->next();
/* From inside. */
echo $server->get('/reload'), "\n";
$server->waitForCount("workerStart\n", 4);
/* The two of before accept no more, the one that holds it too. */
$server->waitForCount('DEBUG worker 0 ends', 1);
$server->waitForCount('DEBUG worker 1 ends', 1);
$pids = [];
for ($i = 0; $i < 20; $i++) {
    $pids[] = $server->get('/');
}
var_dump(in_array($old, $pids, true), str_contains($server->output, 'afterReload'));
$gate->release($held);
[$status, $body] = $server->receive($client);
var_dump($status, $body === $old);
$server->waitFor('~afterReload\n~');

/* By a signal; one that comes while it goes on is done after it. */
$server->signal(10);
$server->waitForCount("beforeReload\n", 2);
$server->signal(10);
$server->waitForCount("afterReload\n", 3);
$lines = explode("\n", trim($server->stop()));
echo implode(' ', array_map(fn ($name) => $name . ' ' . count(array_keys($lines, $name)), ['beforeReload', 'afterReload', 'workerStart', 'workerStop'])), "\n";
/* Every reload in this order. */
preg_match_all('~^(beforeReload|afterReload|workerStop)$~m', $server->output, $order);
echo implode(' ', $order[1]), "\n";
?>
--EXPECT--
true
bool(false)
bool(false)
int(200)
bool(true)
beforeReload 3 afterReload 3 workerStart 8 workerStop 8
beforeReload workerStop workerStop afterReload beforeReload workerStop workerStop afterReload beforeReload workerStop workerStop afterReload workerStop workerStop
