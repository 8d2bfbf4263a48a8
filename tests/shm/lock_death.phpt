--TEST--
Lock: a holder that is killed hands it on, each kind, and the next one is told
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

use CoroKit\Lock;
use function CoroKit\Coroutine\run;

$file = tempnam(sys_get_temp_dir(), 'corokit-lock-');
$kinds = ['MUTEX' => [Lock::MUTEX], 'SPINLOCK' => [Lock::SPINLOCK], 'SEM' => [Lock::SEM], 'RWLOCK' => [Lock::RWLOCK], 'FILELOCK' => [Lock::FILELOCK, $file]];
foreach ($kinds as $name => $arguments) {
	$lock = new Lock(...$arguments);
	/* Nobody reaps the dead before the lock is taken over: a zombie counts as dead. */
	$die_with = static function (string $method) use ($lock) {
		$held = new CoroKit\Atomic;
		$pid = in_child(function () use ($lock, $method, $held) {
			$lock->$method();
			$held->wakeup();
			die_at_once();
		});
		$held->wait(20);
		return $pid;
	};
	$pid = $die_with('lock');
	$log = [$lock->lock(LOCK_EX, 20), $lock->abandoned(), $lock->unlock(), join_child($pid) === -9, $lock->lock(), $lock->abandoned(), $lock->unlock()];
	$pid = $die_with('lock');
	run(function () use ($lock, &$log) {
		array_push($log, $lock->lock(LOCK_EX, 20), $lock->abandoned(), $lock->unlock());
	});
	join_child($pid);
	/* Dead readers leave nothing half done. */
	$pid = $die_with('lock_read');
	array_push($log, $lock->lock(LOCK_EX, 20), $lock->unlock(), join_child($pid) === -9);
	/* One that ends as usual and forgot the lock has abandoned it too. */
	join_child(in_child(fn () => $lock->lock() ? 0 : 1));
	array_push($log, $lock->lock(LOCK_EX, 20), $lock->unlock());
	echo $name, ' ', implode('', array_map('intval', $log)), "\n";
}
unlink($file);
?>
--EXPECT--
MUTEX 111110111111111
SPINLOCK 111110111111111
SEM 111110111111111
RWLOCK 111110111111111
FILELOCK 111110111111111
