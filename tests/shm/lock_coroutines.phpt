--TEST--
Lock: in a process it goes to whoever came first; ends, cancels and exceptions let it go
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\{Channel, Coroutine, Error, Lock};
use function CoroKit\Coroutine\{go, run};

run(function () {
	$lock = new Lock;
	$done = new Channel(10);
	$order = [];
	$lock->lock();
	for ($i = 0; $i < 5; $i++) {
		$cids[] = go(function () use ($lock, $i, &$order, $done) {
			$got = $lock->lock();
			$order[] = $got ? $i : "$i cancelled $lock->errCode";
			if ($got) {
				$lock->unlock();
			}
			$done->push(1);
		});
	}
	Coroutine::cancel($cids[2]);
	$done->pop(20);
	$lock->unlock();
	for ($i = 0; $i < 4; $i++) {
		$done->pop(20);
	}
	echo implode(', ', $order), "\n";

	/* A coroutine that ends with it. */
	go(fn () => $lock->lock());
	var_dump($lock->lock(LOCK_EX, 20), $lock->abandoned());
	$lock->unlock();

	/* One that is cancelled while it has it. */
	$cid = go(function () use ($lock) {
		$lock->lock();
		try {
			(new Channel(1))->pop();
		} catch (Coroutine\CanceledException) {
		}
	});
	Coroutine::cancel($cid, true);
	var_dump($lock->lock(LOCK_EX, 20), $lock->abandoned());
	go(function () use ($lock) {
		try {
			$lock->unlock();
		} catch (Error $e) {
			echo $e->getMessage(), "\n";
		}
	});
	$lock->unlock();
	var_dump($lock->lock(), $lock->abandoned(), $lock->unlock());
	try {
		$lock->unlock();
	} catch (Error $e) {
		echo $e->getMessage(), "\n";
	}
});

/* {main} cannot suspend: whoever has it could never let it go. */
$lock = new Lock;
go(function () use ($lock, &$cid) {
	$cid = Coroutine::getCid();
	$lock->lock();
	Coroutine::yield();
	$lock->unlock();
});
var_dump($lock->lock(), $lock->errCode === 35);
Coroutine::resume($cid);
var_dump($lock->lock(), $lock->unlock());
?>
--EXPECTF--
2 cancelled 10017, 0, 1, 3, 4
bool(true)
bool(true)
bool(true)
bool(true)
Coroutine %d cannot unlock what coroutine %d has locked
bool(true)
bool(false)
bool(true)
Coroutine %d cannot unlock what it has not locked
bool(false)
bool(true)
bool(true)
bool(true)
