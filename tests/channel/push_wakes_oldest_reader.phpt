--TEST--
Channel: the oldest waiting receiver gets the next value, no newcomer slips in
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/pause.php';

use CoroKit\Channel;
use function CoroKit\Coroutine\{go, run};

run(function () {
    $channel = new Channel(1);
    $log = [];
    foreach (['first', 'second', 'third'] as $name) {
        go(function () use ($channel, $name, &$log) {
            $log[] = "$name got " . $channel->pop();
        });
    }
    echo json_encode($channel->stats()), "\n";
    $channel->push(1);
    $channel->push(2);
    /* Two are woken and have not run: what comes now is not theirs, nor ours before the third. */
    go(function () use ($channel, &$log) {
        $log[] = 'newcomer got ' . $channel->pop();
    });
    $channel->push(3);
    $channel->push(4);
    $log[] = 'pushed';
    while (count($log) < 5) {
        pause();
    }
    sort($log);
    echo implode("\n", $log), "\n";
});
?>
--EXPECT--
{"consumer_num":3,"producer_num":0,"queue_num":0}
first got 1
newcomer got 4
pushed
second got 2
third got 3
