<?php
/* What CPU time does a sleep of 1 ms cost when 10,000 coroutines sleep at once? The waiting itself costs nothing. */
require __DIR__ . '/../measure.php';

use CoroKit\Coroutine;

const SLEEPERS = 10_000;

measure('timer/sleeps', 100_000, function (int $n) {
    $all = [];
    for ($i = 0; $i < SLEEPERS; $i++) {
        $all[] = Coroutine::create(function () use ($n) {
            for ($i = intdiv($n, SLEEPERS); $i > 0; $i--) {
                usleep(1000);
            }
        });
    }
    Coroutine::join($all);
});
