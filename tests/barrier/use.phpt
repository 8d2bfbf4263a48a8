--TEST--
Barrier: opens when the last coroutine that holds it has ended
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/pause.php';

use CoroKit\Coroutine;
use CoroKit\Coroutine\Barrier;
use function CoroKit\Coroutine\{go, run};

run(function () {
    $count = 0;
    $barrier = Barrier::make();
    for ($i = 0; $i < 3; $i++) {
        go(function () use ($barrier, &$count) {
            pause();
            $count++;
        });
    }
    Barrier::wait($barrier);
    var_dump($barrier, $count);

    /* Nobody else holds it, or no longer: no wait. */
    $barrier = Barrier::make();
    Barrier::wait($barrier);
    $barrier = Barrier::make();
    go(function () use ($barrier) {
    });
    Barrier::wait($barrier);

    $barrier = Barrier::make();
    $cid = go(function () use ($barrier, &$count) {
        Coroutine::yield();
        $count++;
    });
    Barrier::wait($barrier, 0.001);
    var_dump($barrier, $count);
    Coroutine::resume($cid);
    var_dump($count);
});
?>
--EXPECT--
NULL
int(3)
NULL
int(3)
int(4)
