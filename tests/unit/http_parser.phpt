--TEST--
http: the parser answers each request the same wherever its bytes are cut
--EXTENSIONS--
corokit
--SKIPIF--
<?php
if (!is_file('/usr/share/llhttp/llhttp.c') && !is_file('/usr/include/llhttp.h')) die('skip needs llhttp where Debian puts it');
if (trim((string) shell_exec('command -v cc')) === '') die('skip needs cc');
?>
--FILE--
<?php
$root = dirname(__DIR__, 2);
$program = __DIR__ . '/http_parser.out';
$sources = '/usr/share/llhttp';
$llhttp = is_file("$sources/llhttp.c")
	? "-DLLHTTP_STRICT_MODE=1 -isystem /usr/share/include/llhttp $sources/api.c $sources/http.c $sources/llhttp.c"
	: '-lllhttp';
passthru("cc -std=gnu11 -w -O1 -I $root -o $program " . __DIR__ . "/http_parser.c"
	. " $root/src/http/guard.c $root/src/http/message.c $root/src/http/parser.c $llhttp 2>&1", $status);
if ($status === 0) {
	passthru($program, $status);
}
echo "status $status\n";
?>
--CLEAN--
<?php
@unlink(__DIR__ . '/http_parser.out');
?>
--EXPECT--
get: GET /p?q=1 1 fields, body ""; end
one empty line before: GET /? 1 fields, body ""; end
two empty lines before: 400
pipelined: GET /1? 1 fields, body ""; POST /? 2 fields, body "abc"; GET /3? 0 fields, body "", close; end
absolute: GET /x? 1 fields, body ""; end
absolute, other host: 400
asterisk: OPTIONS *? 1 fields, body ""; end
asterisk, not OPTIONS: 400
no leading slash: 400
upgrade is ignored: GET /? 3 fields, body ""; end
HTTP/1.0 keep-alive: GET /? 1 fields, body ""; end
close: GET /? 2 fields, body "", close; end
empty value: GET /? 3 fields, body ""; end
HTTP/0.9: 400
HTTP/0.9, bare LF: 400
HTTP/2.0: 505
HTTP/1.2: 505
h2 preface: 505
lower-case http: 400
two spaces: 400
space after version: 400
tab as space: 400
fragment: 400
high byte in target: 400
NUL in target: 400
unknown method: 501
CONNECT: 501
method of 33: 400
no Host: 400
two Hosts: 400
Host with a slash: 400
Host with user: 400
bare LF after a field: 400
bare CR in a value: 400
bare LF ends the head: 400
obs-fold: 400
space before the first field: 400
space before the colon: 400
no colon: 400
empty name: 400
NUL in a value: 400
high byte in a name: 400
length and chunked: 400
chunked and length: 400
two lengths: 400
list of lengths: 400
signed length: 400
empty length: 400
length overflow: 400
length over the limit: 413
unknown coding: 501
codings: 501
chunked twice: 400
chunked is not last: 400
two codings: 400
quoted coding: 400
coding with VT: 400
chunked in HTTP/1.0: 400
expectation: POST /? 3 fields, body "x", continue; end
unknown expectation: 417
chunks: POST /? 2 fields, body "abc0123456789"; end
trailers: POST /? 2 fields, body "x"; GET /? 0 fields, body "", close; end
folded trailer: 400
bare LF in trailers: 400
extension: POST /? 2 fields, body "x"; end
bare LF in an extension: 400
bare CR in an extension: 400
bare LF after a size: 400
space after a size: 400
no size: 400
0x: 400
negative size: 400
size over 64 bits: 413
size of 64 bits: 413
size 2^63 after a byte: 413
body over the limit: 413
data longer than its size: 400
bare LF after data: 400
long target: 414
many fields: 431
long head: 431
status 0
