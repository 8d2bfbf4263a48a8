--TEST--
hook: stream_socket_accept(), fgets(), fwrite() and file_get_contents() wait side by side
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Channel;
use function CoroKit\Coroutine\{run, go};

run(function () {
    $listener = stream_socket_server('tcp://127.0.0.1:0');
    $address = stream_socket_get_name($listener, false);
    $gate = new Channel(1);

    /* No answer before all three requests are here: served one by one, this would never end. */
    go(function () use ($listener, $gate) {
        $peers = [];
        for ($i = 0; $i < 3; $i++) {
            $peers[] = $peer = stream_socket_accept($listener);
            while (trim(fgets($peer)) !== '');
        }
        foreach ($peers as $i => $peer) {
            fwrite($peer, "HTTP/1.0 200 OK\r\nContent-Length: 8\r\n\r\nanswer {$i}");
            fclose($peer);
        }
        $gate->push('served');
    });

    $answers = new Channel(3);
    for ($i = 0; $i < 3; $i++) {
        go(fn () => $answers->push(file_get_contents("http://{$address}/")));
    }
    $all = [$answers->pop(), $answers->pop(), $answers->pop()];
    sort($all);
    echo implode("\n", $all), "\n", $gate->pop(), "\n";
});
?>
--EXPECT--
answer 0
answer 1
answer 2
served
