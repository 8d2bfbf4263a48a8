--TEST--
Channel: places are given to senders in the order of their coming
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Channel;
use function CoroKit\Coroutine\{go, run};

run(function () {
    $channel = new Channel(1);
    $channel->push('inside');
    foreach (['a', 'b', 'c'] as $name) {
        go(fn () => $channel->push($name));
    }
    echo $channel->pop(), "\n";
    /* The place is a's already. */
    var_dump($channel->isFull(), $channel->push('barging', 0.001), $channel->errCode);
    echo $channel->pop(), $channel->pop(), $channel->pop(), "\n";
    var_dump($channel->length());
});
?>
--EXPECT--
inside
bool(true)
bool(false)
int(-1)
abc
int(0)
