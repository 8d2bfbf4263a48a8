<?php
/* What does one operation cost that nobody else is in the way of? */
require __DIR__ . '/../measure.php';

use CoroKit\{Atomic, Lock, Table};

$table = new Table(65536);
$table->column('n', Table::TYPE_INT);
$table->column('f', Table::TYPE_FLOAT);
$table->column('s', Table::TYPE_STRING, 64);
$table->create();
$keys = array_map(fn ($i) => "key-$i", range(0, 1023));
$row = ['n' => 7, 'f' => 2.5, 's' => 'some value'];
foreach ($keys as $key) {
    $table->set($key, $row);
}
$atomic = new Atomic\Long;
$lock = new Lock;
$operations = [
    'set' => function (int $n) use ($table, $keys, $row) { for ($i = 0; $i < $n; $i++) { $table->set($keys[$i & 1023], $row); } },
    'get row' => function (int $n) use ($table, $keys) { for ($i = 0; $i < $n; $i++) { $table->get($keys[$i & 1023]); } },
    'get column' => function (int $n) use ($table, $keys) { for ($i = 0; $i < $n; $i++) { $table->get($keys[$i & 1023], 'n'); } },
    'incr' => function (int $n) use ($table, $keys) { for ($i = 0; $i < $n; $i++) { $table->incr($keys[$i & 1023], 'n'); } },
    'atomic add' => function (int $n) use ($atomic) { for ($i = 0; $i < $n; $i++) { $atomic->add(1); } },
    'lock and unlock' => function (int $n) use ($lock) { for ($i = 0; $i < $n; $i++) { $lock->lock(); $lock->unlock(); } },
];
foreach ($operations as $name => $run) {
    measure("shm/$name", 500_000, $run);
}
