--TEST--
http: a detached answer is given by another Response, after the handler's end
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/server.php';
require __DIR__ . '/../inc/answers.php';

$server = start_server(<<<'PHP'
    $server->set(['log_level' => COROKIT_LOG_ERROR]);
    $waiting = [];
    $server->on('request', function (CoroKit\Http\Request $request, CoroKit\Http\Response $response) use ($server, &$waiting) {
        switch ($request->server['request_uri']) {
            case '/detach':
                $response->write('one ');
                if (!$response->detach() || $response->isWritable()) {
                    echo "not detached\n";
                }
                $waiting[] = $request->fd;
                return;
            case '/finish':
                $fd = array_pop($waiting);
                if (!$fd) {
                    $response->end('no');
                    return;
                }
                $other = CoroKit\Http\Response::create($server, $fd);
                $result = [$other->fd === $fd, $other->write('two '), CoroKit\Http\Response::create($fd)->end('three'),
                    $other->isWritable(), CoroKit\Http\Response::create($fd)];
                $response->end(json_encode($result));
                return;
            case '/forget':
                $response->detach();
                echo "forgotten\n";
        }
    });
PHP);
$connection = $server->send('/detach');
while (($result = $server->get('/finish')) === 'no');
echo $result, "\n";
echo unchunk(stream_get_contents($connection)), "\n";
/* One that nobody answers does not hold up the end for ever. */
$connection = $server->send('/forget');
$server->waitFor('~forgotten~');
echo $server->stop();
var_dump(stream_get_contents($connection));
?>
--EXPECT--
[true,true,true,false,false]
one two three
forgotten
string(0) ""
