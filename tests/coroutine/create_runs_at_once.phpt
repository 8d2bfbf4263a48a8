--TEST--
coroutine: create() runs the child at once until its first wait
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine;
use function CoroKit\Coroutine\{go, run};

var_dump(Coroutine::getCid(), Coroutine::getuid(), Coroutine::getPcid());
var_dump(run(function (string $name, int ...$numbers) {
	echo "$name ", implode(',', $numbers), "\n";
	echo 'cid ', Coroutine::getCid(), ' parent ', Coroutine::getPcid(), "\n";
	$child = go(function () {
		echo 'child ', Coroutine::getCid(), ' parent ', Coroutine::getPcid(), "\n";
		Coroutine::yield();
		echo "child again\n";
	});
	echo "back\n";
	var_dump($child, Coroutine::exists($child), Coroutine::getPcid($child), Coroutine::exists(99), Coroutine::getPcid(99));
	Coroutine::resume($child);
	var_dump(Coroutine::exists($child));
}, 'main', 1, 2));
var_dump(Coroutine::create(fn (int $a, int $b) => print($a - $b . "\n"), b: 1, a: 3));
?>
--EXPECT--
int(-1)
int(-1)
bool(false)
main 1,2
cid 1 parent -1
child 2 parent 1
back
int(2)
bool(true)
int(1)
bool(false)
bool(false)
child again
bool(false)
bool(true)
2
int(3)
