--TEST--
matrix: memcached, 8 and 64 at a time
--EXTENSIONS--
corokit
igbinary
msgpack
memcached
--SKIPIF--
<?php
require __DIR__ . '/servers.inc';
needs(['memcached' => 'memcached']);
?>
--FILE--
<?php
require __DIR__ . '/matrix.inc';
matrix(__DIR__ . '/memcached.inc', Server::memcached(), ['igbinary', 'msgpack', 'memcached']);
?>
--EXPECTF--
set, get: [true,{"value":1},false,16]
  8: ok
  64: ok
binary, large: "c7907ea115fb0ec11d0640dbbc68ba94"
  8: ok
  64: ok
several: [[1,"b"],3,true,false]
  8: ok
  64: ok
receive timeout: [false,31]
  8: ok
