--TEST--
matrix: MariaDB through PDO and mysqli, 8 and 64 at a time
--EXTENSIONS--
corokit
pdo
mysqlnd
mysqli
pdo_mysql
--SKIPIF--
<?php
require __DIR__ . '/servers.inc';
needs(['mariadbd' => 'mariadb-server']);
?>
--FILE--
<?php
require __DIR__ . '/matrix.inc';
$server = Server::mariadb();
(new mysqli(null, 'root', '', null, 0, "{$server->folder}/socket"))->query('CREATE DATABASE test');
matrix(__DIR__ . '/mysql.inc', $server, ['pdo', 'mysqlnd', 'mysqli', 'pdo_mysql']);
?>
--EXPECTF--
PDO query: [[1,"text 1",null]]
  8: ok
  64: ok
PDO prepared, iterated: [1,2,3]
  8: ok
  64: ok
PDO transaction: [[2,"2"],0]
  8: ok
  64: ok
PDO unbuffered: ["d0050e4fa804b6cd21ebcb09ff848f30","9dd4e461268c8034f5c8564e155c67a6"]
  8: ok
  64: ok
PDO error: %s
  8: ok
  64: ok
mysqli query: {"n":"1","t":"text"}
  8: ok
  64: ok
mysqli prepared: [{"? + 1":2,"?":"text 1"}]
  8: ok
  64: ok
mysqli functions, several statements: [["1"],["2"]]
  8: ok
  64: ok
mysqli async: ["0","1"]
  8: ok
  64: ok
mysqli error: %s
  8: ok
  64: ok
mysqli connect timeout: %s
  8: ok
PDO connect timeout: %s
  8: ok
