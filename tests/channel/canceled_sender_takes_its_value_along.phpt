--TEST--
Channel: the value of a sender that is cancelled or out of time is never received
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/pause.php';

use CoroKit\{Channel, Coroutine};
use function CoroKit\Coroutine\{go, run};

run(function () {
    $channel = new Channel(1);
    $channel->push('inside');
    $canceled = null;
    $cid = go(function () use ($channel, &$canceled) {
        $canceled = [$channel->push('canceled'), $channel->errCode];
    });
    var_dump($channel->push('late', 0.001), $channel->errCode);
    Coroutine::cancel($cid);
    go(fn () => $channel->push('good'));
    var_dump($channel->pop(), $channel->pop(), $channel->length());
    while ($canceled === null) {
        pause();
    }
    echo json_encode($canceled), "\n";
});
?>
--EXPECT--
bool(false)
int(-1)
string(6) "inside"
string(4) "good"
int(0)
[false,-3]
