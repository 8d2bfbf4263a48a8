--TEST--
coroutine: the script ends while coroutines wait: all of them unwind
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine;
use function CoroKit\Coroutine\{go, run};

/* Prints after everything else, each coroutine's lines together: their order is the scheduler's affair. */
class Log {
	public array $lines = [];
	function __destruct() {
		ksort($this->lines);
		foreach ($this->lines as $who => $lines) {
			echo "$who: ", implode(', ', $lines), "\n";
		}
	}
}
$log = new Log;
function note(string $who, string $what) { $GLOBALS['log']->lines[$who][] = $what; }
class D { function __construct(private string $who, private string $name) {} function __destruct() { note($this->who, "destructor of $this->name"); } }
function generator() { try { yield 1; Coroutine::yield(); yield 2; } finally { note('second', 'finally in generator'); } }

Coroutine::set(['enable_deadlock_check' => false]);
go(function () {
	$d = new D('first', 'local');
	try {
		Coroutine::yield();
		note('first', 'not reached');
	} finally {
		note('first', 'finally');
	}
});
go(function () {
	$d = new D('second', 'local');
	Coroutine::getContext()['d'] = new D('second', 'context');
	foreach (generator() as $value) {
		note('second', "value $value");
	}
});
go(function () {
	$fiber = new Fiber(function () {
		$d = new D('third', 'local of fiber');
		try { Coroutine::yield(); } finally { note('third', 'finally in fiber'); }
	});
	$fiber->start();
	note('third', 'not reached');
});
CoroKit\Timer::after(1, function () {
	register_shutdown_function(fn () => note('shutdown function', 'registered by a timer'));
});
echo "end of script\n";
?>
--EXPECT--
end of script
first: finally, destructor of local
second: value 1, finally in generator, destructor of local, destructor of context
shutdown function: registered by a timer
third: finally in fiber, destructor of local of fiber
