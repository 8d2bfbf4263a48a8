--TEST--
process: cancel ends the wait for a child, and the child is collected when it ends
--EXTENSIONS--
corokit
pcntl
posix
--SKIPIF--
<?php
if (!is_readable('/proc/self/stat')) die('skip needs /proc');
?>
--FILE--
<?php
use CoroKit\Channel;
use CoroKit\Coroutine as Co;
use function CoroKit\Coroutine\{run, go};

/* Reads how the child of ours is without collecting it: '' when it is gone. */
function state(int $pid): string
{
    return preg_match('/\) (\S)/', (string) @file_get_contents("/proc/$pid/stat"), $match) ? $match[1] : '';
}

function await_gone(int $pid): void
{
    while (state($pid) !== '') {
        (new Channel)->pop(0.01);
    }
}

function cancel(int $cid, bool $throw = false): void
{
    while (Co::exists($cid) && !Co::cancel($cid, $throw)) {
        (new Channel)->pop(0.001);
    }
}

run(function () {
    $done = new Channel(10);
    $file = sys_get_temp_dir() . '/corokit_cancel_' . getmypid();

    echo "-- exec()\n";
    $cid = go(function () use ($done, $file) {
        @exec("echo \$\$ > $file.new; mv $file.new $file; exec sleep 600", $lines, $code);
        $done->push([$lines, $code]);
    });
    while (!file_exists($file)) {
        (new Channel)->pop(0.01);
    }
    $pid = (int) file_get_contents($file);
    unlink($file);
    cancel($cid);
    echo json_encode($done->pop()), "\n";
    var_dump(state($pid) !== '');
    posix_kill($pid, SIGKILL);
    await_gone($pid);
    echo "collected\n";

    echo "-- proc_close(), with an exception\n";
    $process = proc_open(['sleep', '600'], [], $pipes);
    $pid = proc_get_status($process)['pid'];
    $cid = go(function () use (&$process, $done) {
        try {
            $code = proc_close($process);
            $done->push($code);
        } catch (CoroKit\Coroutine\CanceledException $exception) {
            $done->push(get_class($exception));
        }
    });
    cancel($cid, true);
    var_dump($done->pop());
    posix_kill($pid, SIGKILL);
    await_gone($pid);
    echo "collected\n";

    echo "-- pcntl_waitpid() may come back\n";
    [$mine, $its] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
    $pid = pcntl_fork();
    if ($pid === 0) {
        fclose($mine);
        fgets($its);
        exit(8);
    }
    fclose($its);
    $cid = go(function () use ($pid, $done) {
        $done->push([pcntl_waitpid($pid, $status), pcntl_get_last_error() === 125 /* ECANCELED */]);
        $done->push([pcntl_waitpid($pid, $status) === $pid, pcntl_wexitstatus($status)]);
    });
    cancel($cid);
    echo json_encode($done->pop()), "\n";
    fclose($mine);
    echo json_encode($done->pop()), "\n";
});
?>
--EXPECT--
-- exec()
[[],-1]
bool(true)
collected
-- proc_close(), with an exception
string(35) "CoroKit\Coroutine\CanceledException"
collected
-- pcntl_waitpid() may come back
[-1,true]
[true,8]
