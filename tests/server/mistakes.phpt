--TEST--
server: an exception, exit() and a fatal error end one request, not the worker
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/server.php';

$gate = new Gate;
$server = start_server(<<<'PHP'
    ini_set('display_errors', 0);
    $server->set(['max_wait_time' => 30]);
    $server->on('workerStop', fn () => print("workerStop\n"));
    $server->on('request', function ($request, $response) {
        switch ($request->server['request_uri']) {
            case '/throw':
                throw new RuntimeException("no\nway");
            case '/error':
                CoroKit\Coroutine::sleep(0.001);
                undefined_function();
            case '/exit':
                $response->write('before exit');
                exit(3);
            case '/exit-in-child':
                CoroKit\Coroutine\go(fn () => exit("text\n"));
                break;
            case '/throw-in-child':
                CoroKit\Coroutine\go(function () {
                    CoroKit\Coroutine::sleep(0.001);
                    throw new DomainException('of a child');
                });
                CoroKit\Coroutine::sleep(0.01);
                break;
            case '/throw-in-timer':
                CoroKit\Timer::after(1, fn () => throw new DomainException('of a timer'));
                CoroKit\Coroutine::sleep(0.01);
                break;
            case '/throw-in-defer':
                CoroKit\Coroutine::defer(fn () => throw new DomainException('of a defer'));
                break;
            case '/held':
                pass_gate();
                break;
            case '/fatal':
                trigger_error('fatal', E_USER_ERROR);
            case '/redeclared':
                eval('class Twice {} class Twice {}');
        }
        $response->end((string) getmypid());
    });
PHP, $gate);
$pid = $server->get('/');
foreach (['/throw', '/error', '/exit', '/exit-in-child', '/throw-in-child', '/throw-in-timer', '/throw-in-defer'] as $target) {
    echo "$target: ", trim(str_replace($pid, 'the pid', $server->get($target))), "\n";
}
var_dump($server->get('/') === $pid);
foreach (['/fatal', '/redeclared'] as $i => $target) {
    $client = $server->send('/held');
    [, $held] = $gate->next();
    echo "$target: ", trim($server->get($target)), "\n";
    /* The worker accepts no more, and answers what it has. */
    $now = $server->get('/');
    var_dump($now !== $pid);
    $gate->release($held);
    var_dump($server->receive($client)[1] === $pid);
    $pid = $now;
    $server->waitForCount("workerStop\n", $i + 1);
}
$server->stop();
echo log_lines($server->output), "\n";
?>
--EXPECTF--
/throw: 500 %S
/error: 500 %S
/exit: before exit
/exit-in-child: the pid
/throw-in-child: the pid
/throw-in-timer: the pid
/throw-in-defer: the pid
bool(true)
/fatal: 500 %S
bool(true)
bool(true)
/redeclared: 500 %S
bool(true)
bool(true)
INFO listening on 127.0.0.1:N with 1 workers
ERROR uncaught RuntimeException: no\x0away in FILE:N, request GET /throw, answered 500
ERROR uncaught Error: Call to undefined function undefined_function() in FILE:N, request GET /error, answered 500
ERROR uncaught DomainException: of a child in FILE:N, in coroutine %d started in FILE:N
ERROR uncaught DomainException: of a timer in FILE:N, in coroutine %d%S
ERROR uncaught DomainException: of a defer in FILE:N, after the end of a request
ERROR fatal error: fatal in FILE:N, request GET /fatal; the worker is replaced
ERROR fatal error: Cannot %s class Twice%S in %S, request GET /redeclared; the worker is replaced
INFO stopping
INFO stopped
