<?php
/* What does a round trip of 64 bytes cost over TCP, client and server in one process? Pairs: the first argument, or 1 and 64. */
require __DIR__ . '/../measure.php';

use CoroKit\Channel;

function echo_all(int $n, int $pairs): void
{
    $server = stream_socket_server('tcp://127.0.0.1:0');
    $address = 'tcp://' . stream_socket_get_name($server, false);
    $done = new Channel($pairs);
    CoroKit\Coroutine\go(function () use ($server, $pairs) {
        for ($i = 0; $i < $pairs; $i++) {
            $peer = stream_socket_accept($server);
            CoroKit\Coroutine\go(function () use ($peer) {
                while (($data = fread($peer, 8192)) !== '' && $data !== false) {
                    fwrite($peer, $data);
                }
            });
        }
    });
    for ($i = 0; $i < $pairs; $i++) {
        CoroKit\Coroutine\go(function () use ($address, $n, $pairs, $done) {
            $peer = stream_socket_client($address);
            $message = str_repeat('x', 64);
            for ($i = intdiv($n, $pairs); $i > 0; $i--) {
                fwrite($peer, $message);
                if (fread($peer, 8192) !== $message) {
                    throw new LogicException('another answer');
                }
            }
            fclose($peer);
            $done->push(true);
        });
    }
    for ($i = 0; $i < $pairs; $i++) {
        $done->pop();
    }
}

foreach (isset($argv[1]) ? [(int) $argv[1]] : [1, 64] as $pairs) {
    measure("hook/echo_$pairs", 40_000, fn (int $n) => echo_all($n, $pairs));
}
