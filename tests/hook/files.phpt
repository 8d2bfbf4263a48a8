--TEST--
hook: files, locks and syncs in coroutines
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Channel;
use function CoroKit\Coroutine\{run, go};

run(function () {
    $name = __DIR__ . '/files.tmp';
    $file = fopen($name, 'w+');
    var_dump(fwrite($file, str_repeat("line\n", 1000)), fsync($file), fdatasync($file));
    rewind($file);
    var_dump(strlen(stream_get_contents($file)), file_get_contents($name) === str_repeat("line\n", 1000));

    /* The holder is another coroutine of this process: waiting in the kernel would wait for ever. */
    $order = new Channel(10);
    flock($file, LOCK_EX);
    go(function () use ($name, $order) {
        $mine = fopen($name, 'r');
        $order->push('asks');
        var_dump(flock($mine, LOCK_EX | LOCK_NB, $would), $would);
        flock($mine, LOCK_EX);
        $order->push('has it');
    });
    $order->push('holds');
    usleep(1000);
    $order->push('gives it');
    flock($file, LOCK_UN);
    echo $order->pop(), ', ', $order->pop(), ', ', $order->pop(), ', ', $order->pop(), "\n";
});
?>
--CLEAN--
<?php
@unlink(__DIR__ . '/files.tmp');
?>
--EXPECT--
int(5000)
bool(true)
bool(true)
int(5000)
bool(true)
bool(false)
int(1)
asks, holds, gives it, has it
