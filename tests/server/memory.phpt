--TEST--
server: a request that runs out of memory is answered by 500, and the worker is replaced
--EXTENSIONS--
corokit
--SKIPIF--
<?php
if (getenv('USE_ZEND_ALLOC') === '0') {
    die('skip without PHP\'s allocator there is no memory_limit');
}
?>
--FILE--
<?php
require __DIR__ . '/../inc/server.php';

$server = start_server(<<<'PHP'
    ini_set('display_errors', 0);
    $server->on('request', function ($request, $response) {
        switch ($request->server['request_uri']) {
            case '/at-once':
                str_repeat('x', 1 << 40);
                break;
            case '/bit-by-bit':
                for ($all = []; ; ) {
                    $all[] = str_repeat('x', 100000) . count($all);
                }
        }
        $response->end((string) getmypid());
    });
PHP);
foreach (['/at-once', '/bit-by-bit'] as $target) {
    $pid = $server->get('/');
    echo substr($server->get($target), 0, 3), "\n";
    var_dump($server->get('/') !== $pid);
}
$server->stop();
echo log_lines($server->output), "\n";
?>
--EXPECTF--
500
bool(true)
500
bool(true)
INFO listening on 127.0.0.1:N with 1 workers
ERROR fatal error: Allowed memory size of %d bytes exhausted%S in FILE:N, request GET /at-once; the worker is replaced
ERROR fatal error: Allowed memory size of %d bytes exhausted%S in FILE:N, request GET /bit-by-bit; the worker is replaced
INFO stopping
INFO stopped
