--TEST--
http: Transfer-Encoding is read exactly (CVE-2022-32213, CVE-2022-32215, CVE-2022-35256)
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/raw_http.php';

$server = start_echo();
$post = "POST / HTTP/1.1\r\nHost: a\r\n";
$body = "1\r\nx\r\n0\r\n\r\n";
$next = "GET /smuggled HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
show_cut($server, 'chunked', "{$post}Transfer-Encoding: chunked\r\n\r\n$body$next");
show_cut($server, 'in any case', "{$post}transfer-encoding: CHUNKED\r\nConnection: close\r\n\r\n$body");
foreach ([
	'another value' => "Transfer-Encoding: chunkedchunked\r\n",
	'a list' => "Transfer-Encoding: chunked, identity\r\n",
	'twice' => "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
	'on two lines' => "Transfer-Encoding: chunked\r\n , identity\r\n",
	'on two lines with a tab' => "Transfer-Encoding:\r\n\tchunked\r\n",
	'ended by LF' => "Transfer-Encoding: chunked\nX: y\r\n",
	'ended by CR' => "Transfer-Encoding: chunked\rX: y\r\n",
	'vertical tab before' => "Transfer-Encoding: \x0bchunked\r\n",
	'zero byte behind' => "Transfer-Encoding: chunked\0\r\n",
	'space before the colon' => "Transfer-Encoding : chunked\r\n",
	'underscore' => "Transfer_Encoding: chunked\r\nConnection: close\r\n",
] as $name => $field) {
	show_cut($server, $name, "$post$field\r\n$body$next");
}
show_cut($server, 'in HTTP/1.0', "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n$body$next");
$server->stop();
?>
--EXPECT--
chunked: 200 POST / 2 fields: x | 200 GET /smuggled 2 fields:
in any case: 200 POST / 3 fields: x
another value: 501
a list: 400
twice: 400
on two lines: 400
on two lines with a tab: 400
ended by LF: 400
ended by CR: 400
vertical tab before: 400
zero byte behind: 400
space before the colon: 400
underscore: 200 POST / 3 fields:
in HTTP/1.0: 400
