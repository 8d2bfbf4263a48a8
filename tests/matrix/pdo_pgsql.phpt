--TEST--
matrix: PostgreSQL through PDO, 8 and 64 at a time
--EXTENSIONS--
corokit
pdo
pdo_pgsql
pgsql
--SKIPIF--
<?php
require __DIR__ . '/servers.inc';
needs(['initdb' => 'postgresql']);
?>
--FILE--
<?php
require __DIR__ . '/matrix.inc';
matrix(__DIR__ . '/pdo_pgsql.inc', Server::postgres(), ['pdo', 'pdo_pgsql', 'pgsql']);
?>
--EXPECTF--
PDO query: [[1,"text 1",null]]
  8: ok
  64: ok
PDO prepared, iterated: [1,2,3]
  8: ok
  64: ok
PDO transaction: [[true,"1"],false,""]
  8: ok
  64: ok
PDO error: %s
  8: ok
  64: ok
PDO error, statement_timeout set: %s
  8: ok
  64: ok
