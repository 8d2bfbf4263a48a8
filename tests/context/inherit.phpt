--TEST--
context: children read their parent's values, writes stay local
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Context;
use CoroKit\Coroutine;
use function CoroKit\Coroutine\{go, run};

var_dump(Context::get('x'), Context::get('x', 'default'), Context::has('x'));
Context::set('main', 'm');
run(function () {
	Context::set('x', 1);
	Context::set('null', null);
	$child = go(function () {
		var_dump(Context::get('x'), Context::get('main'), Context::has('null'), Context::get('null', 'default'));
		Context::set('x', 2);
		Context::set('main', 'child');
		$grandchild = go(function () {
			var_dump(Context::get('x'), Context::get('main'));
			Coroutine::yield();
			var_dump(Context::get('x'), Context::get('late'));
		});
		Context::set('x', 3);
		Coroutine::yield();
		var_dump(Context::get('x'), Context::get('late'));
		Coroutine::resume($grandchild);
		Coroutine::join([$grandchild]);
	});
	while (Context::has('late') || Coroutine::stats()['coroutine_ready_num']) {
		Coroutine::sleep(0.001);
	}
	var_dump(Context::get('x'), Context::get('main'));
	Context::set('late', 'after the child began');
	Context::set('x', 10);
	Coroutine::resume($child);
	Coroutine::join([$child]);
});
var_dump(Context::get('x'), Context::get('main'));
?>
--EXPECT--
NULL
string(7) "default"
bool(false)
int(1)
string(1) "m"
bool(true)
NULL
int(2)
string(5) "child"
int(1)
string(1) "m"
int(3)
string(21) "after the child began"
int(3)
string(21) "after the child began"
NULL
string(1) "m"
