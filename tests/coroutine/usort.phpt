--TEST--
coroutine: two sorts whose comparators wait
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine;
use function CoroKit\Coroutine\{go, run};

run(function () {
	foreach ([[3, 1, 2], [9, 7, 8]] as $i => $list) {
		$cids[] = go(function () use (&$results, $i, $list) {
			usort($list, function ($a, $b) {
				Coroutine::sleep(0.001);
				return $a <=> $b;
			});
			$results[$i] = implode(',', $list);
		});
	}
	Coroutine::join($cids);
	echo $results[0], ' ', $results[1], "\n";
});
?>
--EXPECT--
1,2,3 7,8,9
