--TEST--
hook: a large write to a slow reader returns the whole count, as a blocking one
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Channel;
use function CoroKit\Coroutine\{run, go};

run(function () {
    [$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
    $data = str_repeat('0123456789abcdef', 131072);
    $done = new Channel(1);
    go(function () use ($a, $data, $done) {
        $done->push(fwrite($a, $data));
        fclose($a);
    });
    var_dump($done->isEmpty());
    $read = stream_get_contents($b);
    var_dump($read === $data, $done->pop() === strlen($data));
});
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
