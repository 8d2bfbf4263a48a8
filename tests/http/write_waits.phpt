--TEST--
http: write() waits for a peer that does not read, and only that handler waits
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/server.php';
require __DIR__ . '/../inc/answers.php';

$server = start_server(<<<'PHP'
    $server->set(['log_level' => COROKIT_LOG_WARNING, 'buffer_high_watermark' => 100000, 'http_write_timeout' => 100]);
    $progress = ['written' => 0, 'waits' => false];
    $server->on('request', function (CoroKit\Http\Request $request, CoroKit\Http\Response $response) use (&$progress) {
        if ($request->server['request_uri'] === '/progress') {
            $response->end(json_encode($progress));
            return;
        }
        if ($request->server['request_uri'] === '/callback') {
            /* In an output callback nothing may wait: it queues, and the next call outside waits. */
            ob_start(function (string $output) use ($response, &$progress) {
                for ($i = 0; $i < 100; $i++) {
                    $response->write(str_repeat($output, 100000));
                    $progress['written']++;
                }
                return '';
            });
            echo 'x';
            ob_end_clean();
        }
        for ($i = 0; $i < 200; $i++) {
            $progress['waits'] = true;
            $result = $response->write(str_repeat('x', 100000));
            $progress['waits'] = false;
            $progress['written'] += $result === true;
        }
        $response->end();
    });
PHP);
foreach (['/', '/callback'] as $target) {
    $before = json_decode($server->get('/progress'))->written;
    $slow = $server->send($target);
    /* Until it stands still: it is in write(), and did not get on between two looks. */
    do {
        $last = $now ?? null;
        $now = json_decode($server->get('/progress'));
    } while (!$last || !$now->waits || $now->written === $before || $last->written !== $now->written);
    $written = $now->written - $before;
    echo $written < 200 ? 'waits' : "did not wait: $written", $target === '/callback' ? ($written >= 100 ? ', behind the callback' : ', in the callback') : '', "\n";
    $body = unchunk(read_all($slow));
    echo strlen($body), ' bytes, ', strlen(trim($body, 'x')), " wrong\n";
    $last = $now = null;
}
echo json_decode($server->get('/progress'))->written, " pieces\n";
echo $server->stop();
?>
--EXPECT--
waits
20000000 bytes, 0 wrong
waits, behind the callback
30000000 bytes, 0 wrong
500 pieces
