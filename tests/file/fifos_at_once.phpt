--TEST--
file: 40 opens that wait are 40 threads of the pool; cancel, fork and the end of the script do not wait for them
--EXTENSIONS--
corokit
pcntl
posix
--INI--
corokit.file_offload=1
--FILE--
<?php
use CoroKit\Channel;
use CoroKit\Coroutine as Co;
use function CoroKit\Coroutine\{run, go};

const N = 40;

$dir = __DIR__ . '/fifos_at_once.tmp';
mkdir($dir);
for ($i = 0; $i < N; $i++) {
    posix_mkfifo("$dir/$i", 0600);
}
posix_mkfifo("$dir/nobody", 0600);

run(function () use ($dir) {
    /* Readers first: each open() waits for its writer, which opens only when all readers wait. */
    $done = new Channel(N);
    for ($i = 0; $i < N; $i++) {
        go(function () use ($dir, $i, $done) {
            $done->push(stream_get_contents(fopen("$dir/$i", 'r')));
        });
    }
    while (Co::stats()['aio_task_num'] < N) {
        Co::sleep(0.001);
    }
    echo "all wait\n";

    /* The last reader's writer first. */
    for ($i = N; $i--;) {
        file_put_contents("$dir/$i", "for $i");
        $got[] = $done->pop();
    }
    var_dump($got === array_map(fn ($i) => "for $i", range(N - 1, 0)));

    $cid = go(function () use ($dir, $done) {
        $done->push(@fopen("$dir/nobody", 'r'));
    });
    /* fopen() may ask about the path first, and go on without an answer. */
    while ($done->isEmpty()) {
        Co::cancel($cid);
        Co::sleep(0.001);
    }
    var_dump($done->pop());

    go(function () use ($dir) {
        try {
            fopen("$dir/nobody", 'r');
            echo "not reached\n";
        } finally {
            echo "finally\n";
        }
    });
    /* The child has none of it, and a pool that works. */
    $pid = pcntl_fork();
    if ($pid === 0) {
        exit(Co::stats()['aio_task_num'] === 0 && file_exists($dir) ? 5 : 1);
    }
    pcntl_waitpid($pid, $status);
    var_dump(pcntl_wexitstatus($status));
    exit(0);
});
?>
--CLEAN--
<?php
array_map(unlink(...), glob(__DIR__ . '/fifos_at_once.tmp/*'));
@rmdir(__DIR__ . '/fifos_at_once.tmp');
?>
--EXPECT--
all wait
bool(true)
bool(false)
int(5)
finally
