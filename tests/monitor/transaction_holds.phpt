--TEST--
monitor: a transaction holds its connection until it ends, and is rolled back when its coroutine ends first
--EXTENSIONS--
corokit
pdo
pdo_sqlite
--FILE--
<?php
use CoroKit\Channel;
use CoroKit\Coroutine as Co;
use function CoroKit\Coroutine\{run, go};

ini_set('error_log', __DIR__ . '/transaction_holds.log');
$pdo = new PDO('sqlite::memory:');
$pdo->exec('CREATE TABLE t (n INT)');
run(function () use ($pdo) {
    $wait = new Channel;
    $done = new Channel(8);
    go(function () use ($pdo, $wait, $done) {
        $pdo->beginTransaction();
        $pdo->exec('INSERT INTO t VALUES (1)');
        $wait->pop();
        $pdo->exec('INSERT INTO t VALUES (2)');
        $pdo->commit();
        $done->push('committed');
    });
    go(function () use ($pdo, $done) {
        $rows = $pdo->query('SELECT n FROM t')->fetchAll(PDO::FETCH_COLUMN);
        $done->push('another sees ' . implode(' ', $rows));
    });
    $wait->push(true);
    echo $done->pop(), "\n", $done->pop(), "\n";

    /* Forgotten: the coroutine just ends. */
    go(function () use ($pdo, $wait) {
        $pdo->beginTransaction();
        $pdo->exec('DELETE FROM t');
        $wait->pop();
    });
    go(fn () => $done->push('another sees ' . $pdo->query('SELECT COUNT(*) FROM t')->fetchColumn()));
    $wait->push(true);
    echo $done->pop(), "\n";
    var_dump($pdo->inTransaction());

    /* The same by cancel. */
    $cid = go(function () use ($pdo, $wait) {
        $pdo->beginTransaction();
        $pdo->exec('DELETE FROM t');
        $wait->pop();
    });
    Co::cancel($cid);
    echo $pdo->query('SELECT COUNT(*) FROM t')->fetchColumn(), "\n";
});
echo preg_replace(['/^\[.*?\] /m', '~/\S*/~'], '', file_get_contents(__DIR__ . '/transaction_holds.log'));
?>
--CLEAN--
<?php @unlink(__DIR__ . '/transaction_holds.log'); ?>
--EXPECTF--
committed
another sees 1 2
another sees 2
bool(false)
2
CoroKit: coroutine %d (created at transaction_holds.php:%d) ended in a transaction on PDO object #%d, which is rolled back
CoroKit: coroutine %d (created at transaction_holds.php:%d) ended in a transaction on PDO object #%d, which is rolled back
