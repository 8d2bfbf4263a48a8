--TEST--
http: the end of the server while answers are under way
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/server.php';
require __DIR__ . '/../inc/answers.php';

$code = <<<'PHP'
    $server->set(['log_level' => COROKIT_LOG_WARNING, 'buffer_high_watermark' => 100000]);
    $server->on('request', function (CoroKit\Http\Request $request, CoroKit\Http\Response $response) use ($server) {
        if ($request->server['request_uri'] === '/idle') {
            $response->end('idle');
            return;
        }
        try {
            echo "writing\n";
            $result = $response->write(str_repeat('x', 30000000));
            $response->end('end');
            echo 'written: ' . var_export($result, true) . "\n";
        } finally {
            echo "finally\n";
        }
    });
    $server->on('workerStop', function () {
        echo "workerStop\n";
    });
PHP;
/* The peer reads after all: the answer is whole, idle connections are closed. */
$server = start_server("\$server->set(['max_wait_time' => 60]);$code");
$idle = $server->connect();
fwrite($idle, "GET /idle HTTP/1.1\r\nHost: test\r\n\r\n");
echo read_answer($idle)[1], "\n";
$slow = $server->send('/', '');
$server->waitFor('~writing~');
$server->signal(15);
var_dump(stream_get_contents($idle));
$body = unchunk(read_all($slow));
echo strspn($body, 'x'), ltrim($body, 'x'), "\n";
echo $server->end(), "\n";

/* It never reads: the wait ends with the worker, in whatever order, and finally blocks run. */
$server = start_server("\$server->set(['max_wait_time' => 0.2]);$code");
$slow = $server->send('/', '');
$server->waitFor('~writing~');
$server->signal(15);
preg_match_all('~^(finally|workerStop)$|is killed~m', $output = $server->end(), $lines);
sort($lines[0]);
/* On a machine that is busy with other things it may not be done in time, and then it is killed. */
echo $lines[0] === ['finally', 'workerStop'] || in_array('is killed', $lines[0]) ? 'ended' : $output, "\n";
?>
--EXPECT--
idle
string(0) ""
30000000end
writing
written: true
finally
workerStop

ended
