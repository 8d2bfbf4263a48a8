--TEST--
Coroutine\Lock: a cancelled waiter is passed over; exit() while they wait
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/pause.php';

use CoroKit\Coroutine;
use CoroKit\Coroutine\{CanceledException, Lock};
use function CoroKit\Coroutine\{go, run};

run(function () {
    $lock = new Lock;
    $log = [];
    $lock->lock();
    $quiet = go(function () use ($lock, &$log) {
        $log[] = json_encode([$lock->lock(), $lock->errCode]);
    });
    $thrown = go(function () use ($lock, &$log) {
        try {
            $lock->lock();
        } catch (CanceledException) {
            $log[] = 'thrown';
        }
    });
    go(function () use ($lock, &$log) {
        $lock->lock();
        $log[] = 'got it';
        $lock->unlock();
    });
    Coroutine::cancel($quiet);
    Coroutine::cancel($thrown, true);
    $lock->unlock();
    while (count($log) < 3) {
        pause();
    }
    sort($log);
    echo implode(' ', $log), "\n";
    $lock->lock();
    go(function () use ($lock) {
        try {
            $lock->lock();
        } finally {
            echo "ended\n";
        }
    });
    exit(0);
});
?>
--EXPECT--
[false,10017] got it thrown
ended
