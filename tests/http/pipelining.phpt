--TEST--
http: requests that come at once are answered in order, one at a time
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/server.php';
require __DIR__ . '/../inc/answers.php';

$server = start_server(<<<'PHP'
    $server->on('request', function (CoroKit\Http\Request $request, CoroKit\Http\Response $response) {
        static $running = 0;
        $running++;
        $n = $request->get['n'];
        if ($n % 2) {
            (new CoroKit\Channel)->pop(0.001);
        }
        $response->header('X-Running', $running);
        if ($n % 3 === 0) {
            $response->write("answer $n");
            $response->end(' in pieces');
        } else {
            $response->end("answer $n");
        }
        $running--;
    });
PHP);
$requests = '';
for ($n = 0; $n < 50; $n++) {
    $body = str_repeat('x', $n);
    $requests .= $n % 5
        ? "GET /?n=$n HTTP/1.1\r\nHost: test\r\n\r\n"
        : "POST /?n=$n HTTP/1.1\r\nHost: test\r\nContent-Length: $n\r\n\r\n$body";
}
/* Once with "Connection: close" at the end, once with the end of our side: both answer all. */
$connection = $server->connect();
fwrite($connection, $requests);
stream_socket_shutdown($connection, STREAM_SHUT_WR);
$all[] = stream_get_contents($connection);
$all[] = $server->raw($requests . "GET /?n=50 HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\nGET /?n=51 HTTP/1.1\r\nHost: test\r\n\r\n");
foreach ($all as $answers) {
    preg_match_all('~answer (\d+)~', $answers, $match);
    echo count($match[1]), ' answers, ', $match[1] == range(0, count($match[1]) - 1) ? 'in order' : implode(' ', $match[1]), ', ';
    preg_match_all('~X-Running: (\d+)~', $answers, $match);
    echo max($match[1]), " at a time\n";
}
/* More than is read ahead. */
$connection = $server->connect();
$count = 5000;
$sent = 0;
$requests = str_repeat("GET /?n=2 HTTP/1.1\r\nHost: test\r\n\r\n", $count);
$answers = '';
stream_set_blocking($connection, false);
while (substr_count(substr($answers, -300), 'answer 2') < 1 || substr_count($answers, 'answer 2') < $count) {
    $read = [$connection];
    $write = $sent < strlen($requests) ? [$connection] : null;
    $except = null;
    if (!stream_select($read, $write, $except, 30)) {
        break;
    }
    if ($write) {
        $sent += fwrite($connection, substr($requests, $sent, 65536));
    }
    if ($read) {
        $answers .= fread($connection, 65536);
    }
}
echo substr_count($answers, 'answer 2'), "\n";
$server->stop();
?>
--EXPECT--
50 answers, in order, 1 at a time
51 answers, in order, 1 at a time
5000
