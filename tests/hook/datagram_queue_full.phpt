--TEST--
hook: sendto() waits for room in the queue of a unix datagram socket without spinning
--EXTENSIONS--
corokit
sockets
--FILE--
<?php
use CoroKit\Channel;
use CoroKit\Coroutine as Co;
use function CoroKit\Coroutine\{run, go};

run(function () {
    $path = sys_get_temp_dir() . '/corokit_dgram_' . getmypid();
    @unlink($path);
    $receiver = socket_create(AF_UNIX, SOCK_DGRAM, 0);
    socket_bind($receiver, $path);
    $sender = socket_create(AF_UNIX, SOCK_DGRAM, 0);

    $queue = 0;
    while (@socket_sendto($sender, "m$queue", 10, MSG_DONTWAIT, $path)) {
        $queue++;
    }
    var_dump($queue > 0, socket_last_error($sender) === SOCKET_EAGAIN);

    $done = new Channel(1);
    $cid = go(function () use ($sender, $path, $done) {
        $done->push(socket_sendto($sender, 'last', 4, 0, $path));
    });
    $used = getrusage();
    Co::sleep(0.2);
    $cpu = getrusage();
    $spent = ($cpu['ru_utime.tv_sec'] + $cpu['ru_stime.tv_sec'] - $used['ru_utime.tv_sec'] - $used['ru_stime.tv_sec']) * 1000
        + ($cpu['ru_utime.tv_usec'] + $cpu['ru_stime.tv_usec'] - $used['ru_utime.tv_usec'] - $used['ru_stime.tv_usec']) / 1000;
    echo $spent < 100 ? "no spinning\n" : "$spent ms of CPU time in 200 ms\n";
    socket_recvfrom($receiver, $data, 10, 0, $from);
    echo $data, ' ', $done->pop(), "\n";

    /* A send timeout holds here too; cancel ends the wait. */
    socket_set_option($sender, SOL_SOCKET, SO_SNDTIMEO, ['sec' => 0, 'usec' => 20000]);
    var_dump(@socket_sendto($sender, 'x', 1, 0, $path), socket_last_error($sender) === SOCKET_EAGAIN);
    socket_set_option($sender, SOL_SOCKET, SO_SNDTIMEO, ['sec' => 0, 'usec' => 0]);
    $cid = go(function () use ($sender, $path, $done) {
        $done->push([@socket_sendto($sender, 'x', 1, 0, $path), socket_last_error($sender) === 125 /* ECANCELED */]);
    });
    while (!Co::cancel($cid)) {
        Co::sleep(0.001);
    }
    echo json_encode($done->pop()), "\n";
    unlink($path);
});
?>
--EXPECT--
bool(true)
bool(true)
no spinning
m0 4
bool(false)
bool(true)
[false,true]
