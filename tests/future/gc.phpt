--TEST--
future: cycles through results and exceptions are collected
--EXTENSIONS--
corokit
--FILE--
<?php
use function CoroKit\Coroutine\async;

class D { public $f; function __destruct() { echo "destructor\n"; } }
$d = new D;
$d->f = async(fn () => $d);
unset($d);
gc_collect_cycles();
$d = new D;
$d->f = async(function () use ($d) { $e = new class('x') extends Exception { public $d; }; $e->d = $d; throw $e; });
try { $d->f->await(); } catch (Exception $e) { unset($e); }
unset($d);
gc_collect_cycles();
echo "end\n";
?>
--EXPECT--
destructor
destructor
end
