--TEST--
scope: a page ends by exit(), an exception, a fatal error; the worker goes on
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/server.php';

$server = start_server(<<<'PHP'
    $server->set(['log_level' => COROKIT_LOG_NONE, 'globals' => true]);
    ini_set('display_errors', '0');
    $server->on('request', function (CoroKit\Http\Request $request, CoroKit\Http\Response $response) {
        switch ($request->server['path_info']) {
            case '/exit':
                register_shutdown_function(fn () => print(' shutdown'));
                echo 'exit';
                exit(3);
            case '/child':
                CoroKit\Coroutine::create(function () { CoroKit\Coroutine::sleep(0.001); exit; });
                try {
                    (new CoroKit\Channel)->pop();
                } finally {
                    echo 'ended by a child';
                }
            case '/throw':
                throw new Exception('x');
            case '/handled':
                set_exception_handler(function ($e) { http_response_code(418); echo 'handled ', $e->getMessage(); });
                throw new Exception('x');
            case '/fatal':
                register_shutdown_function(fn () => print('after: ' . substr(error_get_last()['message'], 0, 6)));
                eval('class A {} class A {}');
            case '/object':
                $response->status(203);
                $response->end("by the object, $_GET[q]");
                echo 'lost';
                return;
            case '/finish':
                echo 'finished';
                $first = fastcgi_finish_request();
                echo 'lost';
                file_put_contents($_GET['file'], json_encode([$first, fastcgi_finish_request()]));
                return;
            case '/stream':
                echo 'first ';
                flush();
                $sent = headers_sent();
                CoroKit\Coroutine::sleep(0.001);
                echo json_encode($sent);
                return;
            case '/upload':
                echo json_encode([$_POST, $_FILES['f']['name'], file_get_contents($_FILES['f']['tmp_name']), is_uploaded_file($_FILES['f']['tmp_name'])]);
                return;
            case '/body':
                echo $_SERVER['REQUEST_METHOD'], ' ', file_get_contents('php://input'), ' ', file_get_contents('php://input');
                return;
            case '/auth':
                echo $_SERVER['PHP_AUTH_USER'], ':', $_SERVER['PHP_AUTH_PW'], ' ', isset($_SERVER['argv']) ? 'argv' : 'no argv';
                return;
            case '/memory':
                static $first;
                gc_collect_cycles();
                $first ??= memory_get_usage();
                echo memory_get_usage() - $first < 100000 ? 'flat' : memory_get_usage() - $first;
                return;
        }
    });
PHP);
$file = tempnam(sys_get_temp_dir(), 'corokit');
foreach (['/exit', '/child', '/throw', '/handled', '/object?q=1', "/finish?file=$file", '/stream'] as $target) {
    echo strtok($target, '?'), ': ', str_replace("\r\n", '|', $server->get($target)), "\n";
}
echo file_get_contents($file), "\n";
unlink($file);
$multipart = "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"n.txt\"\r\n\r\nhello\r\n--b\r\nContent-Disposition: form-data; name=\"v[]\"\r\n\r\nw\r\n--b--\r\n";
foreach ([
    "POST /upload HTTP/1.1\r\nHost: t\r\nConnection: close\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: " . strlen($multipart) . "\r\n\r\n$multipart",
    "PUT /body HTTP/1.1\r\nHost: t\r\nConnection: close\r\nContent-Length: 5\r\n\r\nbytes",
    "GET /auth?x HTTP/1.1\r\nHost: t\r\nConnection: close\r\nAuthorization: Basic " . base64_encode('me:pw') . "\r\n\r\n",
] as $request) {
    echo explode("\r\n\r\n", $server->raw($request), 2)[1], "\n";
}
foreach (['/memory', '/stream', '/exit', '/handled', '/object?q=1'] as $target) {
    for ($i = 0; $i < 30; $i++) {
        $server->get($target);
    }
}
echo $server->get('/memory'), "\n";
echo $server->get('/fatal'), "\n";
echo $server->stop();
?>
--EXPECT--
/exit: exit shutdown
/child: ended by a child
/throw: 500 
/handled: 418 handled x
/object: 203 by the object, 1
/finish: finished
/stream: first true
[true,false]
[{"v":["w"]},"n.txt","hello",true]
PUT bytes bytes
me:pw no argv
flat
500 after: Cannot
