--TEST--
Channel: values come out in order, closed channels give what they hold first
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Channel;
use function CoroKit\Coroutine\{go, run};

var_dump((new ReflectionClass(Channel::class))->getName());
run(function () {
    $channel = new Channel(2);
    var_dump($channel->capacity, $channel->isEmpty(), $channel->isFull(), $channel->length());
    go(function () use ($channel) {
        foreach (['a', 1.5, null, [1], false] as $value) {
            $channel->push($value);
        }
        var_dump($channel->close(), $channel->close());
        var_dump($channel->push('late'), $channel->errCode === COROKIT_CHANNEL_CLOSED);
    });
    var_dump($channel->isFull());
    echo json_encode($channel->stats()), "\n";
    do {
        $value = $channel->pop();
        echo json_encode($value), ' ', $channel->errCode, "\n";
    } while ($value !== false || $channel->errCode === COROKIT_CHANNEL_OK);
});
var_dump([COROKIT_CHANNEL_OK, COROKIT_CHANNEL_TIMEOUT, COROKIT_CHANNEL_CLOSED, COROKIT_CHANNEL_CANCELED] === [0, -1, -2, -3]);
?>
--EXPECT--
string(25) "CoroKit\Coroutine\Channel"
int(2)
bool(true)
bool(false)
int(0)
bool(true)
{"consumer_num":0,"producer_num":1,"queue_num":2}
"a" 0
1.5 0
null 0
bool(true)
bool(false)
bool(false)
bool(true)
[1] 0
false 0
false -2
bool(true)
