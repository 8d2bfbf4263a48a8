--TEST--
Channel: between being handed a value and running, a receiver can no longer be cancelled
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\{Channel, Coroutine};
use function CoroKit\Coroutine\{go, run};

run(function () {
    $channel = new Channel(1);
    $cid = go(function () use ($channel) {
        var_dump($channel->pop());
    });
    $channel->push('value');
    var_dump(Coroutine::cancel($cid), Coroutine::cancel($cid, true));
});
?>
--EXPECT--
bool(false)
bool(false)
string(5) "value"
