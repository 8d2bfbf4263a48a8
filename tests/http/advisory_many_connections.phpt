--TEST--
http: connections are limited, and running out of descriptors is got over (CVE-2007-6750)
--EXTENSIONS--
corokit
--SKIPIF--
<?php
if (trim((string) shell_exec('command -v prlimit')) === '') die('skip needs prlimit');
if (!is_dir('/proc/self/fd')) die('skip needs /proc');
?>
--FILE--
<?php
require __DIR__ . '/../inc/raw_http.php';

$server = start_echo(['max_connection' => 2]);
$keep = "GET /kept HTTP/1.1\r\nHost: a\r\n\r\n";
$first = $server->connect();
$second = $server->connect();
foreach ([$first, $second] as $connection) {
	fwrite($connection, $keep);
	echo fgets($connection);
}
$third = $server->send('/third');
$read = [$third];
$none = null;
var_dump(stream_select($read, $none, $none, 0, 300000)); // it waits to be accepted
fclose($first);
echo answers(stream_get_contents($third)), "\n";
echo $server->get('/'), "\n";
$server->stop();

echo "-- descriptors\n";
$server = start_server('
	$server->set(["log_level" => 5]);
	$server->on("workerStart", function () {
		$limit = max(scandir("/proc/self/fd")) + 30;
		exec("prlimit --nofile=$limit:$limit --pid=" . getmypid());
	});
	$server->on("request", fn ($request, $response) => $response->end("served"));');
$server->get('/');
$connections = [];
for ($i = 0; $i < 80; $i++) {
	$connections[] = $server->connect();
}
fwrite($connections[0], "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
echo fgets($connections[0]);
$waiting = $server->send('/');
$connections = [];
echo answers(stream_get_contents($waiting)), "\n";
echo $server->get('/'), "\n";
$server->stop();
?>
--EXPECT--
HTTP/1.1 200 OK
HTTP/1.1 200 OK
int(0)
200 GET /third 2 fields:
GET / 2 fields: 
-- descriptors
HTTP/1.1 200 OK
200 served
served
