--TEST--
module: it loads, has a version, and says what it is
--EXTENSIONS--
corokit
--FILE--
<?php
var_dump(preg_match('/^\d+\.\d+\.\d+/', phpversion('corokit')));
(new ReflectionExtension('corokit'))->info();
?>
--EXPECTF--
int(1)

corokit

CoroKit => enabled
Version => %d.%d.%d
Link-time optimization => %s
%Allhttp => %d.%d.%d (%s)
Coroutines => at most %d at once (max_coroutine)
Main script as a coroutine => %s
Random scheduling => %s
Stacks => %s, guard: %s
Stack size => %d bytes
Stack overflow => %s
Stacks at once => %s
%A
Directive => Local Value => Master Value
corokit.%a
