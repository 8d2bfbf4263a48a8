--TEST--
hook: curl_exec() and curl_multi yield to the server in the same process
--EXTENSIONS--
corokit
curl
--FILE--
<?php
use CoroKit\Channel;
use function CoroKit\Coroutine\{run, go};

run(function () {
    $listener = stream_socket_server('tcp://127.0.0.1:0');
    $address = stream_socket_get_name($listener, false);
    go(function () use ($listener) {
        /* Three requests are answered only when all three are here. */
        $peers = [];
        for ($i = 0; $i < 3; $i++) {
            $peers[] = $peer = stream_socket_accept($listener);
            while (trim(fgets($peer)) !== '');
        }
        foreach ($peers as $peer) {
            fwrite($peer, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");
            fclose($peer);
        }
    });
    $handle = function () use ($address) {
        $curl = curl_init("http://{$address}/");
        curl_setopt($curl, CURLOPT_RETURNTRANSFER, true);
        return $curl;
    };
    $done = new Channel(2);
    go(fn () => $done->push(curl_exec($handle())));
    go(function () use ($handle, $done) {
        $multi = curl_multi_init();
        $all = [$handle(), $handle()];
        array_map(fn ($curl) => curl_multi_add_handle($multi, $curl), $all);
        do {
            curl_multi_exec($multi, $running);
            $running && curl_multi_select($multi);
        } while ($running);
        $done->push(implode(' ', array_map(curl_multi_getcontent(...), $all)));
    });
    $answers = [$done->pop(), $done->pop()];
    sort($answers);
    echo implode("\n", $answers), "\n";
});
?>
--EXPECT--
ok
ok ok
