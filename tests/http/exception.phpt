--TEST--
http: what becomes of the answer when the handler throws or exits
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/server.php';
require __DIR__ . '/../inc/answers.php';

$server = start_server(<<<'PHP'
    $server->set(['log_level' => COROKIT_LOG_WARNING]);
    final class Cycle
    {
        public $self, $response;
        public function __destruct() { echo "destructed\n"; }
    }
    $server->on('request', function (CoroKit\Http\Request $request, CoroKit\Http\Response $response) {
        $response->header('X-Handler', '1');
        switch ($request->server['request_uri']) {
            case '/throws':
                $response->cookie('a', 'b');
                $response->status(201);
                throw new DomainException('mine');
            case '/throws-later':
                (new CoroKit\Channel)->pop(0.001);
                throw new DomainException('later');
            case '/throws-after-end':
                $response->end('ended');
                throw new DomainException('after end');
            case '/throws-in-between':
                $response->write('half');
                throw new DomainException('in between');
            case '/exits':
                $response->status(202);
                exit(3);
            case '/exits-after-write':
                $response->write('all of it');
                exit;
            case '/cycle':
                $cycle = new Cycle;
                $cycle->self = $cycle;
                $cycle->response = $response;
                unset($cycle);
                gc_collect_cycles();
                return;
            case '/drops':
                $response = null;
                return;
        }
        $response->end('fine');
    });
PHP);
$connection = $server->connect();
foreach (['/throws', '/throws-later', '/throws-after-end', '/exits', '/exits-after-write', '/cycle', '/drops', '/'] as $target) {
    echo "--- $target\n", plain(stream_get_contents($server->send($target))), "\n";
}
echo "--- /throws-in-between\n";
try {
    unchunk($server->raw("GET /throws-in-between HTTP/1.1\r\nHost: test\r\n\r\n"));
} catch (Exception $exception) {
    echo $exception->getMessage(), "\n";
}
/* Behind an exception the connection goes on. */
fwrite($connection, str_repeat("GET /throws HTTP/1.1\r\nHost: test\r\n\r\n", 2) . "GET / HTTP/1.1\r\nHost: test\r\n\r\n");
echo "--- one connection\n";
for ($i = 0; $i < 3; $i++) {
    echo strtok(read_answer($connection)[0], "\r"), "\n";
}
echo "--- log\n", preg_replace(['~^\[.*?\] ~m', '~ in Command line code:\d+~'], ['', ' in FILE:N'], $server->stop());
?>
--EXPECT--
--- /throws
HTTP/1.1 500 Internal Server Error
Server: corokit
Content-Type: text/plain
Content-Length: 26
Connection: close

500 Internal Server Error

--- /throws-later
HTTP/1.1 500 Internal Server Error
Server: corokit
Content-Type: text/plain
Content-Length: 26
Connection: close

500 Internal Server Error

--- /throws-after-end
HTTP/1.1 200 OK
Server: corokit
X-Handler: 1
Content-Type: text/html
Content-Length: 5
Connection: close

ended
--- /exits
HTTP/1.1 202 Accepted
Server: corokit
X-Handler: 1
Content-Length: 0
Connection: close


--- /exits-after-write
HTTP/1.1 200 OK
Server: corokit
X-Handler: 1
Content-Type: text/html
Transfer-Encoding: chunked
Connection: close

9
all of it
0


--- /cycle
HTTP/1.1 200 OK
Server: corokit
X-Handler: 1
Content-Length: 0
Connection: close


--- /drops
HTTP/1.1 200 OK
Server: corokit
X-Handler: 1
Content-Length: 0
Connection: close


--- /
HTTP/1.1 200 OK
Server: corokit
X-Handler: 1
Content-Type: text/html
Content-Length: 4
Connection: close

fine
--- /throws-in-between
the answer is cut after 4 bytes
--- one connection
HTTP/1.1 500 Internal Server Error
HTTP/1.1 500 Internal Server Error
HTTP/1.1 200 OK
--- log
ERROR uncaught DomainException: mine in FILE:N, request GET /throws, answered 500
ERROR uncaught DomainException: later in FILE:N, request GET /throws-later, answered 500
ERROR uncaught DomainException: after end in FILE:N, request GET /throws-after-end, answered 200
destructed
ERROR uncaught DomainException: in between in FILE:N, request GET /throws-in-between, answered 200
ERROR uncaught DomainException: mine in FILE:N, request GET /throws, answered 500
ERROR uncaught DomainException: mine in FILE:N, request GET /throws, answered 500
