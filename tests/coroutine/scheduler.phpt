--TEST--
coroutine: Scheduler
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine;
use CoroKit\Coroutine\Scheduler;

$s = new Scheduler;
var_dump($s->start());
$s->set(['max_coroutine' => 10]);
var_dump($s->getOptions());
$s->add(function (string ...$args) use ($s) {
	echo 'one ', implode(',', $args), "\n";
	$s->add(fn () => 1);
	var_dump($s->start());
	Coroutine::sleep(0.001);
	echo "one ends\n";
}, 'a', 'b');
$n = 0;
$s->parallel(3, function ($x) use (&$n) { echo "parallel $x ", ++$n, "\n"; }, 'x');
var_dump($s->start());
$s->add(fn () => print("again\n"));
var_dump($s->start());
try {
	clone $s;
} catch (Error $e) {
	echo $e->getMessage(), "\n";
}
$s->add(fn () => $s);
unset($s);
var_dump(gc_collect_cycles() > 0);
?>
--EXPECTF--
Warning: CoroKit\Coroutine\Scheduler::start(): no coroutine task in %sscheduler.php on line 6
bool(false)
array(1) {
  ["max_coroutine"]=>
  int(10)
}
one a,b

Warning: CoroKit\Coroutine\Scheduler::add(): scheduler is running, unable to execute CoroKit\Coroutine\Scheduler->add in %sscheduler.php on line 11

Warning: CoroKit\Coroutine\Scheduler::start(): scheduler is started, unable to execute CoroKit\Coroutine\Scheduler->start in %sscheduler.php on line 12
bool(false)
parallel x 1
parallel x 2
parallel x 3
one ends
bool(true)
again
bool(true)
Trying to clone an uncloneable object of class CoroKit\Coroutine\Scheduler
bool(true)
