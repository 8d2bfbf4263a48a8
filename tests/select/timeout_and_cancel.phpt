--TEST--
Select: out of time and cancelled, it takes nothing and leaves every queue
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/pause.php';

use CoroKit\{Channel, Coroutine, Select};
use CoroKit\Coroutine\CanceledException;
use function CoroKit\Coroutine\{go, run};

run(function () {
    $a = new Channel(1);
    $b = new Channel(1);
    $b->push('full');
    $make = fn () => (new Select)->pop($a)->push($b, 'lost?');
    $log = [];
    $select = $make();
    var_dump($select->wait(0), $select->errCode, $select->wait(0.001), $select->errCode);
    $quiet = go(function () use ($make, &$log) {
        $select = $make();
        $log[] = json_encode([$select->wait(), $select->errCode]);
    });
    $thrown = go(function () use ($make, &$log) {
        try {
            $make()->wait();
        } catch (CanceledException) {
            $log[] = 'thrown';
        }
    });
    Coroutine::cancel($quiet);
    Coroutine::cancel($thrown, true);
    while (count($log) < 2) {
        pause();
    }
    sort($log);
    echo implode(' ', $log), "\n", json_encode([$a->stats(), $b->stats()]), "\n", $b->pop(), "\n";
    var_dump($b->isEmpty());
});
?>
--EXPECT--
bool(false)
int(-1)
bool(false)
int(-1)
[false,-3] thrown
[{"consumer_num":0,"producer_num":0,"queue_num":0},{"consumer_num":0,"producer_num":0,"queue_num":1}]
full
bool(true)
