--TEST--
engine: a deadlock is an Error that says who waits for what
--EXTENSIONS--
corokit
--FILE--
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
--EXPECTF--
finally
Deadlock: 2 coroutines wait and nothing is left that could wake one

[coroutine 1] waits for resume, created by {main} at %sdeadlock.php:%d

[coroutine 2] waits for channel pop, created by coroutine 1 at %sdeadlock.php:%d

resumed
