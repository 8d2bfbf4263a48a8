--TEST--
http: whoever reads the length otherwise cannot hide a request in it ("HTTP/1.1 must die")
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/raw_http.php';

$server = start_echo(['package_max_length' => 100]);
$next = "GET /smuggled HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
$post = "POST / HTTP/1.1\r\nHost: a\r\n";
foreach ([
	'length and chunked' => "{$post}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
	'chunked and length' => "{$post}Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
	'two lengths' => "{$post}Content-Length: 0\r\nContent-Length: 5\r\n\r\n",
	'the same length twice' => "{$post}Content-Length: 1\r\nContent-Length: 1\r\n\r\nx",
	'list of lengths' => "{$post}Content-Length: 1, 1\r\n\r\nx",
	'signed length' => "{$post}Content-Length: +1\r\n\r\nx",
	'length in hex' => "{$post}Content-Length: 0x1\r\n\r\nx",
	'length with a blank' => "{$post}Content-Length: 1 1\r\n\r\nx",
	'length of 2^64 + 1' => "{$post}Content-Length: 18446744073709551617\r\n\r\nx",
	'GET with a body' => "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: " . strlen($next) . "\r\n\r\n$next",
	'too long: not read as the next request' => "{$post}Content-Length: 101\r\n\r\n",
	'unknown expectation' => "{$post}Expect: 200-ok\r\nContent-Length: " . strlen($next) . "\r\n\r\n",
	'two expectations' => "{$post}Expect: 100-continue, x\r\nContent-Length: " . strlen($next) . "\r\n\r\n",
	'no Host' => "GET / HTTP/1.1\r\n\r\n",
	'two Hosts' => "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
	'another host in the target' => "GET http://b/ HTTP/1.1\r\nHost: a\r\n\r\n",
] as $name => $bytes) {
	show_cut($server, $name, $bytes . $next);
}

echo "-- 100-continue\n";
$connection = $server->connect();
fwrite($connection, "{$post}Expect: 100-continue\r\nContent-Length: 4\r\nConnection: close\r\n\r\n");
echo fgets($connection);
fgets($connection);
fwrite($connection, 'body');
echo answers(stream_get_contents($connection)), "\n";
$connection = $server->connect();
fwrite($connection, "{$post}Expect: 100-continue\r\nContent-Length: 101\r\n\r\n");
echo answers(stream_get_contents($connection)), "\n";

echo "-- pipelined, in order\n";
show_cut($server, 'three', "GET /1 HTTP/1.1\r\nHost: a\r\n\r\n{$post}Content-Length: 3\r\n\r\nabc$next");
$server->stop();
?>
--EXPECT--
length and chunked: 400
chunked and length: 400
two lengths: 400
the same length twice: 400
list of lengths: 400
signed length: 400
length in hex: 400
length with a blank: 400
length of 2^64 + 1: 400
GET with a body: 200 GET / 2 fields: GET /smuggled HTTP/1.1
Host: a
Connection: close | 200 GET /smuggled 2 fields:
too long: not read as the next request: 413
unknown expectation: 417
two expectations: 417
no Host: 400
two Hosts: 400
another host in the target: 400
-- 100-continue
HTTP/1.1 100 Continue
200 POST / 4 fields: body
413
-- pipelined, in order
three: 200 GET /1 1 fields: | 200 POST / 2 fields: abc | 200 GET /smuggled 2 fields:
