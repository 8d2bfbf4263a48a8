--TEST--
WaitGroup: waits for zero, and can be used again
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/pause.php';

use CoroKit\Coroutine\WaitGroup;
use function CoroKit\Coroutine\{go, run};

run(function () {
    $group = new WaitGroup(1);
    $done = 0;
    for ($i = 0; $i < 3; $i++) {
        $group->add();
        go(function () use ($group, &$done) {
            pause();
            $done++;
            $group->done();
        });
    }
    var_dump($group->count());
    $group->done();
    var_dump($group->wait(), $done, $group->count(), $group->wait());
    $group->add(2);
    var_dump($group->wait(0.001), $group->count());
    $group->add(-2);
    var_dump($group->wait());
});
var_dump((new WaitGroup(-3))->count());
?>
--EXPECT--
int(4)
bool(true)
int(3)
int(0)
bool(true)
bool(false)
int(2)
bool(true)
int(0)
