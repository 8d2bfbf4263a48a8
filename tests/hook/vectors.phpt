--TEST--
hook: readv, writev, ppoll, pselect, sendmmsg and recvmmsg wait side by side
--EXTENSIONS--
corokit
ffi
--INI--
ffi.enable=1
--SKIPIF--
<?php
if (getenv('CHECKED_TOOL') === 'asan') die('skip AddressSanitizer puts itself before these functions, and libc.so.6 names the real ones');
?>
--FILE--
<?php
use CoroKit\Channel;
use function CoroKit\Coroutine\{run, go};

$libc = FFI::cdef('
typedef struct { void *base; size_t size; } iovec;
typedef struct { int fd; short events, revents; } pollfd;
typedef struct { long sec, nsec; } timespec;
typedef struct { void *name; unsigned name_size; iovec *parts; size_t count; void *control; size_t control_size; int flags; } msghdr;
typedef struct { msghdr header; unsigned size; } mmsghdr;
int pipe(int *fds);
int socketpair(int domain, int type, int protocol, int *fds);
int close(int fd);
long readv(int fd, iovec *parts, int count);
long writev(int fd, iovec *parts, int count);
int ppoll(pollfd *fds, unsigned long count, timespec *timeout, void *mask);
int pselect(int count, void *reads, void *writes, void *excepts, timespec *timeout, void *mask);
int sendmmsg(int fd, mmsghdr *messages, unsigned count, int flags);
int recvmmsg(int fd, mmsghdr *messages, unsigned count, int flags, timespec *timeout);
', 'libc.so.6');

function parts(FFI $libc, array $buffers): FFI\CData
{
    $parts = $libc->new('iovec[' . count($buffers) . ']');
    foreach ($buffers as $i => $buffer) {
        $parts[$i]->base = FFI::addr($buffer[0]);
        $parts[$i]->size = FFI::sizeof($buffer);
    }
    return $parts;
}

function buffer(int $size, string $content = ''): FFI\CData
{
    $buffer = FFI::cdef()->new("char[$size]");
    if ($content !== '') {
        FFI::memcpy($buffer, $content, strlen($content));
    }
    return $buffer;
}

run(function () use ($libc) {
    $fds = $libc->new('int[2]');

    echo "-- readv waits, writev wakes it\n";
    $libc->pipe($fds);
    [$in, $out] = [$fds[0], $fds[1]];
    $done = new Channel(1);
    go(function () use ($libc, $in, $done) {
        $a = buffer(4);
        $b = buffer(6);
        $got = $libc->readv($in, parts($libc, [$a, $b]), 2);
        $done->push([$got, FFI::string($a, 4) . FFI::string($b, 6)]);
    });
    echo "reader waits\n";
    $a = buffer(3, 'abc');
    $b = buffer(7, 'defghij');
    var_dump($libc->writev($out, parts($libc, [$a, $b]), 2));
    echo json_encode($done->pop()), "\n";

    echo "-- a pipe that is full: all of it, in the end\n";
    go(function () use ($libc, $out, $done) {
        $big = buffer(300000, str_repeat('x', 300000));
        $tail = buffer(5, 'yyyyy');
        $done->push($libc->writev($out, parts($libc, [$big, $tail]), 2));
    });
    echo "writer waits\n";
    $read = 0;
    while ($read < 300005) {
        $a = buffer(60000);
        $read += $libc->readv($in, parts($libc, [$a]), 1);
    }
    var_dump($read, $done->pop());

    echo "-- ppoll and pselect\n";
    go(function () use ($libc, $in, $done) {
        $poll = $libc->new('pollfd[1]');
        $poll[0]->fd = $in;
        $poll[0]->events = 1;
        $done->push([$libc->ppoll($poll, 1, null, null), $poll[0]->revents]);
    });
    go(function () use ($libc, $in, $done) {
        $set = FFI::cdef()->new('unsigned char[128]');
        $set[$in >> 3] = 1 << ($in & 7);
        $time = $libc->new('timespec');
        $time->sec = 100;
        $done->push([$libc->pselect($in + 1, $set, null, null, FFI::addr($time), null), $set[$in >> 3] === 1 << ($in & 7), $time->sec]);
    });
    $libc->writev($out, parts($libc, [$a = buffer(1, 'z')]), 1);
    $both = [$done->pop(), $done->pop()];
    sort($both);
    echo json_encode($both), "\n";
    $time = $libc->new('timespec');
    $time->nsec = 1000000;
    $set = FFI::cdef()->new('unsigned char[128]');
    $set[$out >> 3] = 1 << ($out & 7);
    echo $libc->pselect($out + 1, $set, null, null, FFI::addr($time), null), $set[$out >> 3], "\n";
    $libc->close($in);
    $libc->close($out);

    echo "-- recvmmsg waits for all, then for one\n";
    $libc->socketpair(1, 2, 0, $fds);
    [$in, $out] = [$fds[0], $fds[1]];
    $keep = [];
    $messages = function (array $buffers) use ($libc, &$keep) {
        $messages = $libc->new('mmsghdr[' . count($buffers) . ']');
        foreach ($buffers as $i => $buffer) {
            $parts = parts($libc, [$buffer]);
            array_push($keep, $buffer, $parts);
            $messages[$i]->header->parts = FFI::addr($parts[0]);
            $messages[$i]->header->count = 1;
        }
        return $messages;
    };
    go(function () use ($libc, $in, $messages, $done) {
        $buffers = [buffer(10), buffer(10), buffer(10)];
        $list = $messages($buffers);
        $got = $libc->recvmmsg($in, $list, 3, 0, null);
        $done->push([$got, array_map(fn ($i) => FFI::string($buffers[$i], $list[$i]->size), [0, 1, 2])]);
    });
    $list = $messages([buffer(3, 'one'), buffer(3, 'two')]);
    var_dump($libc->sendmmsg($out, $list, 2, 0), $list[1]->size);
    var_dump($done->isEmpty());
    $libc->sendmmsg($out, $messages([buffer(5, 'three')]), 1, 0);
    echo json_encode($done->pop()), "\n";
    $libc->sendmmsg($out, $messages([buffer(1, '4')]), 1, 0);
    $buffers = [buffer(10), buffer(10)];
    var_dump($libc->recvmmsg($in, $messages($buffers), 2, 0x10000, null)); /* MSG_WAITFORONE */
    $libc->close($in);
    $libc->close($out);
});
?>
--EXPECT--
-- readv waits, writev wakes it
reader waits
int(10)
[10,"abcdefghij"]
-- a pipe that is full: all of it, in the end
writer waits
int(300005)
int(300005)
-- ppoll and pselect
[[1,1],[1,true,100]]
00
-- recvmmsg waits for all, then for one
int(2)
int(3)
bool(true)
[3,["one","two","three"]]
int(1)
