--TEST--
coroutine: the option hook_flags sets the families of hooks
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine;
use CoroKit\Runtime;

Coroutine::set(['hook_flags' => COROKIT_HOOK_SLEEP | COROKIT_HOOK_FILE]);
var_dump(Runtime::getHookFlags() === (COROKIT_HOOK_SLEEP | COROKIT_HOOK_FILE));
Coroutine::set(['max_coroutine' => 5]);
var_dump(Runtime::getHookFlags() === (COROKIT_HOOK_SLEEP | COROKIT_HOOK_FILE));
Coroutine::set(['hook_flags' => COROKIT_HOOK_ALL]);
var_dump(Runtime::getHookFlags() === COROKIT_HOOK_ALL, Coroutine::getOptions()['hook_flags'] === COROKIT_HOOK_ALL);
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
bool(true)
