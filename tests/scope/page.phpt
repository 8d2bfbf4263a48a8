--TEST--
scope: a handler without parameters answers as a PHP page, many at a time
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/server.php';

$server = start_server(<<<'PHP'
    $server->set(['log_level' => COROKIT_LOG_WARNING]);
    $gate = null;
    $server->on('request', function () use (&$gate) {
        $gate ??= new CoroKit\Channel(2);
        $me = $_GET['me'];
        header("X-Me: $me");
        setcookie('c', $me);
        http_response_code(200 + (int) $me);
        ini_set('precision', 5 + (int) $me);
        $GLOBALS['own'] = $me;
        register_shutdown_function(fn () => print(" shutdown $_GET[me]"));
        ob_start();
        echo "begin $me";
        /* Each waits until both are here. */
        static $waiting = 0;
        if (++$waiting < 2) {
            $gate->pop();
        } else {
            $gate->push(true);
            CoroKit\Coroutine::sleep(0.001);
        }
        echo json_encode(['', $_GET, $_COOKIE, $_SERVER['HTTP_X_TOKEN'], $GLOBALS['own'], ini_get('precision'), headers_list()[0], http_response_code(), getallheaders()['X-Token']], JSON_UNESCAPED_SLASHES);
    });
PHP);
foreach ([1, 2] as $me) {
    $connections[$me] = $server->send("/?me=$me", "Connection: close\r\nX-Token: t$me\r\nCookie: k=v$me\r\n");
}
foreach ($connections as $connection) {
    [$head, $body] = explode("\r\n\r\n", stream_get_contents($connection), 2);
    echo strtok($head, "\r"), "\n", implode("\n", preg_grep('/^(X-Me|Set-Cookie|Content)/', explode("\r\n", $head))), "\n$body\n";
}
echo $server->stop();
?>
--EXPECT--
HTTP/1.1 201 Created
X-Me: 1
Set-Cookie: c=1
Content-type: text/html; charset=UTF-8
Content-Length: 76
begin 1["",{"me":"1"},{"k":"v1"},"t1","1","6","X-Me: 1",201,"t1"] shutdown 1
HTTP/1.1 202 Accepted
X-Me: 2
Set-Cookie: c=2
Content-type: text/html; charset=UTF-8
Content-Length: 76
begin 2["",{"me":"2"},{"k":"v2"},"t2","2","7","X-Me: 2",202,"t2"] shutdown 2
