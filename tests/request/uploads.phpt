--TEST--
request: an uploaded file is private, known to PHP and removed with the request
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/request.php';

$dir = __DIR__ . '/uploads.dir';
mkdir($dir);
$content = random_bytes(300000);
$request = multipart_request([['name="f"; filename="a.bin"', $content], ['name="g"; filename="b"', '']], ['upload_tmp_dir' => $dir]);
var_dump(count(scandir($dir)) - 2); // nobody has asked
$path = $request->files['f']['tmp_name'];
var_dump(dirname($path) === $dir, decoct(fileperms($path) & 0777), file_get_contents($path) === $content, is_uploaded_file($path));
var_dump($request->tmpfiles === [$path, $request->files['g']['tmp_name']], filesize($request->tmpfiles[1]));

echo "-- moved\n";
var_dump(move_uploaded_file($path, "$dir/kept"), is_uploaded_file($path), file_exists($path));
file_put_contents($path, 'another file of that name');
$second = $request->tmpfiles[1];
unset($request);
var_dump(file_get_contents($path), file_exists($second), is_uploaded_file($second), filesize("$dir/kept"));
unlink($path);

echo "-- the script changes the list\n";
$request = multipart_request([['name="f"; filename="a"', '1']], ['upload_tmp_dir' => $dir]);
file_put_contents("$dir/mine", '');
$request->tmpfiles[] = "$dir/mine";
unset($request->tmpfiles[0]);
unset($request);
var_dump(array_values(array_diff(scandir($dir), ['.', '..'])));

echo "-- a path of the client's is no upload\n";
$request = multipart_request([['name="f"; filename="/etc/passwd"', '1'], ['name="tmp_name"', '/etc/passwd'], ['name="f[tmp_name]"', '/etc/passwd']], ['upload_tmp_dir' => $dir]);
var_dump($request->files['f']['name'], is_uploaded_file('/etc/passwd'), dirname($request->files['f']['tmp_name']) === $dir);

echo "-- at the end of the script\n";
register_shutdown_function(function () use ($dir) {
	echo count(glob("$dir/corokit-*")), "\n";
});
?>
--CLEAN--
<?php
$dir = __DIR__ . '/uploads.dir';
echo implode(' ', array_map('basename', glob("$dir/corokit-*")));
array_map('unlink', glob("$dir/*"));
rmdir($dir);
?>
--EXPECT--
int(0)
bool(true)
string(3) "600"
bool(true)
bool(true)
bool(true)
int(0)
-- moved
bool(true)
bool(false)
bool(false)
string(25) "another file of that name"
bool(false)
bool(false)
int(300000)
-- the script changes the list
array(2) {
  [0]=>
  string(4) "kept"
  [1]=>
  string(4) "mine"
}
-- a path of the client's is no upload
string(6) "passwd"
bool(false)
bool(true)
-- at the end of the script
1
