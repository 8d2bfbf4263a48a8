--TEST--
coroutine: getStackUsage() of the current and of a waiting coroutine
--EXTENSIONS--
corokit
--INI--
corokit.stack_backend=slab
--SKIPIF--
<?php
/* Under valgrind, and where PHP lacks make_fcontext(), there are only the engine's stacks. */
ob_start();
(new ReflectionExtension('corokit'))->info();
if (!str_contains(ob_get_clean(), 'slab, guard')) die('skip nocache no slab stacks here');
?>
--FILE--
<?php
use CoroKit\Coroutine;
use function CoroKit\Coroutine\{go, run};

run(function () {
	$cid = go(fn () => Coroutine::yield());
	var_dump(Coroutine::getStackUsage() > 0, Coroutine::getStackUsage($cid) > 0, Coroutine::getStackUsage($cid) < Coroutine::stats()['c_stack_size']);
	Coroutine::resume($cid);
});
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
