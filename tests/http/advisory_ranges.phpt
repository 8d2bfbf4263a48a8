--TEST--
http: a Range that overflows changes nothing (CVE-2017-7529)
--EXTENSIONS--
corokit
--FILE--
<?php
/* There are no partial answers: the day there are, these requests must fail as 416 or give the whole. */
require __DIR__ . '/../inc/raw_http.php';

$server = start_server('
	file_put_contents("' . __DIR__ . '/advisory_ranges.txt", "0123456789");
	$server->set(["log_level" => 5]);
	$server->on("request", function ($request, $response) {
		$response->sendfile("' . __DIR__ . '/advisory_ranges.txt");
	});');
foreach (['bytes=-18446744073709551615', 'bytes=0-18446744073709551615', 'bytes=-9223372036854775808,-9223372036854775797', 'bytes=' . str_repeat('0-,', 2000)] as $range) {
	echo answers($server->raw("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nRange: $range\r\n\r\n")), "\n";
}
$server->stop();
?>
--CLEAN--
<?php
@unlink(__DIR__ . '/advisory_ranges.txt');
?>
--EXPECT--
200 0123456789
200 0123456789
200 0123456789
200 0123456789
