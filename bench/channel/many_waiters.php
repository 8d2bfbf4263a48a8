<?php
/* Does a push get dearer when a thousand coroutines wait for it? */
require __DIR__ . '/../measure.php';

use CoroKit\Channel;

foreach ([1, 1000] as $waiters) {
    measure("channel/waiters_$waiters", 200_000, function (int $n) use ($waiters) {
        $channel = new Channel(1);
        $done = new Channel($waiters);
        for ($i = 0; $i < $waiters; $i++) {
            CoroKit\Coroutine\go(static function () use ($channel, $done) {
                while ($channel->pop() !== false) {
                }
                $done->push(true);
            });
        }
        for ($i = 0; $i < $n; $i++) {
            $channel->push($i);
        }
        $channel->close();
        for ($i = 0; $i < $waiters; $i++) {
            $done->pop();
        }
    });
}
