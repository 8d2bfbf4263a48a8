--TEST--
Table: lock(), unlock() and transaction() by key; ends, exceptions and death let go
--EXTENSIONS--
corokit
posix
--SKIPIF--
<?php
if (!function_exists("pcntl_fork")) die("skip needs pcntl");
?>
--FILE--
<?php
require __DIR__ . '/../inc/fork.php';
require __DIR__ . '/../inc/pause.php';

use CoroKit\{Atomic, Channel, Table};
use function CoroKit\Coroutine\{go, run};

$t = new Table(100);
$t->column('n', Table::TYPE_INT);
$t->create();
var_dump($t->lock('a'), $t->lock('a'), $t->lock('b'), $t->unlock('a'), $t->unlock('b'), $t->lock(1), $t->unlock('1'));
var_dump($t->transaction('none', fn ($row) => [$row]), $t->set('n', ['n' => 5]), $t->transaction('n', fn ($row) => $row['n'] + 1));
try {
	$t->transaction('n', fn () => throw new LogicException('no'));
} catch (LogicException $e) {
	var_dump($t->lock('n'), $t->unlock('n'));
}
run(function () use ($t) {
	$done = new Channel(10);
	for ($i = 0; $i < 10; $i++) {
		go(function () use ($t, $done) {
			for ($j = 0; $j < 20; $j++) {
				$t->transaction('n', function ($row) use ($t) {
					/* Whoever is next runs, and waits. */
					pause();
					$t->set('n', ['n' => $row['n'] + 1]);
				});
			}
			$done->push(1);
		});
	}
	for ($i = 0; $i < 10; $i++) {
		$done->pop(60);
	}
	go(fn () => $t->lock('left'));
	var_dump($t->get('n', 'n'), $t->lock('left', 20), $t->unlock('left'));
	$t->lock('n');
	go(function () use ($t, $done) {
		$done->push([$t->lock('n', 0.01), $t->lock('m', 0.01)]);
	});
	echo json_encode($done->pop(20)), "\n";
	try {
		$t->transaction('n', fn () => 1);
	} catch (CoroKit\Exception $e) {
		var_dump($e->getCode());
	}
	$t->unlock('n');
});
in_children(4, function () use ($t) {
	for ($i = 0; $i < 100; $i++) {
		$t->transaction('n', fn ($row) => $t->set('n', ['n' => $row['n'] + 1]));
	}
});
var_dump($t->get('n', 'n'));
$held = new Atomic;
$pid = in_child(function () use ($t, $held) {
	$t->lock('n');
	$held->wakeup();
	die_at_once();
});
$held->wait(20);
var_dump($t->lock('n', 20), $t->unlock('n'), join_child($pid));
?>
--EXPECT--
bool(true)
bool(false)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
array(1) {
  [0]=>
  bool(false)
}
bool(true)
int(6)
bool(true)
bool(true)
int(205)
bool(true)
bool(true)
[false,true]
int(35)
int(605)
bool(true)
bool(true)
int(-9)
