--TEST--
Semaphore: when the big one at the head gives up, those behind it go on
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/pause.php';

use CoroKit\Coroutine;
use CoroKit\Coroutine\{CanceledException, Semaphore};
use function CoroKit\Coroutine\{go, run};

run(function () {
    $semaphore = new Semaphore(2);
    $semaphore->acquire(1);
    $log = [];
    $quiet = go(function () use ($semaphore, &$log) {
        $log[] = 'big ' . json_encode($semaphore->acquire(2));
    });
    $late = go(function () use ($semaphore, &$log) {
        $log[] = 'late ' . json_encode($semaphore->acquire(2, 0.001));
    });
    $thrown = go(function () use ($semaphore, &$log) {
        try {
            $semaphore->acquire(2);
        } catch (CanceledException) {
            $log[] = 'thrown';
        }
    });
    go(function () use ($semaphore, &$log) {
        $log[] = 'small ' . json_encode($semaphore->acquire());
    });
    Coroutine::cancel($quiet);
    Coroutine::cancel($thrown, true);
    while (count($log) < 4) {
        pause();
    }
    sort($log);
    echo implode(', ', $log), "\n";
    var_dump($semaphore->available(), $semaphore->waiting());
    go(function () use ($semaphore) {
        try {
            $semaphore->acquire();
        } finally {
            echo "ended\n";
        }
    });
    exit(0);
});
?>
--EXPECT--
big false, late false, small true, thrown
int(0)
int(0)
ended
