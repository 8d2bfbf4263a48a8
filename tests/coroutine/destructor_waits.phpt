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
			$waited = Coroutine::sleep(0.001);
		} catch (CoroKit\Error $e) {
			$waited = false;
		}
		/* Before 8.4 the engine allows no switch in a destructor, and never one in the collector and outside. */
		$could = PHP_VERSION_ID >= 80400 && $this->self === null && Coroutine::getCid() > 0;
		echo $waited === $could ? "as it could\n" : "wrong\n";
	}
}
run(function () {
	Coroutine::join([go(function () { $d = new D('local'); })]);
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
as it could
destructor of inner
as it could
x
destructor of thrown over
as it could
destructor of cycle
as it could
collected
end of script
destructor of global
as it could
