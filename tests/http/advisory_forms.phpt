--TEST--
http: forms have limits (CVE-2023-24536, PHP CVE-2023-0662, CVE-2024-8925)
--EXTENSIONS--
corokit
--INI--
max_input_vars=4
max_file_uploads=2
max_input_nesting_level=4
upload_max_filesize=64
--FILE--
<?php
require __DIR__ . '/../inc/raw_http.php';
require __DIR__ . '/../inc/request.php';

$server = start_server('
	$server->set(["log_level" => 5]);
	$server->on("request", function ($request, $response) {
		set_error_handler(function ($level, $message) use (&$warnings) {
			$warnings .= " !" . preg_replace("/^.*?: | To increase.*$/", "", $message);
			return true;
		});
		$post = $request->post;
		$files = [];
		foreach ($request->files ?? [] as $name => $file) {
			$content = $file["tmp_name"] === "" ? "" : file_get_contents($file["tmp_name"]);
			$files[$name] = "$file[name]/$file[type]/$file[error]/$content";
		}
		restore_error_handler();
		$response->end(json_encode($post) . " " . json_encode($files, JSON_UNESCAPED_SLASHES) . $warnings);
	});');
function post(string $type, string $body): string
{
	return "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: $type\r\nContent-Length: " . strlen($body) . "\r\n\r\n$body";
}

$urlencoded = 'application/x-www-form-urlencoded';
$form = 'multipart/form-data; boundary=XX';
show_cut($server, 'urlencoded', post($urlencoded, 'a=1&b[]=2&b[]=%33'));
show_cut($server, 'multipart', post($form, multipart([['name="a"', "\r\n--X"], ["Content-Disposition: form-data; name=\"f\"; filename=\"x\"\r\nContent-Type: a/b", "\0\r\n--XX-"]])));
$chunks = '';
foreach (str_split(multipart([['name="a"', '1'], ['name="f"; filename="x"', 'content']]), 7) as $piece) {
	$chunks .= dechex(strlen($piece)) . "\r\n$piece\r\n";
}
show_cut($server, 'in chunks', "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: $form\r\nTransfer-Encoding: chunked\r\n\r\n{$chunks}0\r\n\r\n");
foreach ([
	'many fields' => post($urlencoded, implode('&', array_map(fn ($n) => "f$n=", range(1, 5000)))),
	'deep' => post($urlencoded, 'ok=1&a' . str_repeat('[b]', 5) . '=1'),
	'very deep' => post($urlencoded, 'a' . str_repeat('[b]', 50000) . '=1'),
	'many parts' => post($form, multipart(array_map(fn ($n) => ["name=\"f$n\"", ''], range(1, 5000)))),
	'parts without a name' => post($form, multipart(array_fill(0, 5000, ['X: y', '']))),
	'many files' => post($form, multipart(array_map(fn ($n) => ["name=\"f$n\"; filename=\"x\"", ''], range(1, 6)))),
	'a large file' => post($form, multipart([['name="f"; filename="x"', str_repeat('x', 65)]])),
	'long headers of a part' => post($form, multipart([['name="f"; filename="' . str_repeat('x', 10000) . '"', '']])),
	'no end' => post($form, substr(multipart([['name="f"; filename="x"', 'abc']]), 0, -10)),
	'delimiters only' => post($form, str_repeat("--XX\r\n", 50000)),
	'nearly delimiters' => post($form, "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n" . str_repeat("\r\n--XY", 50000) . "\r\n--XX--")
] as $name => $bytes) {
	$answer = answers($server->raw($bytes));
	echo "$name: ", strlen($answer) > 200 ? substr($answer, 0, 30) . '... ' . strlen($answer) : $answer, "\n";
}
$server->stop();
?>
--EXPECT--
urlencoded: 200 {"a":"1","b":["2","3"]} []
multipart: 200 {"a":"\r\n--X"} {"f":"x/a/b/0/\u0000\r\n--XX-"}
in chunks: 200 {"a":"1"} {"f":"x//0/content"}
many fields: 200 {"f1":"","f2":"","f3":"","f4":""} [] !Input variables exceeded 4.
deep: 200 {"ok":"1"} []
very deep: 200 null []
many parts: 200 {"f1":"","f2":"","f3":"","f4":""} [] !Multipart body parts limit exceeded 6.
parts without a name: 200 null [] !Multipart body parts limit exceeded 6.
many files: 200 null {"f1":"x//0/","f2":"x//0/"} !Maximum number of allowable file uploads has been exceeded
a large file: 200 null {"f":"x//1/"}
long headers of a part: 200 null []
no end: 200 null {"f":"x//3/"}
delimiters only: 200 null []
nearly delimiters: 200 {"a":"\r\n--XY\r\n--XY\r\n... 400015
