--TEST--
matrix: one connection shared by coroutines: answers are not mixed up, transactions hold it
--EXTENSIONS--
corokit
mysqlnd
mysqli
pgsql
igbinary
msgpack
redis
--SKIPIF--
<?php
require __DIR__ . '/servers.inc';
needs(['mariadbd' => 'mariadb-server', 'initdb' => 'postgresql', 'redis-server' => 'redis-server']);
?>
--INI--
error_log=/dev/null
--FILE--
<?php
require __DIR__ . '/servers.inc';
use CoroKit\Channel;
use function CoroKit\Coroutine\{run, go};

$servers = [Server::mariadb(), Server::postgres(), Server::redis()];
$mysqli = new mysqli(null, 'root', '', null, 0, "{$servers[0]->folder}/socket");
$mysqli->query('CREATE DATABASE test');
$mysqli->query('CREATE TABLE test.t (n INT) ENGINE=InnoDB');
$pg = pg_connect("host={$servers[1]->folder} user=test dbname=postgres");
pg_query($pg, 'CREATE TABLE t (n INT)');
$redis = new Redis;
$redis->connect("{$servers[2]->folder}/socket");

/* Each has its own answer, though all ask at once. */
function answers(string $client, callable $ask): void
{
    $all = new Channel(32);
    for ($i = 0; $i < 32; $i++) {
        go(fn () => $all->push((string) $ask($i) === (string) $i));
    }
    for ($right = $i = 0; $i < 32; $i++) {
        $right += $all->pop();
    }
    echo "$client: $right of 32 answers right\n";
}

/* $begin starts a transaction, in which $change is made; another one looks meanwhile. */
function transaction(string $client, callable $begin, callable $change, ?callable $end, callable $look): void
{
    $wait = new Channel;
    $log = new Channel(2);
    go(function () use ($begin, $change, $end, $wait, $log) {
        $begin();
        $change();
        $wait->pop();
        $log->push('transaction ends');
        $end && $end();
    });
    go(fn () => $log->push('another sees ' . $look()));
    /* The other one is in its call by now, and has to stay there. */
    (new Channel)->pop(0.05);
    $wait->push(true);
    echo "$client, ", $end ? 'ended' : 'forgotten', ': ', $log->pop(), ', ', $log->pop(), "\n";
}

run(function () use ($mysqli, $pg, $redis) {
    answers('mysqli', fn ($i) => $mysqli->query("SELECT $i")->fetch_column());
    answers('mysqli_stmt', function ($i) use ($mysqli) {
        $statement = mysqli_prepare($mysqli, 'SELECT ?');
        $statement->execute([$i]);
        foreach ($statement->get_result() as $row) {
            return current($row);
        }
    });
    answers('pg', fn ($i) => pg_fetch_result(pg_query_params($pg, 'SELECT $1::int', [$i]), 0, 0));
    answers('redis', fn ($i) => $redis->echo($i));

    $count = fn () => $mysqli->query('SELECT COUNT(*) FROM test.t')->fetch_column();
    $insert = fn () => $mysqli->query('INSERT INTO test.t VALUES (1)');
    transaction('mysqli', fn () => $mysqli->begin_transaction(), $insert, fn () => $mysqli->commit(), $count);
    transaction('mysqli', fn () => $mysqli->begin_transaction(), $insert, null, $count);

    $count = fn () => pg_fetch_result(pg_query($pg, 'SELECT COUNT(*) FROM t'), 0, 0);
    $insert = fn () => pg_query($pg, 'INSERT INTO t VALUES (1)');
    transaction('pg', fn () => pg_query($pg, 'BEGIN'), $insert, fn () => pg_query($pg, 'COMMIT'), $count);
    transaction('pg', fn () => pg_query($pg, 'BEGIN'), $insert, null, $count);
    transaction('pg_send_query', fn () => pg_send_query($pg, 'INSERT INTO t VALUES (2)'), fn () => null, function () use ($pg) {
        while (pg_get_result($pg));
    }, $count);

    $get = fn () => $redis->get('n') ?: 'nothing';
    $incr = fn () => $redis->incr('n');
    transaction('redis', fn () => $redis->multi(), $incr, fn () => $redis->exec(), $get);
    transaction('redis', fn () => $redis->multi(), $incr, null, $get);
    transaction('redis', fn () => $redis->watch('n'), $incr, fn () => $redis->unwatch(), $get);
});
?>
--EXPECT--
mysqli: 32 of 32 answers right
mysqli_stmt: 32 of 32 answers right
pg: 32 of 32 answers right
redis: 32 of 32 answers right
mysqli, ended: transaction ends, another sees 1
mysqli, forgotten: transaction ends, another sees 1
pg, ended: transaction ends, another sees 1
pg, forgotten: transaction ends, another sees 1
pg_send_query, ended: transaction ends, another sees 2
redis, ended: transaction ends, another sees 1
redis, forgotten: transaction ends, another sees 1
redis, ended: transaction ends, another sees 2
