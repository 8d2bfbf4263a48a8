--TEST--
Semaphore: permits in the order of coming, big requests are not overtaken
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/pause.php';

use CoroKit\Coroutine\Semaphore;
use function CoroKit\Coroutine\{go, run};

run(function () {
    $semaphore = new Semaphore(3);
    $order = [];
    var_dump($semaphore->acquire(2), $semaphore->available(), $semaphore->tryAcquire(2));
    foreach (['big' => 3, 'small' => 1, 'other' => 1] as $name => $n) {
        go(function () use ($semaphore, $name, $n, &$order) {
            $semaphore->acquire($n);
            $order[] = $name;
            pause();
            $semaphore->release($n);
        });
    }
    /* One is free, but the big one was there first. */
    var_dump($semaphore->tryAcquire(), $semaphore->waiting(), $semaphore->acquire(1, 0.001), $semaphore->acquire(1, 0));
    $semaphore->release(2);
    var_dump($semaphore->acquire(3), $semaphore->waiting(), $order[0], count($order));
    $semaphore->release(4);
    var_dump($semaphore->available());
});
?>
--EXPECT--
bool(true)
int(1)
bool(false)
bool(false)
int(3)
bool(false)
bool(false)
bool(true)
int(0)
string(3) "big"
int(3)
int(4)
