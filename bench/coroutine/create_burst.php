<?php
/* What does a coroutine cost when 2,000 are alive: made, first wait, going on, end? And a Fiber? */
require __DIR__ . '/../measure.php';

use CoroKit\Coroutine;

const ALIVE = 2000;

measure('coroutine/create_burst', 40_000, function (int $n) {
    $function = function () { Coroutine::yield(); };
    for ($round = intdiv($n, ALIVE); $round > 0; $round--) {
        $all = [];
        for ($i = 0; $i < ALIVE; $i++) {
            $all[] = Coroutine::create($function);
        }
        foreach ($all as $cid) {
            Coroutine::resume($cid);
        }
    }
});
measure('coroutine/create_burst, of Fibers', 40_000, function (int $n) {
    $function = function () { Fiber::suspend(); };
    for ($round = intdiv($n, ALIVE); $round > 0; $round--) {
        $all = [];
        for ($i = 0; $i < ALIVE; $i++) {
            $all[] = $fiber = new Fiber($function);
            $fiber->start();
        }
        foreach ($all as $fiber) {
            $fiber->resume();
        }
    }
});
