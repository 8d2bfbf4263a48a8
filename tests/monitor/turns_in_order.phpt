--TEST--
monitor: calls on one connection come one after the other, in order of arrival
--EXTENSIONS--
corokit
pdo
pdo_sqlite
--FILE--
<?php
use CoroKit\Channel;
use function CoroKit\Coroutine\{run, go};

$pdo = new PDO('sqlite::memory:');
$go = new Channel(1);
$log = [];
$pdo->sqliteCreateFunction('hold', function ($name) use ($go, &$log) {
    $log[] = "$name in";
    $go->pop();
    $log[] = "$name out";
    return $name;
});
run(function () use ($pdo, $go, &$log) {
    $results = new Channel(4);
    foreach (['a', 'b', 'c'] as $name) {
        go(fn () => $results->push($pdo->query("SELECT hold('$name')")->fetchColumn()));
    }
    /* A statement belongs to its connection. */
    $statement = null;
    go(function () use ($pdo, $results, &$log) {
        $statement = $pdo->prepare('SELECT 1');
        $log[] = 'd prepared';
        $statement->execute();
        foreach ($statement as $row) {
            $results->push("d $row[0]");
        }
    });
    $log[] = 'all wait';
    for ($i = 0; $i < 3; $i++) {
        $go->push(true);
    }
    $all = [];
    for ($i = 0; $i < 4; $i++) {
        $all[] = $results->pop();
    }
    sort($all);
    echo implode("\n", $log), "\n", implode(', ', $all), "\n";
});
?>
--EXPECT--
a in
all wait
a out
b in
b out
c in
c out
d prepared
a, b, c, d 1
