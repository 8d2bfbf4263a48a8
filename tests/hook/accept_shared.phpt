--TEST--
hook: two processes accept from one socket, which nobody makes non-blocking
--EXTENSIONS--
corokit
pcntl
--SKIPIF--
<?php
if (!is_readable('/proc/self/fdinfo')) die('skip needs /proc');
?>
--FILE--
<?php
use CoroKit\Channel;
use CoroKit\Coroutine as Co;
use function CoroKit\Coroutine\{run, go};

const N = 200;

$server = stream_socket_server('tcp://127.0.0.1:0');
$address = stream_socket_get_name($server, false);
[$mine, $theirs] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);

$child = pcntl_fork();
if ($child === 0) {
    /* Plain PHP beside the coroutines: accept() must never say "try again". */
    fclose($mine);
    $failed = 0;
    $got = 0;
    for (;;) {
        $connection = stream_socket_accept($server, 60);
        if (!$connection) {
            $failed++;
            continue;
        }
        if (fread($connection, 1) === 'q') {
            break;
        }
        $got++;
        fwrite($connection, '.');
        fclose($connection);
    }
    fwrite($theirs, "$failed $got\n");
    exit(0);
}
fclose($theirs);

run(function () use ($server, $address, $mine) {
    $counted = 0;
    $end = false;
    $acceptor = go(function () use ($server, &$counted) {
        while ($connection = @stream_socket_accept($server, -1)) {
            if (fread($connection, 1) === 'q') {
                break;
            }
            $counted++;
            fwrite($connection, '.');
            fclose($connection);
        }
    });
    $answers = new Channel(N);
    for ($i = 0; $i < N; $i++) {
        go(function () use ($address, $answers) {
            $client = stream_socket_client("tcp://$address", timeout: 60);
            fwrite($client, 'x');
            $answers->push(fread($client, 1));
        });
    }
    $ok = 0;
    for ($i = 0; $i < N; $i++) {
        $ok += $answers->pop() === '.';
    }
    /* One for each acceptor. */
    for ($i = 0; $i < 2; $i++) {
        $client = stream_socket_client("tcp://$address");
        fwrite($client, 'q');
        $left[] = $client;
    }
    Co::join([$acceptor]);
    [$failed, $got] = explode(' ', trim(fgets($mine)));
    echo "answered $ok, accepted ", $counted + $got, ", refused $failed\n";
});
pcntl_waitpid($child, $status);
echo pcntl_wexitstatus($status), "\n";
?>
--EXPECT--
answered 200, accepted 200, refused 0
0
