<?php
/* What does a value cost that is waited for in several channels at once? */
require __DIR__ . '/../measure.php';

use CoroKit\{Channel, Select};

foreach ([1, 4, 32] as $count) {
    measure("channel/select_$count", 200_000, function (int $n) use ($count) {
        $select = new Select;
        $channels = [];
        for ($i = 0; $i < $count; $i++) {
            $select->pop($channels[] = new Channel(1));
        }
        CoroKit\Coroutine\go(static function () use ($channels, $count, $n) {
            for ($i = 0; $i < $n; $i++) {
                $channels[$i % $count]->push($i);
            }
        });
        for ($i = 0; $i < $n; $i++) {
            $select->wait();
        }
    });
}
