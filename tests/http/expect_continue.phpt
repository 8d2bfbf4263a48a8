--TEST--
http: 100 Continue comes when the body is wanted, and only then
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/server.php';
require __DIR__ . '/../inc/answers.php';

$server = start_server(<<<'PHP'
    $server->set(['log_level' => COROKIT_LOG_WARNING, 'package_max_length' => 1000]);
    $server->on('request', function (CoroKit\Http\Request $request, CoroKit\Http\Response $response) {
        $response->end('got ' . $request->rawContent());
    });
PHP);
$head = "POST / HTTP/1.1\r\nHost: test\r\nConnection: close\r\nExpect: 100-continue\r\n";
foreach (["Content-Length: 5\r\n" => 'hello', "Transfer-Encoding: chunked\r\n" => "5\r\nhello\r\n0\r\n\r\n"] as $framing => $body) {
    $connection = $server->connect();
    fwrite($connection, "$head$framing\r\n");
    echo fgets($connection), fgets($connection);
    fwrite($connection, $body);
    echo plain(stream_get_contents($connection)), "\n\n";
}
$statuses = [
    'no body' => "{$head}\r\n",
    'the body is there already' => "{$head}Content-Length: 5\r\n\r\nhello",
    'HTTP/1.0' => "POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\nhello",
    'too long' => "{$head}Content-Length: 1001\r\n\r\n",
    'something else' => "POST / HTTP/1.1\r\nHost: test\r\nExpect: magic\r\nContent-Length: 5\r\n\r\n",
];
foreach ($statuses as $title => $bytes) {
    preg_match_all('~^HTTP/1.1 .*?$~m', plain($server->raw($bytes)), $lines);
    echo "$title: ", implode(' | ', $lines[0]), "\n";
}
echo $server->stop();
?>
--EXPECT--
HTTP/1.1 100 Continue

HTTP/1.1 200 OK
Server: corokit
Content-Type: text/html
Content-Length: 9
Connection: close

got hello

HTTP/1.1 100 Continue

HTTP/1.1 200 OK
Server: corokit
Content-Type: text/html
Content-Length: 9
Connection: close

got hello

no body: HTTP/1.1 200 OK
the body is there already: HTTP/1.1 200 OK
HTTP/1.0: HTTP/1.1 200 OK
too long: HTTP/1.1 413 Content Too Large
something else: HTTP/1.1 417 Expectation Failed
