<?php
/* What does a coroutine cost that is made, runs an empty closure and ends? And a Fiber that does the same? */
require __DIR__ . '/../measure.php';

use CoroKit\Coroutine;

measure('coroutine/create', 300_000, function (int $n) {
    $function = function () {};
    for ($i = 0; $i < $n; $i++) {
        Coroutine::create($function);
    }
});
measure('coroutine/create, of a Fiber', 30_000, function (int $n) {
    $function = function () {};
    for ($i = 0; $i < $n; $i++) {
        (new Fiber($function))->start();
    }
});
