--TEST--
coroutine: getExecuteTime() counts what a coroutine runs, not its waits
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\{Channel, Coroutine as Co};
use function CoroKit\Coroutine\{go, run};

function busy(int $us): void
{
    for ($end = hrtime(true) + $us * 1000; hrtime(true) < $end;);
}

var_dump(Co::getExecuteTime()); // outside
run(function () {
    Co::getExecuteTime(); // counts from here on
    $end = new Channel;
    $done = new Channel(1);
    $waiter = go(fn () => $end->pop());
    $worker = go(function () use ($end, $done) {
        busy(50_000);
        Co::sleep(0.001);
        busy(50_000);
        $done->push(true);
        $end->pop();
    });
    busy(20_000);
    $done->pop();
    var_dump(Co::getExecuteTime() >= 20_000);
    var_dump(Co::getExecuteTime(Co::getCid()) >= 20_000);
    var_dump(Co::getExecuteTime($worker) >= 100_000);
    var_dump(Co::getExecuteTime($waiter) < Co::getExecuteTime($worker));
    var_dump(Co::getExecuteTime(12345));
    $end->close();
});
?>
--EXPECT--
int(-1)
bool(true)
bool(true)
bool(true)
bool(true)
int(-1)
