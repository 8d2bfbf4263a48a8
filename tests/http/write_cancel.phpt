--TEST--
http: a cancelled wait in write() fails, and what was written is sent
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/server.php';
require __DIR__ . '/../inc/answers.php';

$server = start_server(<<<'PHP'
    $server->set(['log_level' => COROKIT_LOG_WARNING, 'buffer_high_watermark' => 100000]);
    $writer = null;
    $server->on('request', function (CoroKit\Http\Request $request, CoroKit\Http\Response $response) use (&$writer) {
        $target = $request->server['request_uri'];
        if ($target === '/cancel' || $target === '/throw') {
            $response->end(var_export($writer && CoroKit\Coroutine::cancel($writer, $target === '/throw'), true));
            return;
        }
        $writer = CoroKit\Coroutine::getCid();
        $pieces = 0;
        try {
            /* The last piece by far is more than any socket takes. */
            $result = $response->write(str_repeat('x', 30000000));
            $text = var_export($result, true) . ' ' . (corokit_last_error() === COROKIT_ERROR_CO_CANCELED ? 'canceled' : corokit_last_error());
        } catch (Throwable $exception) {
            $text = get_class($exception);
        }
        $writer = null;
        $response->end(" then: $text");
    });
PHP);
foreach (['/cancel', '/throw'] as $how) {
    $slow = $server->send('/');
    while ($server->get($how) !== 'true');
    $body = unchunk(read_all($slow));
    echo strspn($body, 'x'), ltrim($body, 'x'), "\n";
}
echo $server->stop();
?>
--EXPECT--
30000000 then: false canceled
30000000 then: CoroKit\Coroutine\CanceledException
