<?php
/* What does it cost two coroutines to answer each other, every value one switch? */
require __DIR__ . '/../measure.php';

use CoroKit\Channel;

measure('channel/ping_pong', 500_000, function (int $n) {
    $ping = new Channel(1);
    $pong = new Channel(1);
    CoroKit\Coroutine\go(function () use ($ping, $pong) {
        while ($ping->pop()) {
            $pong->push(true);
        }
    });
    for ($i = 0; $i < $n; $i++) {
        $ping->push(true);
        $pong->pop();
    }
    $ping->close();
});
