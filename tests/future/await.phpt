--TEST--
future: await() returns the value or throws the exception
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine;
use CoroKit\Future;
use function CoroKit\Coroutine\{async, run};

run(function () {
	$f = async(function (int $a, int $b) {
		Coroutine::sleep(0.001);
		return $a - $b;
	}, b: 1, a: 3);
	echo get_class($f), ' ', $f->getCid(), "\n";
	var_dump($f->isDone(), $f->await(), $f->isDone(), $f->await());
	var_dump(async(fn () => null)->await(), async(function () {})->await());

	$failing = async(function () {
		Coroutine::sleep(0.001);
		throw new DomainException('failed');
	});
	for ($i = 0; $i < 2; $i++) {
		try {
			$failing->await();
		} catch (DomainException $e) {
			echo $e->getMessage(), ' line ', $e->getLine(), "\n";
		}
	}
	$eager = async(fn () => throw new DomainException('at once'));
	var_dump($eager->isDone());
	try {
		$eager->await();
	} catch (DomainException $e) {
		echo $e->getMessage(), "\n";
	}
	$slow = async(function () { Coroutine::sleep(0.002); return 'for all'; });
	$all = [];
	for ($i = 0; $i < 3; $i++) {
		$all[] = async(fn () => $slow->await());
	}
	echo implode(', ', array_map(fn (Future $f) => $f->await(), $all)), "\n";
});
$done = async(fn () => 'in main');
echo $done->await(), "\n";
?>
--EXPECT--
CoroKit\Future 2
bool(false)
int(2)
bool(true)
int(2)
NULL
NULL
failed line 17
failed line 17
bool(true)
at once
for all, for all, for all
in main
