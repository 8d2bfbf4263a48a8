--TEST--
server: it stops when the requests in flight are answered, and not later than max_wait_time
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/server.php';

/* In order: two signals change nothing. */
$gate = new Gate;
$code = <<<'PHP'
    $server->on('workerStop', fn () => print("workerStop\n"));
    $server->on('request', function ($request, $response) {
        try {
            pass_gate();
            $response->end('answered');
        } finally {
            echo "finally\n";
        }
    });
PHP;
$server = start_server('$server->set(["max_wait_time" => 60, "log_level" => COROKIT_LOG_DEBUG]);' . $code, $gate);
$client = $server->send('/', "Connection: keep-alive\r\n");
[, $held] = $gate->next();
$idle = $server->connect();
$server->signal(15);
$server->waitFor('~worker 0 ends: 1 requests~');
$server->signal(2);
/* The idle one is closed; nobody new is served. */
var_dump(fread($idle, 10));
$gate->release($held);
[$head, $body] = explode("\r\n\r\n", stream_get_contents($client));
var_dump($body, stripos($head, "\r\nConnection: close") !== false);
$lines = $server->end();
echo preg_replace('~^\[.*\n~m', '', $lines);
var_dump(@stream_socket_client("tcp://127.0.0.1:{$server->port}", $errno, $error, 1), $errno === 111);

/* Not in order: the handler's finally runs, the client sees the end. */
$server = start_server('$server->set(["max_wait_time" => 0.1]);' . $code, $gate);
$client = $server->send('/');
[, $held] = $gate->next();
$server->stop();
var_dump(stream_get_contents($client));
echo preg_replace('~^\[.*\n~m', '', $server->output);
echo log_lines($server->output), "\n";
?>
--EXPECT--
string(0) ""
string(8) "answered"
bool(true)
finally
workerStop
bool(false)
bool(true)
string(0) ""
workerStop
finally
INFO listening on 127.0.0.1:N with 1 workers
INFO stopping
WARNING worker 0: 1 requests and 1 coroutines did not end within max_wait_time and are ended
INFO stopped
