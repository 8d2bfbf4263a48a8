--TEST--
Shared memory: processes are killed in the middle of everything, the short form
--EXTENSIONS--
corokit
posix
--SKIPIF--
<?php
if (!function_exists("pcntl_fork")) die("skip needs pcntl");
if (getenv("SKIP_SLOW_TESTS")) die("skip slow");
?>
--INI--
memory_limit=512M
--FILE--
<?php
$argv = ['chaos', 8, 8, 50];
require __DIR__ . '/chaos.php';
?>
--EXPECTF--
ok seconds=8 kills=%d repairs=%d incr=%d bursts=%d locks_from_dead=%d recovery_ms: median=%f p90=%f p99=%f max=%f
