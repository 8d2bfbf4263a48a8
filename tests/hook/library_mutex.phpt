--TEST--
hook: a mutex that a library locked in one coroutine is not free for another
--EXTENSIONS--
corokit
pdo
pdo_sqlite
--INI--
corokit.monitor=0
--FILE--
<?php
use CoroKit\Channel;
use CoroKit\Coroutine as Co;
use function CoroKit\Coroutine\{run, go};

/* The lock of the connection is recursive, so for the thread it is free. */
$pdo = new PDO('sqlite::memory:');
$wait = new Channel;
$log = new Channel(8);
$pdo->sqliteCreateFunction('hold', function ($name) use ($wait, $log) {
    $log->push("$name in");
    $wait->pop();
    $log->push("$name out");
});
run(function () use ($pdo, $wait, $log) {
    $first = go(fn () => $pdo->exec("SELECT hold('first')"));
    $second = go(function () use ($pdo, $log) {
        $pdo->exec("SELECT hold('second')");
        $log->push('second ends');
    });
    var_dump(Co::cancel($second));
    $wait->push(true);
    $wait->push(true);
    for ($i = 0; $i < 5; $i++) {
        echo $log->pop(), "\n";
    }
    /* The end of the script with one that holds it and one that waits. */
    go(fn () => $pdo->exec("SELECT hold('third')"));
    go(fn () => $pdo->exec("SELECT hold('fourth')"));
    echo $log->pop(), "\n";
    exit(0);
});
?>
--EXPECT--
bool(false)
first in
first out
second in
second out
second ends
third in
