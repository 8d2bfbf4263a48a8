--TEST--
process: the child of pcntl_fork() in a coroutine owns only its caller, with a loop and a pool of its own
--EXTENSIONS--
corokit
pcntl
--FILE--
<?php
use CoroKit\Channel;
use CoroKit\Coroutine as Co;
use function CoroKit\Coroutine\{run, go};

run(function () {
    $name = __DIR__ . '/fork.tmp';
    file_put_contents($name, 'content');
    $channel = new Channel;
    $others = [];
    foreach (['sleep' => fn () => sleep(600), 'pop' => fn () => $channel->pop(), 'yield' => fn () => Co::yield()] as $what => $call) {
        $others[] = go(function () use ($what, $call, &$ended) {
            try {
                $call();
            } finally {
                $ended[] = $what;
            }
        });
    }
    /* Lookups under way in the pool of the parent. */
    for ($i = 0; $i < 8; $i++) {
        $lookups[] = go(fn () => gethostbyname("host$i.invalid"));
    }
    [$mine, $its] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
    $pid = pcntl_fork();
    if ($pid === 0) {
        fclose($mine);
        $lines = [
            'coroutines ' . Co::stats()['coroutine_num'],
            'name ' . gethostbyname('127.0.0.1') . ' ' . gethostbyname('localhost'),
            'file ' . file_get_contents($name),
        ];
        $file = fopen($name, 'r+');
        $lines[] = 'sync ' . json_encode(fsync($file));
        $inner = new Channel;
        go(function () use ($inner) {
            usleep(1000);
            $inner->push('from a coroutine of the child');
        });
        $lines[] = $inner->pop();
        $lines[] = 'command ' . trim(shell_exec('echo ran'));
        fwrite($its, implode("\n", $lines) . "\n");
        exit(11);
    }
    fclose($its);
    echo stream_get_contents($mine);
    var_dump(pcntl_waitpid($pid, $status) === $pid, pcntl_wexitstatus($status));
    echo "the parent's are all there: ", count(array_filter($others, Co::exists(...))), "\n";
    foreach ($others as $cid) {
        while (!Co::cancel($cid)) {
            (new Channel)->pop(0.001);
        }
    }
    Co::join($others);
    sort($ended);
    echo "ended: ", implode(' ', $ended), "\n";
    Co::join($lookups);
});
?>
--CLEAN--
<?php
@unlink(__DIR__ . '/fork.tmp');
?>
--EXPECT--
coroutines 1
name 127.0.0.1 127.0.0.1
file content
sync true
from a coroutine of the child
command ran
bool(true)
int(11)
the parent's are all there: 3
ended: pop sleep yield
