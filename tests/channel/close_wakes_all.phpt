--TEST--
Channel: close() wakes everyone who waits, senders' values are not taken
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/pause.php';

use CoroKit\Channel;
use function CoroKit\Coroutine\{go, run};

run(function () {
    $log = [];
    $empty = new Channel(1);
    $full = new Channel(1);
    $full->push('inside');
    for ($i = 0; $i < 2; $i++) {
        go(function () use ($empty, &$log) {
            $log[] = json_encode([$empty->pop(), $empty->errCode]);
        });
        go(function () use ($full, $i, &$log) {
            $log[] = json_encode([$full->push($i), $full->errCode]);
        });
    }
    $empty->close();
    $full->close();
    while (count($log) < 4) {
        pause();
    }
    echo implode(' ', $log), "\n";
    var_dump($full->pop(), $full->pop(), $full->errCode);
});
?>
--EXPECT--
[false,-2] [false,-2] [false,-2] [false,-2]
string(6) "inside"
bool(false)
int(-2)
