--TEST--
context: coroutines that start their successor and end do not pile up
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Context;
use CoroKit\Coroutine;
use function CoroKit\Coroutine\{go, run};

function step(int $n) {
	Coroutine::sleep(0.001);
	Context::set('n', $n);
	Context::set("key" . $n % 3, $n);
	if ($n < 300) {
		go('step', $n + 1);
		if ($n == 100) {
			$GLOBALS['memory'] = memory_get_usage();
		}
		return;
	}
	echo Context::get('first'), ' ', Context::get('n'), ' ', Context::get('key0'), ' ', Context::get('key1'), ' ', Context::get('key2'), "\n";
	var_dump(memory_get_usage() - $GLOBALS['memory'] < 4096);
}
run(function () {
	Context::set('first', 'one');
	go('step', 0);
});
?>
--EXPECT--
one 300 300 298 299
bool(true)
