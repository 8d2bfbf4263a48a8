--TEST--
http: the multipart parser gives back what was written, and survives what was damaged
--EXTENSIONS--
corokit
--SKIPIF--
<?php
if (trim((string) shell_exec('command -v cc')) === '') die('skip needs cc');
?>
--FILE--
<?php
$root = dirname(__DIR__, 2);
$program = __DIR__ . '/multipart_fuzz.out';
$build = "cc -std=gnu11 -D_GNU_SOURCE -w -O0 -g -I $root -o $program " . __DIR__ . "/multipart_fuzz.c $root/src/http/guard.c $root/src/http/multipart.c";
exec("$build -fsanitize=address,undefined -fno-sanitize-recover=all 2>/dev/null", $lines, $status);
if ($status !== 0) { // no sanitizer here: the checks of its own are left
	passthru("$build 2>&1", $status);
}
foreach ($status === 0 ? [1, 2, 3] : [] as $seed) {
	passthru("env -u LD_PRELOAD $program $seed 2>&1", $status);
	if ($status !== 0) {
		break;
	}
}
echo "status $status\n";
?>
--CLEAN--
<?php
@unlink(__DIR__ . '/multipart_fuzz.out');
?>
--EXPECT--
seed 1: passed
seed 2: passed
seed 3: passed
status 0
