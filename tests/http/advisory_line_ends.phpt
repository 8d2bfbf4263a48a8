--TEST--
http: only CRLF ends a line, and every request line has its version (CVE-2023-30589, CVE-2024-27982, llhttp#877)
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/raw_http.php';

$server = start_echo();
$next = "GET /smuggled HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
foreach ([
	'good' => "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
	'CR ends a field' => "GET / HTTP/1.1\r\nHost: a\rX: y\r\n\r\n",
	'CR ends the head' => "GET / HTTP/1.1\r\nHost: a\r\n\rGET / HTTP/1.1\r\nHost: a\r\n\r\n",
	'CR CR LF' => "GET / HTTP/1.1\r\nHost: a\r\r\n\r\n",
	'LF ends a field' => "GET / HTTP/1.1\r\nHost: a\nX: y\r\n\r\n",
	'LF ends the head' => "GET / HTTP/1.1\r\nHost: a\r\n\n",
	'LF ends the request line' => "GET / HTTP/1.1\nHost: a\r\n\r\n",
	'no version' => "GET /\r\nHost: a\r\n\r\n",
	'no version and LF' => "GET /\nHost: a\n\n",
	'no version and CR' => "GET /\rHost: a\r\n\r\n",
	'space before a length' => "POST / HTTP/1.1\r\nHost: a\r\n Content-Length: 5\r\n\r\n",
	'folded length' => "POST / HTTP/1.1\r\nHost: a\r\nX: y\r\n\tContent-Length: 5\r\n\r\n",
	'space before the colon' => "POST / HTTP/1.1\r\nHost: a\r\nContent-Length : 5\r\n\r\n",
	'control byte in a name' => "GET / HTTP/1.1\r\nHost: a\r\nX\x01: y\r\n\r\n",
] as $name => $bytes) {
	show_cut($server, $name, $bytes . $next);
}
$server->stop();
?>
--EXPECT--
good: 200 GET / 1 fields: | 200 GET /smuggled 2 fields:
CR ends a field: 400
CR ends the head: 400
CR CR LF: 400
LF ends a field: 400
LF ends the head: 400
LF ends the request line: 400
no version: 400
no version and LF: 400
no version and CR: 400
space before a length: 400
folded length: 400
space before the colon: 400
control byte in a name: 400
