--TEST--
monitor: corokit.monitor=0 leaves the calls as they are
--EXTENSIONS--
corokit
pdo
pdo_sqlite
--INI--
corokit.monitor=0
--FILE--
<?php
use CoroKit\Channel;
use function CoroKit\Coroutine\{run, go};

$pdo = new PDO('sqlite::memory:');
$wait = new Channel;
run(function () use ($pdo, $wait) {
    go(function () use ($pdo, $wait) {
        $pdo->beginTransaction();
        $wait->pop();
    });
    var_dump($pdo->inTransaction());
    $pdo->rollBack();
    $wait->push(true);
});
?>
--EXPECT--
bool(true)
