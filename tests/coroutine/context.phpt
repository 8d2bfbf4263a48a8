--TEST--
coroutine: getContext() belongs to one coroutine, until after its deferred calls
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine;
use function CoroKit\Coroutine\{defer, go, run};

class D {
	function __construct(private string $name) {}
	function __destruct() { echo "destructor of $this->name, "; var_dump(@Coroutine::getContext()); }
}
run(function () {
	$context = Coroutine::getContext();
	echo get_class($context), ' ', get_parent_class($context), "\n";
	$context['key'] = 1;
	$context->property = 2;
	var_dump($context === Coroutine::getContext(), Coroutine::getContext()['key'], Coroutine::getContext()->property);
	$cid = go(function () {
		var_dump(isset(Coroutine::getContext()['key']));
		Coroutine::getContext()['d'] = new D('value');
		defer(function () { echo "deferred, "; var_dump(isset(Coroutine::getContext()['d'])); });
		Coroutine::yield();
		echo "ends\n";
	});
	Coroutine::getContext($cid)['from outside'] = true;
	var_dump(count(Coroutine::getContext($cid)), Coroutine::getContext(99));
	unset(Coroutine::getContext($cid)['from outside']);
	Coroutine::resume($cid);
	echo "end\n";
});
?>
--EXPECT--
CoroKit\Coroutine\Context ArrayObject
bool(true)
int(1)
int(2)
bool(false)
int(2)
NULL
ends
deferred, bool(true)
destructor of value, NULL
end
