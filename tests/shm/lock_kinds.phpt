--TEST--
Lock: every kind excludes, times out and is let go; readers share
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\{Channel, Lock};
use function CoroKit\Coroutine\{go, run};

$file = tempnam(sys_get_temp_dir(), 'corokit-lock-');
$kinds = ['MUTEX' => [Lock::MUTEX], 'SPINLOCK' => [Lock::SPINLOCK], 'SEM' => [Lock::SEM], 'RWLOCK' => [Lock::RWLOCK], 'FILELOCK' => [Lock::FILELOCK, $file]];
run(function () use ($kinds) {
	foreach ($kinds as $name => $arguments) {
		$lock = new Lock(...$arguments);
		$say = new Channel(20);
		$log = [$lock->lock(), $lock->lock(), $lock->errCode === 35];
		go(function () use ($lock, $say) {
			$say->push($lock->trylock());
			$say->push($lock->lock(LOCK_EX | LOCK_NB));
			$say->push($lock->lock(LOCK_EX, 0.02));
			$say->push($lock->errCode === 110);
			$say->push($lock->trylock_read());
			$say->push($lock->lock());
			$say->push($lock->unlock());
		});
		for ($i = 0; $i < 5; $i++) {
			$log[] = $say->pop(20);
		}
		$log[] = $lock->unlock();
		$log[] = $say->pop(20);
		$log[] = $say->pop(20);
		echo $name, ' ', implode('', array_map('intval', $log));
		$log = [$lock->lock_read(), $lock->lock_read() || $lock->errCode === 35];
		go(function () use ($lock, $say) {
			$shared = $lock->lock_read(0.02);
			$say->push($shared);
			$say->push($lock->lockwait(0.02));
			if ($shared) {
				$lock->unlock();
			}
			$say->push(null);
		});
		$log[] = $say->pop(20);
		$log[] = $say->pop(20);
		$say->pop(20);
		$log[] = $lock->lock(LOCK_EX, 0.02);
		$lock->unlock();
		if (in_array($name, ['RWLOCK', 'FILELOCK'])) {
			$lock->unlock();
		}
		$log[] = $lock->lock();
		$lock->unlock();
		$log[] = $lock->abandoned();
		echo ' ', implode('', array_map('intval', $log)), "\n";
	}
});
unlink($file);
var_dump(COROKIT_MUTEX, COROKIT_RWLOCK, COROKIT_SPINLOCK, COROKIT_FILELOCK, COROKIT_SEM);
?>
--EXPECT--
MUTEX 10100010111 1100010
SPINLOCK 10100010111 1100010
SEM 10100010111 1100010
RWLOCK 10100010111 1110010
FILELOCK 10100010111 1110010
int(3)
int(1)
int(5)
int(2)
int(4)
