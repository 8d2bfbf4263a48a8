--TEST--
coroutine: output buffers belong to one coroutine
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine;
use function CoroKit\Coroutine\{go, run};

run(function () {
	$a = go(function () {
		ob_start();
		echo 'A1 ';
		Coroutine::yield();
		echo 'A2';
		$text = ob_get_clean();
		echo "a: $text, level ", ob_get_level(), "\n";
	});
	$b = go(function () {
		ob_start(fn ($buffer) => strtoupper($buffer));
		ob_start();
		echo "b1 level ", ob_get_level(), "\n";
		Coroutine::yield();
		echo "b2\n";
	});
	echo "main level ", ob_get_level(), "\n";
	Coroutine::resume($a);
	Coroutine::resume($b);
	echo "end\n";
});
?>
--EXPECT--
main level 0
a: A1 A2, level 0
B1 LEVEL 2
B2
end
