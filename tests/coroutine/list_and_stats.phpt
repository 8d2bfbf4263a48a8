--TEST--
coroutine: list() and stats()
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine;
use function CoroKit\Coroutine\{go, run};

run(function () {
	$a = go(fn () => Coroutine::yield());
	go(fn () => 1);
	$b = go(fn () => Coroutine::yield());
	$list = Coroutine::list();
	echo get_class($list), ' ', get_parent_class($list), ' ', count($list), ' ', implode(',', iterator_to_array($list)), "\n";
	echo implode(',', [...Coroutine::listCoroutines()]), "\n";
	$stats = Coroutine::stats();
	foreach (['coroutine_num', 'coroutine_peak_num', 'coroutine_last_cid'] as $key) {
		echo "$key $stats[$key]\n";
	}
	var_dump($stats['c_stack_size'] > 0, $stats['event_num'], $stats['aio_task_num']);
	echo implode(' ', array_keys(array_diff_key(array_flip(['event_num', 'signal_listener_num', 'aio_task_num', 'aio_worker_num', 'aio_queue_size', 'c_stack_size']), $stats))), "as in Swoole\n";
	var_dump(Coroutine::getStackUsage(99));
	Coroutine::resume($a);
	Coroutine::resume($b);
	var_dump(Coroutine::getElapsed() >= 0, Coroutine::getElapsed() < 60000, Coroutine::getElapsed(99));
});
?>
--EXPECT--
CoroKit\Coroutine\Iterator ArrayIterator 3 1,2,4
1,2,4
coroutine_num 3
coroutine_peak_num 3
coroutine_last_cid 4
bool(true)
int(0)
int(0)
as in Swoole
bool(false)
bool(true)
bool(true)
int(-1)
