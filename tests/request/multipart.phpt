--TEST--
request: multipart forms, what is a part and what is not
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/request.php';

function show(string $name, array|string $body, string $type = 'multipart/form-data; boundary=XX'): void
{
	$request = multipart_request($body, [], $type);
	$files = [];
	foreach ($request->files ?? [] as $field => $file) {
		unset($file['tmp_name']);
		$files[$field] = $file;
	}
	echo $name, ': ', json_encode($request->post), ' ', json_encode($files, JSON_UNESCAPED_SLASHES), "\n";
}

$cd = 'Content-Disposition: form-data';
show('fields', [['name="a"', '1'], ['name=b', "two\r\nlines"], ['name="c[]"', ''], ['name="c[]"', '--XX']]);
show('binary', [['name="a"', "\0\r\n--X"]]);
show('file', [['name="f"; filename="a.txt"', 'hello']]);
show('type', [["$cd; name=\"f\"; filename=\"a.txt\"\r\nContent-Type: Text/Plain; charset=x", 'hello']]);
show('folders', [['name="f"; filename="C:\dir\a.txt"', 'x'], ['name="g"; filename="../../etc/passwd"', 'x']]);
show('array of files', [['name="f[]"; filename="a"', '1'], ['name="f[]"; filename="b"', '22'], ['name="f[k][l]"; filename="c"', '333']]);
show('no file', [['name="f"; filename=""', '']]);
show('no name', [['filename="a"', '1'], ['filename="b"', '1']]);
show('escapes', [['name="a\"b"; filename="c\\\\d\".txt"', '1']]);
show('quoted semicolon', [['name="a;b=c"', '1']]);
show('dots and spaces', [['name="a b.c"', '1']]);
show('upper case', [['CONTENT-DISPOSITION: Form-Data; NAME="a"', '1']]);
show('other disposition', [['Content-Disposition: attachment; name="a"', '1'], ['name="b"', '2']]);
show('no disposition', [['Content-Type: text/plain', '1'], ['name="b"', '2']]);
show('filename*', [['name="a"; filename*=UTF-8\'\'x', '1']]);
show('unsound brackets', array_map(fn ($n) => ["name=\"$n\"; filename=\"x\"", '1'], ['a[', 'a]', 'a[b]c', 'a[[b]]', 'a[b]']));

echo "-- ends\n";
$part = "--XX\r\n$cd; name=\"a\"\r\n\r\n1";
show('no end: field', $part);
show('no end: file', "--XX\r\n$cd; name=\"f\"; filename=\"x\"\r\n\r\n123");
show('end without dashes', "$part\r\n--XX\r\n");
show('end at the last byte', "$part\r\n--XX");
show('after the end', "$part\r\n--XX--\r\n$part\r\n--XX--");
show('before the start', "one line\r\n$part\r\n--XX--");
show('blanks behind', "--XX \t\r\n$cd; name=\"a\"\r\n\r\n1\r\n--XX  \r\n$cd; name=\"b\"\r\n\r\n2\r\n--XX--  x");
show('longer word', "--XXX\r\n$part\r\n--XXX\r\n--XX--");
show('no content', "--XX\r\n$cd; name=\"a\"\r\n\r\n--XX\r\n$cd; name=\"b\"\r\n\r\n\r\n--XX--");
show('no headers', "--XX\r\n\r\nx\r\n--XX\r\n$cd; name=\"b\"\r\n\r\n2\r\n--XX--");

echo "-- malformed: nothing more is read\n";
$good = ['name="ok"', '1'];
show('LF', "--XX\n$cd; name=\"a\"\n\n1\n--XX--");
show('LF in a head', "--XX\r\n$cd; name=\"a\"\n\r\n1\r\n--XX--");
show('folded', [$good, ["$cd;\r\n name=\"a\"", '1']]);
show('NUL in a head', [$good, ["name=\"a\0b\"", '1']]);
show('two names', [$good, ['name="a"; name="b"', '1']]);
show('two dispositions', [$good, ["$cd; name=\"a\"\r\n$cd; name=\"b\"", '1']]);
show('space before the colon', [$good, ["Content-Disposition : form-data; name=\"a\"", '1']]);
show('no colon', [$good, ["$cd; name=\"a\"\r\nrubbish", '1']]);
show('open quote', [$good, ['name="a', '1']]);
show('text after a quote', [$good, ['name="a"b', '1']]);
show('no value', [$good, ['name', '1']]);
show('long head', [$good, ['name="' . str_repeat('a', 9000) . '"', '1']]);
show('cut in a head', "--XX\r\n$cd; na");

