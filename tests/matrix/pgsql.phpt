--TEST--
matrix: PostgreSQL through pg_*, 8 and 64 at a time
--EXTENSIONS--
corokit
pgsql
--SKIPIF--
<?php
require __DIR__ . '/servers.inc';
needs(['initdb' => 'postgresql']);
?>
--FILE--
<?php
require __DIR__ . '/matrix.inc';
matrix(__DIR__ . '/pgsql.inc', Server::postgres(), ['pgsql']);
?>
--EXPECTF--
pg_query_params: [{"n":"2","t":"text 1"}]
  8: ok
  64: ok
pg_prepare, pg_execute: ["c81e728d9d4c2f636f067f89cc14862c","0c86d536b0f2ca424f22a9ac1b6820e7"]
  8: ok
  64: ok
pg_send_query: [["1"],["","2"]]
  8: ok
  64: ok
pg_copy: "ea6fbea5d727c91106f99904724d78a3"
  8: ok
  64: ok
pg error: %s
  8: ok
  64: ok
