--TEST--
monitor: a statement that is dropped while its connection is in use is freed by the user
--EXTENSIONS--
corokit
pdo
pdo_sqlite
--FILE--
<?php
use CoroKit\Channel;
use function CoroKit\Coroutine\{run, go};

class Statement extends PDOStatement {
    function __destruct() { echo "destructor\n"; }
}
$pdo = new PDO('sqlite::memory:', null, null, [PDO::ATTR_STATEMENT_CLASS => [Statement::class]]);
$wait = new Channel;
$pdo->sqliteCreateFunction('hold', fn () => $wait->pop());
run(function () use ($pdo, $wait) {
    $kept = $pdo->prepare('SELECT 1');
    $dropped = $pdo->prepare('SELECT 2');
    $reference = WeakReference::create($dropped);
    $done = new Channel;
    go(function () use ($pdo, $wait, $done) {
        $pdo->exec('SELECT hold()');
        echo "in use no more\n";
        $done->push(true);
    });
    $dropped = null;
    var_dump($reference->get() !== null);
    /* In a circle, by the collector. */
    $circle = new stdClass;
    $circle->self = $circle;
    $circle->statement = $pdo2 = null;
    unset($circle);
    gc_collect_cycles();
    $wait->push(true);
    $done->pop();
    var_dump($reference->get());
    $kept->execute();
    var_dump($kept->fetchColumn());
});
?>
--EXPECT--
destructor
bool(true)
in use no more
NULL
int(1)
destructor
