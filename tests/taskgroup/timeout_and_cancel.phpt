--TEST--
TaskGroup: out of time, cancelled from inside and outside, none is left
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/pause.php';

use CoroKit\{Channel, Coroutine, TaskGroup};
use CoroKit\Coroutine\{CanceledException, TimeoutException};
use function CoroKit\Coroutine\{go, run};

run(function () {
    $never = new Channel;
    $wait = fn () => $never->pop();
    $group = new TaskGroup;
    $group->spawn($wait);
    try {
        $group->wait(0.001);
    } catch (TimeoutException $e) {
        echo get_class($e), ' ', count($group), "\n";
    }

    $group->spawn($wait);
    $group->spawn(fn () => 'done');
    $group->cancel();
    echo count($group), ' ', json_encode($group->wait()), "\n";

    foreach ([false, true] as $throw) {
        $report = new Channel;
        $cid = go(function () use ($wait, $report) {
            $group = new TaskGroup;
            $group->spawn($wait);
            try {
                $group->wait();
            } catch (CanceledException) {
                $report->push('cancelled, left: ' . count($group));
            }
        });
        while (!Coroutine::cancel($cid, $throw)) {
            pause();
        }
        echo $report->pop(), "\n";
    }

    /* A child that ends its own group, and one that is told to end and starts another. */
    $group = new TaskGroup;
    $group->spawn(function () use ($group, $never) {
        try {
            $never->pop();
        } finally {
            try {
                $group->spawn(fn () => null);
            } catch (CanceledException $e) {
                echo $e->getMessage(), "\n";
            }
        }
    });
    $group->cancel();
    echo json_encode($never->stats()), "\n";
});
?>
--EXPECT--
CoroKit\Coroutine\TimeoutException 0
0 [null,"done"]
cancelled, left: 0
cancelled, left: 0
The TaskGroup is being cancelled
{"consumer_num":0,"producer_num":0,"queue_num":0}
