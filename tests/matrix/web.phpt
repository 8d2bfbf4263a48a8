--TEST--
matrix: http and https through streams, curl and SOAP, 8 and 64 at a time
--EXTENSIONS--
corokit
curl
xml
soap
--SKIPIF--
<?php
require __DIR__ . '/servers.inc';
needs([]);
if (!extension_loaded('openssl')) die('skip openssl is not loaded');
?>
--FILE--
<?php
require __DIR__ . '/matrix.inc';
matrix(__DIR__ . '/web.inc', Server::web(), ['curl', 'xml', 'soap']);
?>
--EXPECTF--
http stream: ["GET \/hello\/1 ",["HTTP\/1.1 200 OK","Content-Type: text\/plain","Content-Length: 13","Connection: close"]]
  8: ok
  64: ok
https stream: "GET \/hello\/1 "
  8: ok
  64: ok
http stream, POST: file_get_contents(): Content-type not specified assuming application/x-www-form-urlencoded; "POST \/post\/1 number 1"
  8: ok
  64: ok
https stream, large: "2908c317c8acb5edd06204962b762931"
  8: ok
  64: ok
http stream, 404: "file_get_contents(\/missing\/1): Failed to open stream: HTTP request failed! HTTP\/1.1 404 Not Found\r\n; false"
  8: ok
  64: ok
https stream, another name: %sother1%s
  8: ok
  64: ok
fsockopen: "HTTP\/1.1 200 OK\r\nContent-Type: text\/plain\r\nContent-Length: 11\r\nConnection: close\r\n\r\nGET \/raw\/1 "
  8: ok
  64: ok
curl: ["511669d34eb753e49bcb9996382278a8",0,200]
  8: ok
  64: ok
curl, https: ["2908c317c8acb5edd06204962b762931",0,200]
  8: ok
  64: ok
curl, callback: [true,"GET \/hello\/1 200"]
  8: ok
  64: ok
curl, exception in a callback: Exception(0): number 1
  8: ok
  64: ok
curl_multi: ["GET \/a\/1 ","GET \/b\/1 "]
  8: ok
  64: ok
SoapClient: "2"
  8: ok
  64: ok
http stream timeout: %s
  8: ok
curl timeout: [false,28,0]
  8: ok
SoapClient timeout: %s
  8: ok
