--TEST--
hook: cancel() ends a wait in every kind of call
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine as Co;
use function CoroKit\Coroutine\{run, go};

run(function () {
    [$a] = $pair = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
    $listener = stream_socket_server('tcp://127.0.0.1:0');
    $file = fopen(__FILE__, 'r');
    $other = fopen(__FILE__, 'r');
    flock($other, LOCK_EX);
    $none = null;
    $calls = [
        'read' => fn () => fgets($a),
        'accept' => fn () => @stream_socket_accept($listener, 100),
        'select' => function () use ($a, $none) { $r = [$a]; return @stream_select($r, $none, $none, 100); },
        'flock' => fn () => flock($file, LOCK_EX),
        'sleep' => fn () => time_nanosleep(100, 0) !== true,
    ];
    foreach ($calls as $name => $call) {
        $cid = go(function () use ($name, $call) {
            echo "{$name}: ", json_encode($call()), Co::isCanceled() ? " canceled\n" : "\n";
        });
        while (!Co::cancel($cid)) {
            Co::sleep(0.001); /* under corokit.chaos it may not have come to its wait yet */
        }
        Co::join([$cid]);
        $cid = go(function () use ($name, $call) {
            try {
                $call();
            } catch (Co\CanceledException) {
                echo "{$name}: thrown\n";
            }
        });
        while (!Co::cancel($cid, true)) {
            Co::sleep(0.001);
        }
        Co::join([$cid]);
    }
});
?>
--EXPECT--
read: false canceled
read: thrown
accept: false canceled
accept: thrown
select: false canceled
select: thrown
flock: false canceled
flock: thrown
sleep: true canceled
sleep: thrown
