--TEST--
coroutine: set(), getOptions() and max_coroutine
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine;
use function CoroKit\Coroutine\{go, run};

var_dump(Coroutine::getOptions());
Coroutine::set(['max_coroutine' => 2, 'unknown' => 'kept']);
Coroutine::set(['other' => 1]);
var_dump(Coroutine::getOptions());
run(function () {
	$a = go(fn () => Coroutine::yield());
	var_dump(go(fn () => 1));
	Coroutine::resume($a);
	var_dump(go(fn () => 1));
	Coroutine::set(['max_coroutine' => 0]);
	for ($i = 0; $i < 5; $i++) {
		$all[] = go(fn () => Coroutine::yield());
	}
	echo count(array_filter($all)), "\n";
	array_map(Coroutine::resume(...), $all);
});
?>
--EXPECTF--
NULL
array(3) {
  ["max_coroutine"]=>
  int(2)
  ["unknown"]=>
  string(4) "kept"
  ["other"]=>
  int(1)
}

Warning: CoroKit\Coroutine\go(): exceed max number of coroutine 2 in %soptions.php on line 11
bool(false)
int(3)
5
