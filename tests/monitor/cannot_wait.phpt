--TEST--
monitor: where waiting cannot work, an Error names the handle, both coroutines and where they were created
--EXTENSIONS--
corokit
pdo
pdo_sqlite
--INI--
corokit.handle_wait_timeout=0.2
--FILE--
<?php
use CoroKit\Channel;
use CoroKit\Coroutine as Co;
use CoroKit\Coroutine\CanceledException;
use function CoroKit\Coroutine\{run, go, parallel};

function tell(string $case, callable $call): void {
    try {
        $call();
        echo "$case: no error\n";
    } catch (Throwable $e) {
        echo "$case: ", get_class($e), ': ', preg_replace('~/\S*/~', '', $e->getMessage()), "\n";
    }
}

$pdo = new PDO('sqlite::memory:');
$wait = new Channel;
$holder = go(function () use ($pdo, $wait) {
    $pdo->beginTransaction();
    $wait->pop();
    $pdo->rollBack();
});
tell('{main}', fn () => $pdo->query('SELECT 1'));
run(function () use ($pdo, $wait, $holder) {
    $self = Co::getCid();
    tell('timeout', fn () => $pdo->query('SELECT 1'));
    ob_start(function ($text) use ($pdo) {
        try {
            return get_class($pdo->query('SELECT 1'));
        } catch (CoroKit\Error $e) {
            return 'output callback: ' . preg_replace('~/\S*/~', '', $e->getMessage()) . "\n";
        }
    });
    ob_end_flush();
    $waiter = go(fn () => tell('cancelled', fn () => $pdo->query('SELECT 1')));
    Co::cancel($waiter);
    $waiter = go(fn () => tell('cancelled', fn () => $pdo->query('SELECT 1')));
    Co::cancel($waiter, true);

    $wait->push(true);
    echo $pdo->query('SELECT "free"')->fetchColumn(), "\n";

    /* The holder waits for the end of one that waits for the holder. */
    $pdo->beginTransaction();
    tell('join', function () use ($pdo) {
        $child = go(fn () => tell('child of join', fn () => $pdo->query('SELECT 1')));
        Co::join([$child]);
    });
    tell('parallel', function () use ($pdo) {
        parallel(1, fn () => tell('child of parallel', fn () => $pdo->query('SELECT 1')));
    });
    $pdo->rollBack();
    $pdo->query('SELECT "after both"');
    /* The other way round: the holder waits already. */
    $go = new Channel;
    $child = go(function () use ($pdo, $go) {
        $go->pop();
        tell('late child', fn () => $pdo->query('SELECT 1'));
    });
    $pdo->beginTransaction();
    go(function () use ($go) {
        (new Channel)->pop(0.001);
        $go->push(true);
    });
    Co::join([$child]);
    $pdo->rollBack();
});
?>
--EXPECTF--
{main}: CoroKit\Error: PDO object #1 is in a transaction of coroutine 1 (created at cannot_wait.php:%d), and {main} cannot wait for it
timeout: CoroKit\Error: PDO object #1 is in a transaction of coroutine 1 (created at cannot_wait.php:%d), and coroutine 2 (created at cannot_wait.php:%d) has waited 0.2 s for it (corokit.handle_wait_timeout)
output callback: PDO object #1 is in a transaction of coroutine 1 (created at cannot_wait.php:%d), and coroutine 2 (created at cannot_wait.php:%d) cannot wait for it here
cancelled: CoroKit\Coroutine\CanceledException: The wait for PDO object #1 was cancelled
cancelled: CoroKit\Coroutine\CanceledException: The coroutine was cancelled
free
join: CoroKit\Error: coroutine 2 (created at cannot_wait.php:%d) cannot wait for the end of other coroutines: coroutine 5 (created at cannot_wait.php:%d) waits for PDO object #1, in use by coroutine 2, so neither could go on
parallel: CoroKit\Error: coroutine 2 (created at cannot_wait.php:%d) cannot wait for tasks: coroutine 6 (created at cannot_wait.php:%d) waits for PDO object #1, in use by coroutine 2, so neither could go on
child of join: no error
child of parallel: no error
late child: CoroKit\Error: PDO object #1 is in a transaction of coroutine 2 (created at cannot_wait.php:%d), and coroutine 7 (created at cannot_wait.php:%d) would wait for it for ever: the one waits for the other
