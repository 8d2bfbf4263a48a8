--TEST--
process: a wait for any child leaves to exec() and proc_close() the children they wait for
--EXTENSIONS--
corokit
pcntl
posix
--SKIPIF--
<?php
if (ini_get('corokit.chaos')) die('skip a known race: under chaos the wait may get a child of proc_open() that nobody closes yet, docs/processes.md');
?>
--FILE--
<?php
use CoroKit\Channel;
use CoroKit\Coroutine as Co;
use function CoroKit\Coroutine\{run, go};

/* A child that ends when the pipe that is returned with it is closed. */
function child(int $code): array
{
    [$mine, $its] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
    $pid = pcntl_fork();
    if ($pid === 0) {
        fclose($mine);
        fgets($its);
        exit($code);
    }
    fclose($its);
    return [$pid, $mine];
}

run(function () {
    $done = new Channel(10);
    echo "-- a wait for any leaves the others theirs\n";
    [$mine, $line] = child(9);
    go(function () use ($done) {
        $pid = pcntl_wait($status);
        $done->push(['any', pcntl_wexitstatus($status), $pid]);
    });
    $codes = [];
    for ($i = 0; $i < 5; $i++) {
        $jobs[] = go(function () use (&$codes, $i) {
            exec("exit $i", $lines, $codes[$i]);
        });
        $jobs[] = go(function () use (&$codes, $i) {
            $process = proc_open(['sh', '-c', "exit 1$i"], [], $pipes);
            $codes[10 + $i] = proc_close($process);
        });
    }
    Co::join($jobs);
    ksort($codes);
    echo json_encode($codes), "\n";
    fclose($line);
    $any = $done->pop();
    var_dump($any[2] === $mine, $any[1]);
    var_dump(pcntl_wait($status), pcntl_get_last_error() === PCNTL_ECHILD);
});
?>
--EXPECT--
-- a wait for any leaves the others theirs
{"0":0,"1":1,"2":2,"3":3,"4":4,"10":10,"11":11,"12":12,"13":13,"14":14}
bool(true)
int(9)
int(-1)
bool(true)
