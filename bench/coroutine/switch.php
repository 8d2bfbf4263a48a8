<?php
/* What does one switch cost, resume() and yield()? And one of a Fiber? Half of the operations go each way. */
require __DIR__ . '/../measure.php';

use CoroKit\Coroutine;

measure('coroutine/switch', 2_000_000, function (int $n) {
    $cid = Coroutine::create(function () use ($n) {
        for ($i = 0; $i < $n / 2; $i++) {
            Coroutine::yield();
        }
    });
    for ($i = 0; $i < $n / 2; $i++) {
        Coroutine::resume($cid);
    }
});
measure('coroutine/switch, of a Fiber', 2_000_000, function (int $n) {
    $fiber = new Fiber(function () use ($n) {
        for ($i = 0; $i < $n / 2; $i++) {
            Fiber::suspend();
        }
    });
    $fiber->start();
    for ($i = 0; $i < $n / 2; $i++) {
        $fiber->resume();
    }
});
