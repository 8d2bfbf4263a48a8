--TEST--
bugs: a hangup wakes who reads and who writes
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Channel;
use function CoroKit\Coroutine\{go, run};

run(function () {
    [$ours, $theirs] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
    $done = new Channel(2);
    go(function () use ($ours, $done) {
        $done->push(['read', (string) @fread($ours, 100)]);
    });
    go(function () use ($ours, $done) {
        $sent = @fwrite($ours, str_repeat('x', 8_000_000));
        $done->push(['written', $sent === false || $sent < 8_000_000]);
    });
    fclose($theirs);
    $results = [$done->pop(20.0), $done->pop(20.0)];
    sort($results);
    echo json_encode($results), "\n";
});
?>
--EXPECT--
[["read",""],["written",true]]
