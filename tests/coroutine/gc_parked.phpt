--TEST--
coroutine: the collector leaves what parked coroutines hold
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine;
use function CoroKit\Coroutine\{go, run};

class Node { public $other; public $text = 'alive'; }
run(function () {
	$cid = go(function () {
		$a = new Node;
		$a->other = new Node;
		$a->other->other = $a;
		Coroutine::getContext()['a'] = $a;
		CoroKit\Context::set('a', $a);
		Coroutine::yield();
		echo $a->text, ' ', $a->other->text, ' ', Coroutine::getContext()['a']->other->other->text, ' ', CoroKit\Context::get('a')->text, "\n";
	});
	gc_collect_cycles();
	for ($i = 0; $i < 20000; $i++) {
		$x = new Node;
		$x->other = $x;
	}
	Coroutine::resume($cid);
	unset($x);
	gc_collect_cycles();
	$f = CoroKit\Coroutine\async(function () { $n = new Node; $n->other = $n; return $n; });
	$f->await()->other = $f;
	unset($f);
	var_dump(gc_collect_cycles() > 0);
});
?>
--EXPECT--
alive alive alive alive
bool(true)
