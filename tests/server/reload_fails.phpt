--TEST--
server: when the new code does not start, the workers of before go on
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/server.php';

$broken = __FILE__ . '.broken';
@unlink($broken);
$server = start_server(<<<PHP
    \$broken = '$broken';
PHP . <<<'PHP'
    $server->set(['worker_num' => 1]);
    $server->on('workerStart', function () use ($broken) {
        if (is_file($broken)) {
            throw new Exception('broken deploy');
        }
    });
    $server->on('afterReload', fn () => print("afterReload\n"));
    $server->on('request', fn ($request, $response) => $response->end((string) getmypid()));
PHP);
$pid = $server->get('/');
touch($broken);
$server->signal(10);
$server->waitFor('~goes on~');
$server->waitForCount("afterReload\n", 1);
var_dump($server->get('/') === $pid);
unlink($broken);
$server->signal(10);
$server->waitForCount("afterReload\n", 2);
var_dump($server->get('/') === $pid);
$server->stop();
echo log_lines($server->output), "\n";
?>
--CLEAN--
<?php
@unlink(__DIR__ . '/reload_fails.php.broken');
?>
--EXPECT--
bool(true)
bool(false)
INFO listening on 127.0.0.1:N with 1 workers
INFO reload: starting new workers
ERROR workerStart of worker 0: uncaught Exception: broken deploy in FILE:N
ERROR reload: worker 0 did not start, the one before it goes on
INFO reload: done
INFO reload: starting new workers
INFO reload: done
INFO stopping
INFO stopped
