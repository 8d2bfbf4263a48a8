--TEST--
Channel: a receiver that is cancelled or out of time leaves the value to the next
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/pause.php';

use CoroKit\{Channel, Coroutine};
use CoroKit\Coroutine\CanceledException;
use function CoroKit\Coroutine\{go, run};

run(function () {
    $channel = new Channel(1);
    $log = [];
    $quiet = go(function () use ($channel, &$log) {
        $log[] = 'quiet got ' . json_encode([$channel->pop(), $channel->errCode]);
    });
    $thrown = go(function () use ($channel, &$log) {
        try {
            $channel->pop();
        } catch (CanceledException $e) {
            $log[] = 'thrown ' . $channel->errCode;
        }
    });
    $late = go(function () use ($channel, &$log) {
        $log[] = 'late got ' . json_encode([$channel->pop(0.001), $channel->errCode]);
    });
    go(function () use ($channel, &$log) {
        $log[] = 'last got ' . $channel->pop();
    });
    Coroutine::cancel($quiet);
    Coroutine::cancel($thrown, true);
    while (count($log) < 3) {
        pause();
    }
    echo json_encode($channel->stats()), "\n";
    $channel->push('value');
    while (count($log) < 4) {
        pause();
    }
    sort($log);
    echo implode("\n", $log), "\n";
});
?>
--EXPECT--
{"consumer_num":1,"producer_num":0,"queue_num":0}
last got value
late got [false,-1]
quiet got [false,-3]
thrown -3
