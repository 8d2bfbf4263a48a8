--TEST--
bugs: two coroutines wait for one descriptor: what ends one wait leaves the other
--EXTENSIONS--
corokit
--FILE--
<?php
require dirname(__DIR__) . '/inc/pause.php';

use CoroKit\{Channel, Coroutine as Co};
use function CoroKit\Coroutine\{go, run};

run(function () {
    [$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
    $done = new Channel(3);
    $select = function (string $name, ?int $us) use ($a, $done) {
        $read = [$a];
        $none = [];
        $count = @stream_select($read, $none, $none, $us === null ? null : 0, $us);
        $done->push([$name, $count]);
    };
    $canceled = go($select, 'canceled', null);
    go($select, 'late', 2000);
    go($select, 'stays', null);
    while (!Co::cancel($canceled)) {
        pause();
    }
    $ended = [$done->pop(20.0), $done->pop(20.0)];
    sort($ended);
    echo json_encode($ended), "\n";
    fwrite($b, 'x');
    echo json_encode($done->pop(20.0)), "\n";
});
?>
--EXPECT--
[["canceled",false],["late",0]]
["stays",1]
