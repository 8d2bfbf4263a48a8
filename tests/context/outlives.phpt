--TEST--
context: values stay while a descendant lives, and go with the last
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Context;
use CoroKit\Coroutine;
use function CoroKit\Coroutine\{go, run};

class D { function __construct(public string $name) {} function __destruct() { echo "destructor of $this->name\n"; } }
run(function () {
	$parent = go(function () use (&$child, &$last) {
		Context::set('d', new D('parent'));
		Context::set('own', new D('own'));
		$child = go(function () use (&$last) {
			Context::set('own', new D('own of child'));
			$last = go(function () {
				Coroutine::yield();
				echo Context::get('d')->name, ', ', Context::get('own')->name, "\n";
			});
		});
	});
	while (Coroutine::exists($parent) || Coroutine::exists($child)) {
		Coroutine::join([$parent, $child]);
	}
	echo "both ended\n";
	Coroutine::resume($last);
	Coroutine::join([$last]);
	echo "last ended\n";
});
?>
--EXPECT--
both ended
parent, own of child
destructor of own of child
destructor of parent
destructor of own
last ended
