--TEST--
process: pcntl_sigwaitinfo() and pcntl_sigtimedwait() wait in coroutines
--EXTENSIONS--
corokit
pcntl
posix
--FILE--
<?php
use CoroKit\Channel;
use CoroKit\Coroutine as Co;
use function CoroKit\Coroutine\{run, go};

run(function () {
    pcntl_sigprocmask(SIG_BLOCK, [SIGUSR1, SIGUSR2]);
    $done = new Channel(10);
    go(function () use ($done) {
        $done->push([pcntl_sigwaitinfo([SIGUSR1], $info), $info['pid'] === getmypid()]);
    });
    go(function () use ($done) {
        $done->push([pcntl_sigtimedwait([SIGUSR2], $info, 600), $info['signo']]);
    });
    var_dump($done->isEmpty());
    posix_kill(getmypid(), SIGUSR2);
    echo json_encode($done->pop() === [SIGUSR2, SIGUSR2]), "\n";
    posix_kill(getmypid(), SIGUSR1);
    echo json_encode($done->pop() === [SIGUSR1, true]), "\n";

    var_dump(pcntl_sigtimedwait([SIGUSR1], $info, 0, 1000000) <= 0); // false since PHP 8.4, -1 before
    $cid = go(function () use ($done) {
        $done->push([@pcntl_sigwaitinfo([SIGUSR1], $info) <= 0, pcntl_get_last_error()]);
    });
    while (!Co::cancel($cid)) {
        Co::sleep(0.001);
    }
    echo json_encode($done->pop()), "\n";

    echo "-- not blocked, and with a handler: who waits gets it\n";
    pcntl_sigprocmask(SIG_UNBLOCK, [SIGUSR1]);
    pcntl_async_signals(true);
    $handled = 0;
    pcntl_signal(SIGUSR1, function () use (&$handled) { $handled++; });
    go(function () use ($done) {
        $done->push(pcntl_sigwaitinfo([SIGUSR1], $info) === SIGUSR1);
    });
    do { /* under corokit.chaos it may not wait yet, and the handler gets the signal */
        posix_kill(getmypid(), SIGUSR1);
        $got = $done->pop(0.1);
    } while ($got === false);
    var_dump($got);
    $before = $handled;
    posix_kill(getmypid(), SIGUSR1);
    $done->pop(0.1);
    echo $handled - $before === 1 ? "handler\n" : "no handler\n";
});
?>
--EXPECT--
bool(true)
true
true
bool(true)
[true,125]
-- not blocked, and with a handler: who waits gets it
bool(true)
handler
