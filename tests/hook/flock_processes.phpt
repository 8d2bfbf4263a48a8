--TEST--
hook: flock() held by another process is waited for, and the others go on
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine as Co;
use function CoroKit\Coroutine\{run, go};

$name = __DIR__ . '/flock_processes.tmp';
/* The child holds the lock until its standard input ends. */
$child = proc_open([PHP_BINARY, '-n', '-r', '$f = fopen($argv[1], "w"); flock($f, LOCK_EX); echo "held\n"; fgets(STDIN);', $name],
    [['pipe', 'r'], ['pipe', 'w']], $pipes);
fgets($pipes[1]);
run(function () use ($name, $pipes) {
    $file = fopen($name, 'r');
    var_dump(flock($file, LOCK_EX | LOCK_NB, $would), $would);
    $ticks = 0;
    $cid = go(function () use ($file) {
        var_dump(flock($file, LOCK_EX));
        echo "got it\n";
    });
    while ($ticks < 20) {
        Co::sleep(0.001);
        $ticks++;
    }
    echo "others went on\n";
    fclose($pipes[0]);
    Co::join([$cid]);
});
var_dump(proc_close($child));
?>
--CLEAN--
<?php
@unlink(__DIR__ . '/flock_processes.tmp');
?>
--EXPECT--
bool(false)
int(1)
others went on
bool(true)
got it
int(0)
