--TEST--
coroutine: two coroutines that load one class at once
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine;
use function CoroKit\Coroutine\{go, run};

$loads = [];
spl_autoload_register(function (string $class) use (&$loads) {
	$loads[] = $class;
	Coroutine::sleep(0.005);
	if ($class !== 'Missing') {
		eval("class $class { const X = '$class'; }");
	}
});
run(function () use (&$loads) {
	for ($i = 0; $i < 3; $i++) {
		$all[] = go(function () use (&$found) { $found[] = One::X; });
	}
	$all[] = go(function () use (&$found) { $found[] = Two::X; });
	for ($i = 0; $i < 2; $i++) {
		$all[] = go(function () use (&$found) { $found[] = class_exists('Missing') ? 'wrong' : 'missing'; });
	}
	$first = go(fn () => class_exists('Canceled'));
	$all[] = go(function () use (&$found) { $found[] = class_exists('Canceled') ? 'canceled loads too' : 'wrong'; });
	Coroutine::cancel($first);
	Coroutine::join($all);
	sort($found);
	echo implode("\n", $found), "\n";
	print_r(array_intersect_key(array_count_values($loads), ['One' => 1, 'Two' => 1]));
});
?>
--EXPECT--
One
One
One
Two
canceled loads too
missing
missing
Array
(
    [One] => 1
    [Two] => 1
)
