--TEST--
http: slow clients meet a deadline, and only their own (CVE-2007-6750)
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/raw_http.php';

/* Sends a byte at a time until there is an answer. */
function drip($connection, string $bytes): string
{
	for ($sent = 0; $sent < 400; $sent++) {
		$read = [$connection];
		$none = null;
		if (stream_select($read, $none, $none, 0, 50000)) {
			return answers((string) stream_get_contents($connection));
		}
		@fwrite($connection, $bytes[$sent] ?? 'x');
	}
	return 'no answer';
}

$server = start_echo(['http_header_timeout' => 1, 'http_body_timeout' => 1]);
echo 'a head without end: ', drip($server->connect(), "GET / HTTP/1.1\r\nHost: a\r\nX: "), "\n";
echo 'a head that stops: ', answers($server->raw("GET / HTTP/1.1\r\n")), "\n";
echo 'a body that stops: ', answers($server->raw("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n123")), "\n";
echo 'chunks that stop: ', answers($server->raw("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab")), "\n";
echo 'others: ', $server->get('/'), "\n";
$server->stop();

echo "-- a body that goes on is not idle\n";
$server = start_echo(['http_body_timeout' => 6]);
$connection = $server->connect();
fwrite($connection, "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 16\r\n\r\n");
for ($i = 0; $i < 16; $i++) {
	$read = [$connection];
	$none = null;
	stream_select($read, $none, $none, 0, 450000); // 7 seconds in all
	fwrite($connection, dechex($i));
}
echo answers(stream_get_contents($connection)), "\n";
$server->stop();

echo "-- who does not read is cut off\n";
$server = start_server('
	$server->set(["log_level" => 5, "http_write_timeout" => 1]);
	$server->on("request", function ($request, $response) {
		if ($request->server["request_uri"] === "/large") {
			$block = str_repeat("x", 1024 * 1024);
			for ($i = 0; $i < 256 && $response->write($block); $i++);
			echo $i < 256 ? "cut off\n" : "all sent\n";
		} else {
			$response->end("others are served");
		}
	});');
$connection = $server->send('/large');
echo $server->get('/'), "\n";
$server->waitFor('~cut off~');
echo $server->get('/'), "\n";
$server->stop();
?>
--EXPECT--
a head without end: 408
a head that stops: 408
a body that stops: 408
chunks that stop: 408
others: GET / 2 fields: 
-- a body that goes on is not idle
200 POST / 3 fields: 0123456789abcdef
-- who does not read is cut off
others are served
others are served
