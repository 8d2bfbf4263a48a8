<?php
/* What does a push and its pop cost in a stream of values, by the size of the channel? */
require __DIR__ . '/../measure.php';

use CoroKit\Channel;

foreach ([1, 16, 128] as $capacity) {
    measure("channel/stream_$capacity", 1_000_000, function (int $n) use ($capacity) {
        $channel = new Channel($capacity);
        CoroKit\Coroutine\go(static function () use ($channel, $n) {
            for ($i = 0; $i < $n; $i++) {
                $channel->push($i);
            }
        });
        for ($i = 0; $i < $n; $i++) {
            $channel->pop();
        }
    });
}
