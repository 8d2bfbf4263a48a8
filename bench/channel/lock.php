<?php
/* What do lock() and unlock() cost, alone and when 100 coroutines want the lock? */
require __DIR__ . '/../measure.php';

use CoroKit\Coroutine\{Lock, WaitGroup};

foreach ([1, 100] as $count) {
    measure("channel/lock_$count", 500_000, function (int $n) use ($count) {
        $lock = new Lock;
        $group = new WaitGroup($count);
        $lock->lock();
        for ($i = 0; $i < $count; $i++) {
            CoroKit\Coroutine\go(static function () use ($lock, $group, $count, $n) {
                for ($i = intdiv($n, $count); $i > 0; $i--) {
                    $lock->lock();
                    $lock->unlock();
                }
                $group->done();
            });
        }
        $lock->unlock();
        $group->wait();
    });
}
