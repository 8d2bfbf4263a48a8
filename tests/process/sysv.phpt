--TEST--
process: System V messages and semaphores between coroutines of one process
--EXTENSIONS--
corokit
sysvmsg
sysvsem
--FILE--
<?php
use CoroKit\Channel;
use CoroKit\Coroutine as Co;
use function CoroKit\Coroutine\{run, go};

run(function () {
    $key = 0x44000000 | getmypid();
    $queue = msg_get_queue($key);
    $semaphore = sem_get($key, 1);
    $done = new Channel(10);
    try {
        echo "-- a receiver waits for a sender\n";
        go(function () use ($queue, $done) {
            $ok = msg_receive($queue, 2, $type, 1000, $message);
            $done->push([$ok, $type, $message]);
        });
        msg_send($queue, 1, 'not this');
        var_dump($done->isEmpty());
        msg_send($queue, 2, ['this' => 1]);
        echo json_encode($done->pop()), "\n";
        var_dump(msg_receive($queue, 2, $type, 1000, $message, true, MSG_IPC_NOWAIT, $error), $error === MSG_ENOMSG);
        msg_receive($queue, 1, $type, 1000, $message);
        echo $message, "\n";

        echo "-- a sender waits for room\n";
        $size = msg_stat_queue($queue)['msg_qbytes'];
        $large = str_repeat('x', 4000);
        $sent = 0;
        while (@msg_send($queue, 1, $large, false, false, $error)) {
            $sent++;
        }
        var_dump($sent > 0, $error === MSG_EAGAIN);
        go(function () use ($queue, $large, $done) {
            $done->push(msg_send($queue, 3, $large, false));
        });
        var_dump($done->isEmpty());
        msg_receive($queue, 1, $type, 5000, $message, false);
        var_dump($done->pop());

        echo "-- a semaphore\n";
        sem_acquire($semaphore);
        $inside = 1;
        $most = 0;
        for ($i = 0; $i < 5; $i++) {
            $jobs[] = go(function () use ($semaphore, &$inside, &$most) {
                sem_acquire($semaphore);
                $most = max($most, ++$inside);
                Co::sleep(0.001);
                $inside--;
                sem_release($semaphore);
            });
        }
        var_dump(sem_acquire($semaphore, true));
        $inside--;
        sem_release($semaphore);
        Co::join($jobs);
        var_dump($most, $inside);

        echo "-- cancel\n";
        $cid = go(function () use ($queue, $done) {
            $done->push([@msg_receive($queue, 9, $type, 100, $message, true, 0, $error), $error]);
        });
        while (!Co::cancel($cid)) {
            Co::sleep(0.001);
        }
        echo json_encode($done->pop()), "\n";

        echo "-- the queue is removed under a receiver\n";
        go(function () use ($queue, $done) {
            $done->push([@msg_receive($queue, 9, $type, 100, $message, true, 0, $error), $error > 0]);
        });
        msg_remove_queue($queue);
        echo json_encode($done->pop()), "\n";
    } finally {
        @msg_remove_queue($queue);
        sem_remove($semaphore);
    }
});
?>
--EXPECT--
-- a receiver waits for a sender
bool(true)
[true,2,{"this":1}]
bool(false)
bool(true)
not this
-- a sender waits for room
bool(true)
bool(true)
bool(true)
bool(true)
-- a semaphore
bool(false)
int(1)
int(0)
-- cancel
[false,125]
-- the queue is removed under a receiver
[false,true]
