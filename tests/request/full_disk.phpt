--TEST--
request: an upload that cannot be written is UPLOAD_ERR_CANT_WRITE, and leaves nothing
--EXTENSIONS--
corokit
--SKIPIF--
<?php
if (!is_executable('/bin/sh')) die('skip needs sh');
?>
--FILE--
<?php
/* A limit on the size of files is as good as a full disk. */
$dir = __DIR__ . '/full_disk.dir';
mkdir($dir);
$code = 'require "' . __DIR__ . '/../inc/request.php";
$request = multipart_request([["name=\"f\"; filename=\"a\"", str_repeat("x", 100000)], ["name=\"g\"; filename=\"b\"", "small"]], ["upload_tmp_dir" => "' . $dir . '"]);
foreach ($request->files as $file) {
	printf("%d %d %s %s\n", $file["error"], $file["size"], $file["type"], $file["tmp_name"] === "" ? "none" : file_get_contents($file["tmp_name"]));
}
var_dump($file["error"] === UPLOAD_ERR_OK, $request->files["f"]["error"] === UPLOAD_ERR_CANT_WRITE, count(glob("' . $dir . '/*")), count($request->tmpfiles));
';
$php = [PHP_BINARY, '-n', '-d', 'extension=' . dirname(__DIR__, 2) . '/modules/corokit.so', '-r', $code];
$process = proc_open(
	['/bin/sh', '-c', 'trap "" XFSZ; ulimit -f 8; exec "$@"', 'sh', ...$php],
	[1 => ['pipe', 'w'], 2 => ['redirect', 1]],
	$pipes
);
echo stream_get_contents($pipes[1]);
var_dump(proc_close($process), count(glob("$dir/*")));
?>
--CLEAN--
<?php
$dir = __DIR__ . '/full_disk.dir';
array_map('unlink', glob("$dir/*"));
rmdir($dir);
?>
--EXPECT--
7 0  none
0 5  small
bool(true)
bool(true)
int(1)
int(1)
int(0)
int(0)
