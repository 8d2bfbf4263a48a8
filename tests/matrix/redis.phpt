--TEST--
matrix: Redis, 8 and 64 at a time
--EXTENSIONS--
corokit
igbinary
msgpack
redis
--SKIPIF--
<?php
require __DIR__ . '/servers.inc';
needs(['redis-server' => 'redis-server']);
?>
--FILE--
<?php
require __DIR__ . '/matrix.inc';
matrix(__DIR__ . '/redis.inc', Server::redis(), ['igbinary', 'msgpack', 'redis']);
?>
--EXPECTF--
set, get: [true,"value 1",false]
  8: ok
  64: ok
large value: "c7907ea115fb0ec11d0640dbbc68ba94"
  8: ok
  64: ok
blocking pop: "[2,[\"list\",\"1\"],[\"list\",\"x\"]]"
  8: ok
  64: ok
multi: [true,2,"2"]
  8: ok
  64: ok
pipeline: [true,"1",1]
  8: ok
  64: ok
several: [["1","2"],2]
  8: ok
  64: ok
error: %s
  8: ok
  64: ok
read timeout: %s
  8: ok
