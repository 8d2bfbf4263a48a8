--TEST--
http: the peer goes away while its handler runs, waits in write(), or is queued
--EXTENSIONS--
corokit
sockets
--FILE--
<?php
require __DIR__ . '/../inc/server.php';

$server = start_server(<<<'PHP'
    $server->set(['log_level' => COROKIT_LOG_WARNING, 'buffer_high_watermark' => 100000]);
    $gate = new CoroKit\Channel(10);
    $server->on('request', function (CoroKit\Http\Request $request, CoroKit\Http\Response $response) use ($gate) {
        switch ($request->server['request_uri']) {
            case '/open':
                $gate->push(true);
                $response->end('ok');
                return;
            case '/writes':
                echo "writing\n";
                while ($response->write(str_repeat('x', 100000)));
                echo 'write failed: ' . (corokit_last_error() === 32 || corokit_last_error() === 104 ? 'broken pipe' : corokit_last_error())
                    . ', writable ' . var_export($response->isWritable(), true)
                    . ', end ' . var_export($response->end(), true) . "\n";
                return;
            case '/waits':
                echo "waiting\n";
                $gate->pop();
                /* The reset may still be on its way. */
                while ($response->isWritable()) {
                    (new CoroKit\Channel)->pop(0.001);
                }
                echo 'waited, end ' . var_export($response->end('x'), true) . "\n";
                return;
        }
    });
PHP);
/* A reset, so that the server learns of it: with bytes of the answer unread it is one. */
$peer = $server->send('/writes', '');
$server->waitFor('~writing~');
fread($peer, 1000);
fclose($peer);
$server->waitFor('~write failed.*\n~');

/* SO_LINGER 0: close is a reset. */
$socket = socket_create(AF_INET, SOCK_STREAM, SOL_TCP);
socket_connect($socket, '127.0.0.1', $server->port);
socket_write($socket, "GET /waits HTTP/1.1\r\nHost: test\r\n\r\n");
$server->waitFor('~waiting~');
socket_set_option($socket, SOL_SOCKET, SO_LINGER, ['l_onoff' => 1, 'l_linger' => 0]);
socket_close($socket);
echo $server->get('/open'), "\n";
$server->waitFor('~waited.*\n~');
echo $server->get('/open'), "\n";
echo $server->stop();
?>
--EXPECT--
ok
ok
writing
write failed: broken pipe, writable false, end false
waiting
waited, end false
