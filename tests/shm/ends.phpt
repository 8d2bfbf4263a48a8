--TEST--
Shared memory: exit() and fatal errors while coroutines wait, cycles, and locks that are freed while they are held
--EXTENSIONS--
corokit
posix
--SKIPIF--
<?php
if (!function_exists("pcntl_fork")) die("skip needs pcntl");
?>
--FILE--
<?php
require __DIR__ . '/../inc/php_command.php';
require __DIR__ . '/../inc/fork.php';

use CoroKit\{Atomic, Cache, Lock, Table};
use function CoroKit\Coroutine\{go, run};

$lock = new Lock;
$read = new Lock(Lock::RWLOCK);
$atomic = new Atomic;
$table = new Table(4);
$table->column('n', Table::TYPE_INT);
$table->create();
$lock->lock();
$read->lock();
$table->lock('key');
$wait = function () use ($lock, $read, $atomic, $table) {
	go(fn () => $lock->lock());
	go(fn () => $lock->lock(LOCK_EX, 100));
	go(fn () => $read->lock_read());
	go(fn () => $atomic->wait(-1));
	go(fn () => $table->lock('key'));
	go(fn () => $table->transaction('key', fn () => 1));
};
var_dump(in_children(1, function () use ($wait, $lock) {
	run(function () use ($wait) {
		$wait();
		exit(3);
	});
}));
/* The parent's locks are the parent's still. */
var_dump($lock->unlock(), $lock->lock(), $table->unlock('key'), $table->lock('key'));
echo str_contains((string) shell_exec_php(<<<'PHP'
	CoroKit\Coroutine\run(function () {
		$lock = new CoroKit\Lock;
		$lock->lock();
		CoroKit\Coroutine\go(fn () => $lock->lock());
		trigger_error('enough', E_USER_ERROR);
	});
PHP), 'Fatal error: enough') ? "fatal\n" : "none\n";
function shell_exec_php(string $code): string
{
	$module = array_values(preg_grep('/^extension=/', php_arguments()));
	return (string) shell_exec(escapeshellarg(getenv('TEST_PHP_EXECUTABLE') ?: PHP_BINARY) . ' -n ' . implode(' ', array_map(fn ($d) => '-d ' . escapeshellarg($d), $module)) . ' -r ' . escapeshellarg($code) . ' 2>&1');
}
run(function () {
	for ($i = 0; $i < 100; $i++) {
		$node = new stdClass;
		$node->self = $node;
		$node->lock = new Lock($i % 2 ? Lock::RWLOCK : Lock::MUTEX);
		$i % 4 === 1 ? $node->lock->lock_read() : $node->lock->lock();
		$node->table = new Table(2);
		$node->table->column('n', Table::TYPE_INT);
		$node->table->create();
		$node->table->lock($i);
		$node->table->rewind();
		$node->cache = new Cache(2);
		$node->cache->set('self', 'x');
	}
	$node = null;
	var_dump(gc_collect_cycles() >= 100);
});
/* A fork while a coroutine has it: the child has not. */
run(function () use ($lock) {
	$mine = new Lock;
	$mine->lock();
	echo json_encode(in_children(1, fn () => $mine->trylock() ? 1 : ($mine->errCode === 16 ? 0 : 2))), "\n";
	var_dump($mine->unlock());
});
echo "done\n";
?>
--EXPECT--
array(1) {
  [0]=>
  int(3)
}
bool(true)
bool(true)
bool(true)
bool(true)
fatal
bool(true)
[0]
bool(true)
done
