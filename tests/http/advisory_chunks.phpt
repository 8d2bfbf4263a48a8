--TEST--
http: chunk sizes are strict and cannot overflow (CVE-2025-22871, CVE-2025-55315, CVE-2024-22019, CVE-2013-2028)
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/raw_http.php';

$server = start_echo(['package_max_length' => 100]);
$head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
$next = "GET /smuggled HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
foreach ([
	'good' => "1\r\na\r\n000A\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n",
	'extension' => "1;a=\"b\"\r\nx\r\n0\r\n\r\n",
	'LF in an extension' => "1;a\nb\r\nx\r\n0\r\n\r\n",
	'CR in an extension' => "1;a\rb\r\nx\r\n0\r\n\r\n",
	'LF after a size' => "1\nx\r\n0\r\n\r\n",
	'LF after data' => "1\r\nx\n0\r\n\r\n",
	'LF after the last size' => "1\r\nx\r\n0\n\r\n",
	'longer than its size' => "1\r\nxy\r\n0\r\n\r\n",
	'two bytes between' => "1\r\nx12\r\n0\r\n\r\n",
	'no digits' => ";a\r\nx\r\n0\r\n\r\n",
	'sign' => "+1\r\nx\r\n0\r\n\r\n",
	'blank before' => " 1\r\nx\r\n0\r\n\r\n",
	'underscore' => "1_0\r\nx\r\n0\r\n\r\n",
	'2^63' => "8000000000000000\r\nx\r\n0\r\n\r\n",
	'2^64 - 1' => "ffffffffffffffff\r\nx\r\n0\r\n\r\n",
	'2^64 + 1' => "10000000000000001\r\nx\r\n0\r\n\r\n",
	'2^64 - 1 after a byte' => "1\r\nx\r\nffffffffffffffff\r\nx\r\n0\r\n\r\n",
	'sum over the limit' => "40\r\n" . str_repeat('x', 64) . "\r\n40\r\n" . str_repeat('x', 64) . "\r\n0\r\n\r\n",
	'folded trailer' => "0\r\nX: y\r\n z\r\n\r\n",
	'trailer with LF' => "0\r\nX: y\n\r\n",
] as $name => $body) {
	show_cut($server, $name, $head . $body . $next);
}
echo 'extensions without end: ', answers($server->raw($head . str_repeat("1;" . str_repeat('a', 100) . "\r\nx\r\n", 20) . "0\r\n\r\n$next")), "\n";
echo 'zeros without end: ', answers($server->raw($head . str_repeat('0', 100000) . "\r\n\r\n$next")), "\n";
$server->stop();
?>
--EXPECT--
good: 200 POST / 2 fields: a0123456789 | 200 GET /smuggled 2 fields:
extension: 200 POST / 2 fields: x | 200 GET /smuggled 2 fields:
LF in an extension: 400
CR in an extension: 400
LF after a size: 400
LF after data: 400
LF after the last size: 400
longer than its size: 400
two bytes between: 400
no digits: 400
sign: 400
blank before: 400
underscore: 400
2^63: 413
2^64 - 1: 413
2^64 + 1: 413
2^64 - 1 after a byte: 413
sum over the limit: 413
folded trailer: 400
trailer with LF: 400
extensions without end: 400
zeros without end: 400
