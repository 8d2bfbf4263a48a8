--TEST--
http: uploaded files end with their request, however that ends
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/raw_http.php';
require __DIR__ . '/../inc/request.php';

$dir = __DIR__ . '/uploads.dir';
mkdir($dir);
$server = start_server('
	$server->set(["log_level" => 5, "upload_tmp_dir" => "' . $dir . '", "max_wait_time" => 1]);
	$gate = new CoroKit\Coroutine\Channel(2);
	$server->on("request", function ($request, $response) use (&$gate) {
		$path = $request->files["f"]["tmp_name"] ?? "";
		switch ($request->server["request_uri"]) {
			case "/read":
				return $response->end(file_get_contents($path));
			case "/untouched":
				return $response->end("not looked at");
			case "/move":
				return $response->end(var_export(move_uploaded_file($path, "' . $dir . '/moved"), true));
			case "/throw":
				throw new Exception("in flight");
			case "/exit":
				$response->end("bye");
				exit;
			case "/together":
				/* Both are here before either reads. */
				$gate ??= new CoroKit\Coroutine\Channel(2);
				$gate->push($path);
				while ($gate->length() < 2) {
					CoroKit\Coroutine::sleep(0.001);
				}
				return $response->end(file_get_contents($path));
			case "/wait":
				echo "waiting\n";
				CoroKit\Coroutine::sleep(1000);
		}
	});');
function upload(string $target, string $content): mixed
{
	$body = multipart([['name="f"; filename="x"', $content]]);
	$connection = $GLOBALS['server']->connect();
	fwrite($connection, "POST $target HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: multipart/form-data; boundary=XX\r\nContent-Length: " . strlen($body) . "\r\n\r\n$body");
	return $connection;
}
function left(): string
{
	return implode(' ', array_diff(scandir($GLOBALS['dir']), ['.', '..'])) ?: 'nothing';
}

foreach (['/read', '/untouched', '/throw', '/exit', '/move'] as $target) {
	echo "$target: ", answers(stream_get_contents(upload($target, 'content'))), "\n";
	/* The Request may outlive its answer by a moment. */
	for ($tries = 0; $tries < 200 && str_contains(left(), 'corokit'); $tries++) {
		$server->get('/untouched');
	}
	echo left(), "\n";
}
echo file_get_contents("$dir/moved"), "\n";
unlink("$dir/moved");

$both = [upload('/together', 'first'), upload('/together', 'second')];
foreach ($both as $connection) {
	echo answers(stream_get_contents($connection)), "\n";
}

echo "-- the server stops meanwhile\n";
$connection = upload('/wait', 'content');
$server->waitFor('~waiting~');
var_dump(left() !== 'nothing');
$server->stop();
echo left(), "\n";
?>
--CLEAN--
<?php
$dir = __DIR__ . '/uploads.dir';
array_map('unlink', glob("$dir/*"));
rmdir($dir);
?>
--EXPECT--
/read: 200 content
nothing
/untouched: 200 not looked at
nothing
/throw: 500
nothing
/exit: 200 bye
nothing
/move: 200 true
moved
content
200 first
200 second
-- the server stops meanwhile
bool(true)
nothing
