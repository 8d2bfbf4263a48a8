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
llhttp => %d.%d.%d (%s)
%A
Directive => Local Value => Master Value
corokit.%a
