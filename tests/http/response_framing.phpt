--TEST--
http: where an answer ends: length, chunks, HEAD, 204, 304, HTTP/1.0, trailers
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/server.php';
require __DIR__ . '/../inc/answers.php';

$server = start_server(<<<'PHP'
    $server->set(['log_level' => COROKIT_LOG_WARNING]);
    $server->on('request', function (CoroKit\Http\Request $request, CoroKit\Http\Response $response) {
        $response->header('Content-Type', 'text/plain');
        switch ($request->server['request_uri']) {
            case '/end':
                $response->end('body');
                break;
            case '/nothing':
                break;
            case '/chunks':
                $response->write('one');
                $response->write('second piece with 26 bytes');
                $response->end('last');
                break;
            case '/unended':
                $response->write('one');
                break;
            case '/length':
                $response->header('Content-Length', '6');
                $response->write('abc');
                $response->end('def');
                break;
            case '/too-short':
                $response->header('Content-Length', '6');
                $response->end();
                break;
            case '/streams-too-little':
                $response->header('Content-Length', '6');
                $response->write('abc');
                break;
            case '/204':
            case '/304':
                $response->status((int) substr($request->server['request_uri'], 1));
                $response->end('no body allowed');
                break;
            case '/trailer':
                $response->trailer('x-sum', '1');
                $response->end('body');
                break;
        }
    });
PHP);
function show(string $title, string $answer): void
{
    echo "--- $title\n", preg_replace('~^(Server|Content-Type): .*\n~m', '', plain($answer)), "\n";
}
foreach (['/end', '/nothing', '/chunks', '/unended', '/length', '/too-short', '/streams-too-little', '/204', '/304', '/trailer'] as $target) {
    show("GET $target", stream_get_contents($server->send($target)));
}
foreach (['/end', '/nothing', '/chunks', '/length', '/204'] as $target) {
    show("HEAD $target", $server->raw("HEAD $target HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n"));
}
foreach (['/end', '/chunks', '/trailer'] as $target) {
    show("HTTP/1.0 $target", $server->raw("GET $target HTTP/1.0\r\n\r\n"));
}
show('HTTP/1.0 stays when asked', $server->raw("GET /end HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET /chunks HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"));
$server->stop();
?>
--EXPECT--
--- GET /end
HTTP/1.1 200 OK
Content-Length: 4
Connection: close

body
--- GET /nothing
HTTP/1.1 200 OK
Content-Length: 0
Connection: close


--- GET /chunks
HTTP/1.1 200 OK
Transfer-Encoding: chunked
Connection: close

3
one
1a
second piece with 26 bytes
4
last
0


--- GET /unended
HTTP/1.1 200 OK
Transfer-Encoding: chunked
Connection: close

3
one
0


--- GET /length
HTTP/1.1 200 OK
Content-Length: 6
Connection: close

abcdef
--- GET /too-short
HTTP/1.1 200 OK
Content-Length: 0
Connection: close


--- GET /streams-too-little
HTTP/1.1 200 OK
Content-Length: 6
Connection: close

abc
--- GET /204
HTTP/1.1 204 No Content
Connection: close


--- GET /304
HTTP/1.1 304 Not Modified
Connection: close


--- GET /trailer
HTTP/1.1 200 OK
Transfer-Encoding: chunked
Connection: close

4
body
0
X-Sum: 1


--- HEAD /end
HTTP/1.1 200 OK
Content-Length: 4
Connection: close


--- HEAD /nothing
HTTP/1.1 200 OK
Connection: close


--- HEAD /chunks
HTTP/1.1 200 OK
Transfer-Encoding: chunked
Connection: close


--- HEAD /length
HTTP/1.1 200 OK
Content-Length: 6
Connection: close


--- HEAD /204
HTTP/1.1 204 No Content
Connection: close


--- HTTP/1.0 /end
HTTP/1.1 200 OK
Content-Length: 4
Connection: close

body
--- HTTP/1.0 /chunks
HTTP/1.1 200 OK
Connection: close

onesecond piece with 26 byteslast
--- HTTP/1.0 /trailer
HTTP/1.1 200 OK
Content-Length: 4
Connection: close

body
--- HTTP/1.0 stays when asked
HTTP/1.1 200 OK
Content-Length: 4
Connection: keep-alive

bodyHTTP/1.1 200 OK
Connection: close

onesecond piece with 26 byteslast
