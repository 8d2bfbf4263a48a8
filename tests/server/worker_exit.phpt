--TEST--
server: a worker that ends waits for its coroutines and timers, and fires workerExit meanwhile
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/server.php';

$code = <<<'PHP'
    $server->on('workerStart', function ($server) {
        $server->timer = CoroKit\Timer::tick(3600000, fn () => 1);
        $server->done = new CoroKit\Channel;
        CoroKit\Coroutine\go(function () use ($server) {
            $server->done->pop();
            echo "coroutine ends\n";
        });
        echo "ready\n";
    });
    $server->on('workerExit', function ($server, $id) {
        echo "workerExit $id\n";
        if ($server->timer) {
            CoroKit\Timer::clear($server->timer);
            $server->timer = 0;
        } else {
            $server->done->push(1);
        }
    });
    $server->on('workerStop', fn () => print("workerStop\n"));
    $server->on('request', fn () => 1);
PHP;
$server = start_server('$server->set(["max_wait_time" => 60]);' . $code);
$server->waitFor('~ready~');
$server->stop();
echo log_lines($server->output), "\n", preg_replace('~^\[.*\n~m', '', $server->output);

/* Without reload_async it waits for requests only. */
$server = start_server('$server->set(["max_wait_time" => 60, "reload_async" => false]);' . $code);
$server->waitFor('~ready~');
echo preg_replace('~^\[.*\n~m', '', $server->stop());

/* Nobody clears: the worker ends all the same. */
$server = start_server('$server->set(["max_wait_time" => 0.1]);' . $code . '$server->on("workerExit", fn () => print("workerExit\n"));');
$server->waitFor('~ready~');
$server->stop();
echo log_lines($server->output), "\n", preg_replace('~^\[.*\n~m', '', $server->output);
?>
--EXPECT--
INFO listening on 127.0.0.1:N with 1 workers
INFO stopping
INFO stopped
ready
workerExit 0
workerExit 0
coroutine ends
workerStop
ready
workerStop
INFO listening on 127.0.0.1:N with 1 workers
INFO stopping
WARNING worker 0: 0 requests and 1 coroutines did not end within max_wait_time and are ended
INFO stopped
ready
workerExit
workerStop
