--TEST--
http: damaged requests are judged the same in any pieces, and what passes is sound
--EXTENSIONS--
corokit
--SKIPIF--
<?php
if (!is_file('/usr/share/llhttp/llhttp.c') && !is_file('/usr/include/llhttp.h')) die('skip needs llhttp where Debian puts it');
if (trim((string) shell_exec('command -v cc')) === '') die('skip needs cc');
?>
--FILE--
<?php
$root = dirname(__DIR__, 2);
$program = __DIR__ . '/http_fuzz.out';
$sources = '/usr/share/llhttp';
$flags = "-std=gnu11 -w -I $root";
$llhttp = '-lllhttp';
if (is_file("$sources/llhttp.c")) { // large, and not ours to check
	$flags .= ' -DLLHTTP_STRICT_MODE=1 -isystem /usr/share/include/llhttp';
	$llhttp = "$program.o $sources/api.c $sources/http.c";
	passthru("cc $flags -O0 -c -o $program.o $sources/llhttp.c 2>&1");
}
$build = "cc $flags -O1 -g -o $program " . __DIR__ . "/http_fuzz.c"
	. " $root/src/http/guard.c $root/src/http/message.c $root/src/http/parser.c $llhttp";
exec("env -u LD_PRELOAD $build -fsanitize=address 2>/dev/null", $lines, $status);
if ($status !== 0) { // no sanitizer here: the checks of its own are left
	passthru("$build 2>&1", $status);
}
foreach ($status === 0 ? [1, 2] : [] as $seed) {
	passthru("env -u LD_PRELOAD $program $seed 2>&1", $status);
	if ($status !== 0) {
		break;
	}
}
echo "status $status\n";
?>
--CLEAN--
<?php
@unlink(__DIR__ . '/http_fuzz.out');
@unlink(__DIR__ . '/http_fuzz.out.o');
?>
--EXPECT--
seed 1: passed
seed 2: passed
status 0
