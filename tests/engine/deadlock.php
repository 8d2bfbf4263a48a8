<?php
use CoroKit\{Channel, Coroutine as Co};
use function CoroKit\Coroutine\{run, go};

try {
    run(function () {
        $channel = new Channel(1);
        go(function () use ($channel) {
            try {
                $channel->pop();
            } finally {
                echo "finally\n";
            }
        });
        Co::yield();
    });
} catch (CoroKit\Error $e) {
    echo preg_replace('/#\d.*\n?/', '', $e->getMessage()), "\n";
}
/* A timer, a descriptor can still wake someone: no deadlock. */
run(function () {
    $cid = go(fn () => Co::yield());
    usleep(1000);
    Co::resume($cid);
    echo "resumed\n";
});
?>
