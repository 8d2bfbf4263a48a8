--TEST--
process: pcntl_wait() and its family wait in coroutines; a status goes to who asked for it
--EXTENSIONS--
corokit
pcntl
posix
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

    echo "-- one child\n";
    [$pid, $line] = child(3);
    go(function () use ($pid, $done) {
        $result = pcntl_waitpid($pid, $status);
        $done->push([$result === $pid, pcntl_wifexited($status), pcntl_wexitstatus($status)]);
    });
    var_dump(pcntl_waitpid($pid, $status, WNOHANG), $done->isEmpty());
    fclose($line);
    echo json_encode($done->pop()), "\n";
    var_dump(pcntl_waitpid($pid, $status), pcntl_get_last_error() === PCNTL_ECHILD);

    echo "-- any child, and usage\n";
    [$a, $line_a] = child(1);
    [$b, $line_b] = child(2);
    go(function () use ($done) {
        for ($i = 0; $i < 2; $i++) {
            $pid = pcntl_wait($status, 0, $usage);
            $done->push([$pid, pcntl_wexitstatus($status), isset($usage['ru_utime.tv_usec'])]);
        }
    });
    fclose($line_b);
    $first = $done->pop();
    fclose($line_a);
    $second = $done->pop();
    echo json_encode([$first[0] === $b, $first[1], $first[2], $second[0] === $a, $second[1]]), "\n";

    echo "-- killed, stopped, continued\n";
    [$pid, $line] = child(0);
    go(function () use ($pid, $done) {
        pcntl_waitpid($pid, $status, WUNTRACED);
        $done->push(pcntl_wifstopped($status) && pcntl_wstopsig($status) === SIGSTOP);
        pcntl_waitpid($pid, $status, WCONTINUED);
        $done->push(pcntl_wifcontinued($status));
        pcntl_waitpid($pid, $status);
        $done->push(pcntl_wifsignaled($status) && pcntl_wtermsig($status) === SIGKILL);
    });
    posix_kill($pid, SIGSTOP);
    var_dump($done->pop());
    posix_kill($pid, SIGCONT);
    var_dump($done->pop());
    posix_kill($pid, SIGKILL);
    var_dump($done->pop());
});
?>
--EXPECT--
-- one child
int(0)
bool(true)
[true,true,3]
int(-1)
bool(true)
-- any child, and usage
[true,2,true,true,1]
-- killed, stopped, continued
bool(true)
bool(true)
bool(true)
