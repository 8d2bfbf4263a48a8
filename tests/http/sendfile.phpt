--TEST--
http: sendfile() sends a file or a part of it, also to a peer that reads slowly
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/server.php';
require __DIR__ . '/../inc/answers.php';

$file = __DIR__ . '/sendfile.tmp';
file_put_contents($file, $content = str_repeat("0123456789abcdef", 1000000));
$server = start_server("\$file = " . var_export($file, true) . ';' . <<<'PHP'
    $server->set(['log_level' => COROKIT_LOG_ERROR]);
    $server->on('request', function (CoroKit\Http\Request $request, CoroKit\Http\Response $response) use ($file) {
        $response->header('Content-Type', 'text/plain');
        switch ($request->server['request_uri']) {
            case '/all':
                $response->sendfile($file);
                return;
            case '/part':
                $response->sendfile($file, 5, 20);
                return;
            case '/rest':
                $response->sendfile($file, filesize($file) - 3);
                return;
            case '/empty':
                $response->sendfile($file, filesize($file));
                return;
            case '/missing':
                $response->end(var_export(@$response->sendfile("$file.not"), true));
                return;
        }
    });
PHP);
foreach (['/part', '/rest', '/empty', '/missing'] as $target) {
    echo plain(stream_get_contents($server->send($target))), "\n";
}
echo plain($server->raw("HEAD /part HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n")), "\n";
/* While it waits for its peer, others are served. */
$slow = $server->send('/all');
$head = fgets($slow);
for ($i = 0; $i < 10; $i++) {
    $server->get('/part');
}
[, $body] = explode("\r\n\r\n", $head . read_all($slow), 2);
var_dump($body === $content);
echo $server->stop();
?>
--CLEAN--
<?php
@unlink(__DIR__ . '/sendfile.tmp');
?>
--EXPECT--
HTTP/1.1 200 OK
Server: corokit
Content-Type: text/plain
Content-Length: 20
Connection: close

56789abcdef012345678
HTTP/1.1 200 OK
Server: corokit
Content-Type: text/plain
Content-Length: 3
Connection: close

def
HTTP/1.1 200 OK
Server: corokit
Content-Type: text/plain
Content-Length: 0
Connection: close


HTTP/1.1 200 OK
Server: corokit
Content-Type: text/plain
Content-Length: 5
Connection: close

false
HTTP/1.1 200 OK
Server: corokit
Content-Type: text/plain
Content-Length: 20
Connection: close


bool(true)
