--TEST--
coroutine: destructors that wait, in scope, at the end and in the collector
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine;
use function CoroKit\Coroutine\{go, run};

class D {
	public $self;
	function __construct(private string $name) {}
	function __destruct() {
		echo "destructor of $this->name\n";
		try {
			Coroutine::sleep(0.001);
			echo "$this->name waited\n";
		} catch (CoroKit\Error $e) {
			echo "$this->name: could not wait\n";
		}
	}
}
run(function () {
	go(function () { $d = new D('local'); });
	go(function () { $d = new D('thrown over'); try { (function () { $e = new D('inner'); throw new Exception('x'); })(); } catch (Exception $e) { echo $e->getMessage(), "\n"; } });
});
run(function () {
	$cycle = new D('cycle');
	$cycle->self = $cycle;
	unset($cycle);
	gc_collect_cycles();
	echo "collected\n";
});
$global = new D('global');
echo "end of script\n";
?>
--EXPECT--
destructor of local
local: could not wait
destructor of inner
inner: could not wait
x
destructor of thrown over
thrown over: could not wait
destructor of cycle
cycle: could not wait
collected
end of script
destructor of global
global: could not wait
