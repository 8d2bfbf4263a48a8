--TEST--
process: proc_open(), proc_close(), proc_get_status(), popen() and pclose()
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Channel;
use CoroKit\Coroutine as Co;
use function CoroKit\Coroutine\{run, go};

run(function () {
    echo "-- proc_close() waits, the others go on\n";
    [$stdin, $its] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
    $process = proc_open(['sh', '-c', 'read line; exit 5'], [$its], $pipes);
    $code = new Channel(1);
    go(function () use (&$process, $code) {
        $code->push(proc_close($process));
    });
    var_dump($code->isEmpty());
    fwrite($stdin, "go\n");
    var_dump($code->pop());

    echo "-- both ways through a filter\n";
    $process = proc_open('cat', [['pipe', 'r'], ['pipe', 'w']], $pipes);
    go(function () use ($pipes) {
        fwrite($pipes[0], str_repeat('0123456789', 50000));
        fclose($pipes[0]);
    });
    var_dump(strlen(stream_get_contents($pipes[1])), proc_close($process));

    echo "-- polling, as Symfony Process does\n";
    $process = proc_open(['sh', '-c', 'echo out; echo err >&2; exit 4'], [['pipe', 'r'], ['pipe', 'w'], ['pipe', 'w']], $pipes);
    $got = ['', ''];
    foreach ($pipes as $pipe) {
        stream_set_blocking($pipe, false);
    }
    $open = [1 => $pipes[1], 2 => $pipes[2]];
    while ($open) {
        $read = $open;
        $write = $except = [];
        if (stream_select($read, $write, $except, 0, 200000)) {
            foreach ($read as $i => $pipe) {
                $got[$i - 1] .= fread($pipe, 16384);
                if (feof($pipe)) {
                    unset($open[$i]);
                }
            }
        }
    }
    do {
        $status = proc_get_status($process);
        usleep(1000);
    } while ($status['running']);
    echo json_encode($got), ' ', $status['exitcode'], ' ', proc_close($process), "\n";

    echo "-- popen\n";
    $out = popen('cat >/dev/null; exit 6', 'w');
    fwrite($out, str_repeat('x', 200000));
    var_dump(pclose($out));
    $in = popen('echo hello', 'r');
    var_dump(fgets($in), fgets($in), pclose($in));

    echo "-- a pipe of one is not held open by the child of another\n";
    $a = popen('cat', 'w');
    $b = popen('cat', 'w');
    var_dump(pclose($a), pclose($b));
});

echo "-- opened outside, closed inside, and the other way round\n";
$in = popen('cat; exit 1', 'w');
run(function () use ($in, &$out) {
    var_dump(pclose($in));
    $out = popen('exit 2', 'r');
});
var_dump(pclose($out));
?>
--EXPECTF--
-- proc_close() waits, the others go on
bool(true)
int(5)
-- both ways through a filter
int(500000)
int(0)
-- polling, as Symfony Process does
["out\n","err\n"] 4 %i
-- popen
int(6)
string(6) "hello
"
bool(false)
int(0)
-- a pipe of one is not held open by the child of another
int(0)
int(0)
-- opened outside, closed inside, and the other way round
int(1)
int(2)
