--TEST--
hook: waiting for a locked SQLite database lets the coroutine go on that has the lock
--EXTENSIONS--
corokit
pdo
pdo_sqlite
sqlite3
--FILE--
<?php
use CoroKit\Channel;
use function CoroKit\Coroutine\{run, go, parallel};

$file = __DIR__ . '/sqlite_busy.db';
@unlink($file);
$connect = function () use ($file) {
    $pdo = new PDO("sqlite:$file");
    $pdo->setAttribute(PDO::ATTR_TIMEOUT, 50);
    return $pdo;
};
run(function () use ($connect, $file) {
    $connect()->exec('CREATE TABLE t (who TEXT)');
    $wait = new Channel;
    $log = new Channel(8);
    go(function () use ($connect, $wait, $log) {
        $pdo = $connect();
        $pdo->exec('BEGIN IMMEDIATE');
        $pdo->exec("INSERT INTO t VALUES ('first')");
        $wait->pop();
        $log->push('first commits');
        $pdo->exec('COMMIT');
    });
    go(function () use ($connect, $log) {
        $log->push('second tries');
        $connect()->exec("INSERT INTO t VALUES ('second')");
        $log->push('second is in');
    });
    go(function () use ($file, $log) {
        $db = new SQLite3($file);
        $db->busyTimeout(50000);
        $db->exec("INSERT INTO t VALUES ('third')");
        $log->push('third is in');
        $db->close();
    });
    $wait->push(true);
    $lines = [];
    for ($i = 0; $i < 4; $i++) {
        $lines[] = $log->pop();
    }
    sort($lines);
    echo implode("\n", $lines), "\n";

    /* Each commit waits for the disk on the thread pool, with locks held. */
    parallel(8, function () use ($connect) {
        $pdo = $connect();
        for ($i = 0; $i < 3; $i++) {
            $pdo->exec("INSERT INTO t VALUES ('parallel')");
        }
    });
    echo implode(' ', $connect()->query('SELECT COUNT(*) FROM t GROUP BY who ORDER BY who')->fetchAll(PDO::FETCH_COLUMN)), "\n";

    /* A timeout is still an error. */
    $holder = $connect();
    $holder->exec('BEGIN IMMEDIATE');
    $other = $connect();
    $other->setAttribute(PDO::ATTR_TIMEOUT, 1);
    try {
        $other->exec("INSERT INTO t VALUES ('never')");
    } catch (PDOException $e) {
        echo $e->getMessage(), "\n";
    }
});
?>
--CLEAN--
<?php
foreach (['', '-journal', '-wal', '-shm'] as $suffix) {
    @unlink(__DIR__ . "/sqlite_busy.db$suffix");
}
?>
--EXPECT--
first commits
second is in
second tries
third is in
1 24 1 1
SQLSTATE[HY000]: General error: 5 database is locked
