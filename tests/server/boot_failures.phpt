--TEST--
server: a workerStart that throws, exits or dies is tried again after a pause that grows, and no request comes before it returned
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/server.php';

$counter = __FILE__ . '.count';
file_put_contents($counter, '');
$server = start_server(<<<PHP
    \$counter = '$counter';
PHP . <<<'PHP'
    $server->on('workerStart', function () use ($counter) {
        file_put_contents($counter, '.', FILE_APPEND);
        switch (strlen(file_get_contents($counter))) {
            case 1:
                throw new LogicException('not this time');
            case 2:
                exit(0);
            case 3:
                ini_set('display_errors', 0);
                trigger_error('a fatal error', E_USER_ERROR);
        }
        CoroKit\Coroutine::sleep(0.05);
        $GLOBALS['booted'] = true;
    });
    $server->on('request', fn ($request, $response) => $response->end(isset($GLOBALS['booted']) ? 'booted' : 'too early'));
PHP);
/* It waits in the backlog. */
echo $server->get('/'), "\n";
$server->stop();
echo log_lines($server->output), "\n";
?>
--CLEAN--
<?php
@unlink(__DIR__ . '/boot_failures.php.count');
?>
--EXPECT--
booted
INFO listening on 127.0.0.1:N with 1 workers
ERROR workerStart of worker 0: uncaught LogicException: not this time in FILE:N
WARNING worker 0 did not start, next try in 250 ms
ERROR workerStart of worker 0 called exit()
WARNING worker 0 did not start, next try in 500 ms
ERROR fatal error: a fatal error in FILE:N; the worker is replaced
WARNING worker 0 did not start, next try in 1000 ms
INFO stopping
INFO stopped
