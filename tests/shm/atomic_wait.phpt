--TEST--
Atomic: wait() yields in a coroutine, times out, is woken by this process and by another
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

use CoroKit\{Atomic, Channel, Coroutine};
use function CoroKit\Coroutine\{go, run};

$a = new Atomic;
var_dump($a->wait(0.01));
$a->set(1);
var_dump($a->wait(), $a->get());
run(function () use ($a) {
	$done = new Channel(10);
	for ($i = 0; $i < 3; $i++) {
		go(function () use ($a, $done) {
			$done->push($a->wait(20));
		});
	}
	/* All three wait: this runs beside them. */
	for ($i = 0; $i < 3; $i++) {
		$a->wakeup();
		var_dump($done->pop(20));
	}
	$cid = go(function () use ($a, $done) {
		$done->push($a->wait(-1));
	});
	Coroutine::cancel($cid);
	var_dump($done->pop(20));
});
$started = new Atomic;
$pid = in_child(function () use ($a, $started) {
	$started->wakeup();
	run(function () use ($a, &$seen) {
		$seen = $a->wait(20);
	});
	return $seen ? 7 : 1;
});
$started->wait(20);
$a->wakeup();
var_dump(join_child($pid));
$pid = in_child(fn () => $a->wait(20) ? 8 : 1);
$a->wakeup();
var_dump(join_child($pid));
$sum = new Atomic;
in_children(4, function () use ($sum) {
	for ($i = 0; $i < 10000; $i++) {
		$sum->add(3);
	}
});
var_dump($sum->get());
?>
--EXPECT--
bool(false)
bool(true)
int(0)
bool(true)
bool(true)
bool(true)
bool(false)
int(7)
int(8)
int(120000)
