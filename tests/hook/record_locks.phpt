--TEST--
hook: record locks exclude coroutines of one process; a circle of waiters is EDEADLK
--EXTENSIONS--
corokit
ffi
--INI--
ffi.enable=1
--SKIPIF--
<?php
if (PHP_INT_SIZE !== 8 || PHP_OS_FAMILY !== 'Linux') die('skip knows the struct of 64-bit Linux');
?>
--FILE--
<?php
use CoroKit\Channel;
use CoroKit\Coroutine as Co;
use function CoroKit\Coroutine\{run, go};

const SETLK = 6, SETLKW = 7, RDLCK = 0, WRLCK = 1, UNLCK = 2;

$libc = FFI::cdef('
typedef struct { short type, whence; long start, length; int pid; } lock_request;
int open(const char *path, int flags, int mode);
int close(int fd);
int fcntl(int fd, int command, void *argument);
int lockf(int fd, int command, long size);
int *__errno_location(void);
', 'libc.so.6');

function lock(FFI $libc, int $fd, int $command, int $type, int $start, int $length): int
{
    $request = $libc->new('lock_request');
    $request->type = $type;
    $request->start = $start;
    $request->length = $length;
    return $libc->fcntl($fd, $command, FFI::addr($request)) < 0 ? $libc->__errno_location()[0] : 0;
}

$name = __DIR__ . '/record_locks.tmp';
run(function () use ($libc, $name) {
    $fd = $libc->open($name, 0102, 0600);
    $done = new Channel(10);

    echo "-- another coroutine's lock is waited for; a part of it given back is enough\n";
    var_dump(lock($libc, $fd, SETLKW, WRLCK, 0, 100));
    go(function () use ($libc, $fd, $done) {
        $done->push(lock($libc, $fd, SETLK, WRLCK, 50, 10) === 11); /* EAGAIN */
        $done->push(lock($libc, $fd, SETLKW, WRLCK, 50, 10));
        $done->push(lock($libc, $fd, SETLKW, UNLCK, 0, 0));
    });
    var_dump($done->pop(), $done->isEmpty());
    lock($libc, $fd, SETLK, UNLCK, 50, 50);
    var_dump($done->pop(), $done->pop());
    go(fn () => $done->push(lock($libc, $fd, SETLK, RDLCK, 0, 50)));
    var_dump($done->pop());
    lock($libc, $fd, SETLK, UNLCK, 0, 0);

    echo "-- readers share\n";
    lock($libc, $fd, SETLKW, RDLCK, 0, 10);
    go(function () use ($libc, $fd, $done) {
        $done->push(lock($libc, $fd, SETLKW, RDLCK, 0, 10));
        $done->push(lock($libc, $fd, SETLKW, UNLCK, 0, 10));
    });
    var_dump($done->pop(), $done->pop());
    lock($libc, $fd, SETLK, UNLCK, 0, 0);

    echo "-- a circle\n";
    lock($libc, $fd, SETLKW, WRLCK, 0, 1);
    $both = new Channel;
    $cid = go(function () use ($libc, $fd, $done, $both) {
        lock($libc, $fd, SETLKW, WRLCK, 1, 1);
        $both->push(1);
        $result = lock($libc, $fd, SETLKW, WRLCK, 0, 1);
        $done->push($result);
        lock($libc, $fd, SETLK, UNLCK, 0, 0);
    });
    $both->pop();
    $mine = lock($libc, $fd, SETLKW, WRLCK, 1, 1);
    lock($libc, $fd, SETLK, UNLCK, 0, 0);
    $results = [$mine, $done->pop()];
    sort($results);
    echo json_encode($results), "\n"; /* EDEADLK for one of them */

    echo "-- cancel, and close gives all back\n";
    lock($libc, $fd, SETLKW, WRLCK, 0, 0);
    $cid = go(fn () => $done->push(lock($libc, $fd, SETLKW, WRLCK, 5, 5)));
    while (!Co::cancel($cid)) {
        Co::sleep(0.001);
    }
    var_dump($done->pop());
    $other = $libc->open($name, 2, 0);
    go(fn () => $done->push($libc->lockf($other, 1, 0)));
    var_dump($done->isEmpty());
    $libc->close($fd);
    var_dump($done->pop());
    $libc->close($other);
});
?>
--CLEAN--
<?php
@unlink(__DIR__ . '/record_locks.tmp');
?>
--EXPECT--
-- another coroutine's lock is waited for; a part of it given back is enough
int(0)
bool(true)
bool(true)
int(0)
int(0)
int(11)
-- readers share
int(0)
int(0)
-- a circle
[0,35]
-- cancel, and close gives all back
int(125)
bool(true)
int(0)
