--TEST--
hook: the sleep family wakes in order of time and keeps its return values
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine as Co;
use function CoroKit\Coroutine\{run, go};

$order = [];
$start = hrtime(true);
run(function () use (&$order) {
    go(function () use (&$order) { $order[] = [4, sleep(1)]; });
    go(function () use (&$order) { usleep(300000); $order[] = [3]; });
    go(function () use (&$order) { $order[] = [2, time_nanosleep(0, 200000000)]; });
    go(function () use (&$order) { $order[] = [1, time_sleep_until(microtime(true) + 0.1)]; });
    go(function () use (&$order) { usleep(0); $order[] = [0]; });
});
echo json_encode($order), "\n";
/* One second, not the sum. */
var_dump(hrtime(true) - $start >= 1e9, hrtime(true) - $start < 1.5e9);

run(function () {
    $cid = go(function () {
        var_dump(sleep(100));
        var_dump(Co::isCanceled());
    });
    var_dump(Co::cancel($cid));
});
?>
--EXPECT--
[[0],[1,true],[2,true],[3],[4,0]]
bool(true)
bool(true)
bool(true)
int(99)
bool(true)
