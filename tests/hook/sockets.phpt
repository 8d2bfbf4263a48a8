--TEST--
hook: ext/sockets: accept, recv with MSG_WAITALL, SO_RCVTIMEO, select, UDP
--EXTENSIONS--
corokit
sockets
--FILE--
<?php
use CoroKit\Channel;
use function CoroKit\Coroutine\{run, go};

run(function () {
    $listener = socket_create_listen(0);
    socket_getsockname($listener, $host, $port);
    $connected = new Channel(1);
    go(function () use ($port, $connected) {
        $client = socket_create(AF_INET, SOCK_STREAM, SOL_TCP);
        socket_connect($client, '127.0.0.1', $port);
        socket_write($client, 'abc');
        usleep(1000);
        socket_write($client, 'defgh');
        $connected->push($client);
    });
    $peer = socket_accept($listener);
    var_dump(socket_recv($peer, $data, 8, MSG_WAITALL), $data);

    socket_set_option($peer, SOL_SOCKET, SO_RCVTIMEO, ['sec' => 0, 'usec' => 20000]);
    var_dump(@socket_read($peer, 10), socket_last_error($peer) === SOCKET_EAGAIN);
    $read = [$peer];
    $none = null;
    var_dump(socket_select($read, $none, $none, 0, 1000), $read);
    socket_set_nonblock($peer);
    var_dump(@socket_read($peer, 10));
    socket_close($connected->pop());
    $read = [$peer];
    var_dump(socket_select($read, $none, $none, 5), socket_read($peer, 10));

    $udp = socket_create(AF_INET, SOCK_DGRAM, SOL_UDP);
    socket_bind($udp, '127.0.0.1');
    socket_getsockname($udp, $host, $port);
    go(function () use ($port) {
        $sender = socket_create(AF_INET, SOCK_DGRAM, SOL_UDP);
        usleep(1000);
        socket_sendto($sender, 'datagram', 8, 0, '127.0.0.1', $port);
    });
    var_dump(socket_recvfrom($udp, $data, 100, 0, $from, $from_port), $data, $from);
});
?>
--EXPECT--
int(8)
string(8) "abcdefgh"
bool(false)
bool(true)
int(0)
array(0) {
}
bool(false)
int(1)
string(0) ""
int(8)
string(8) "datagram"
string(9) "127.0.0.1"