echo "-- boundaries\n";
$quoted = multipart([$good], 'a;b"c');
show('quoted', $quoted, 'multipart/form-data; boundary="a;b\"c"');
show('among others', [$good], 'Multipart/Form-Data; charset=utf-8; Boundary=XX');
show('none', [$good], 'multipart/form-data');
show('empty', [$good], 'multipart/form-data; boundary=');
show('two', [$good], 'multipart/form-data; boundary=XX; boundary=YY');
show('too long', multipart([$good], str_repeat('b', 201)), 'multipart/form-data; boundary=' . str_repeat('b', 201));
show('long', multipart([$good], str_repeat('b', 200)), 'multipart/form-data; boundary=' . str_repeat('b', 200));
show('other type', [$good], 'multipart/mixed; boundary=XX');
?>
--EXPECT--
fields: {"a":"1","b":"two\r\nlines","c":["",""]} []
binary: {"a":"\u0000\r\n--X"} []
file: null {"f":{"name":"a.txt","full_path":"a.txt","type":"","error":0,"size":5}}
type: null {"f":{"name":"a.txt","full_path":"a.txt","type":"Text/Plain","error":0,"size":5}}
folders: null {"f":{"name":"a.txt","full_path":"C:\\dir\\a.txt","type":"","error":0,"size":1},"g":{"name":"passwd","full_path":"../../etc/passwd","type":"","error":0,"size":1}}
array of files: null {"f":{"name":{"0":"a","1":"b","k":{"l":"c"}},"full_path":{"0":"a","1":"b","k":{"l":"c"}},"type":{"0":"","1":"","k":{"l":""}},"error":{"0":0,"1":0,"k":{"l":0}},"size":{"0":1,"1":2,"k":{"l":3}}}}
no file: null {"f":{"name":"","full_path":"","type":"","error":4,"size":0}}
no name: null [{"name":"a","full_path":"a","type":"","error":0,"size":1},{"name":"b","full_path":"b","type":"","error":0,"size":1}]
escapes: null {"a\"b":{"name":"d\".txt","full_path":"c\\d\".txt","type":"","error":0,"size":1}}
quoted semicolon: {"a;b=c":"1"} []
dots and spaces: {"a_b_c":"1"} []
upper case: {"a":"1"} []
other disposition: {"b":"2"} []
no disposition: {"b":"2"} []
filename*: {"a":"1"} []
unsound brackets: null {"a":{"name":{"b":"x"},"full_path":{"b":"x"},"type":{"b":""},"error":{"b":0},"size":{"b":1}}}
-- ends
no end: field: {"a":"1"} []
no end: file: null {"f":{"name":"x","full_path":"x","type":"","error":3,"size":0}}
end without dashes: {"a":"1"} []
end at the last byte: {"a":"1"} []
after the end: {"a":"1"} []
before the start: {"a":"1"} []
blanks behind: {"a":"1","b":"2"} []
longer word: {"a":"1\r\n--XXX"} []
no content: {"a":"","b":""} []
no headers: {"b":"2"} []
-- malformed: nothing more is read
LF: null []
LF in a head: null []
folded: {"ok":"1"} []
NUL in a head: {"ok":"1"} []
two names: {"ok":"1"} []
two dispositions: {"ok":"1"} []
space before the colon: {"ok":"1"} []
no colon: {"ok":"1"} []
open quote: {"ok":"1"} []
text after a quote: {"ok":"1"} []
no value: {"ok":"1"} []
long head: {"ok":"1"} []
cut in a head: null []
-- boundaries
quoted: {"ok":"1"} []
among others: {"ok":"1"} []
none: null []
empty: null []
two: null []
too long: null []
long: {"ok":"1"} []
other type: null []
