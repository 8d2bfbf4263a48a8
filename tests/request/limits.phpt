--TEST--
request: limits of uploads and parts
--EXTENSIONS--
corokit
--INI--
upload_max_filesize=10
max_file_uploads=2
max_input_vars=3
--FILE--
<?php
require __DIR__ . '/../inc/request.php';

function show(string $name, CoroKit\Http\Request $request): void
{
	$files = array_map(fn ($file) => "$file[name]:$file[error]:$file[size]:" . ($file['tmp_name'] === '' ? 'none' : 'stored'), $request->files ?? []);
	echo $name, ': ', json_encode($request->post), ' ', json_encode($files), ' ', count($request->tmpfiles ?? []), "\n";
}

set_error_handler(function ($level, $message) { echo 'Warning: ', preg_replace('/^.*?: /', '', $message), "\n"; });
show('at the limit', multipart_request([['name="f"; filename="a"', '0123456789']]));
show('over it', multipart_request([['name="f"; filename="a"', '01234567890'], ['name="g"; filename="b"', '1']]));
show('MAX_FILE_SIZE', multipart_request([['name="MAX_FILE_SIZE"', '3'], ['name="f"; filename="a"', '1234'], ['name="g"; filename="b"', '123']]));
show('MAX_FILE_SIZE is no number', multipart_request([['name="MAX_FILE_SIZE"', '3x'], ['name="f"; filename="a"', '1234']]));
show('too many files', multipart_request([['name="f"; filename="a"', '1'], ['name="e"; filename=""', ''], ['name="g"; filename="b"', '2'], ['name="h"; filename="c"', '3']]));
show('too many fields', multipart_request(array_map(fn ($n) => ["name=\"$n\"", $n], ['a', 'b', 'c', 'd'])));
show('too many parts', multipart_request(array_map(fn ($n) => ["x: $n", $n], range(1, 6))));
show('no folder', multipart_request([['name="f"; filename="a"', '1']], ['upload_tmp_dir' => __DIR__ . '/limits.none']));
show('not asked for', multipart_request([['name="a"', '1'], ['name="f"; filename="a"', '1']], ['parse_files' => false]));
show('no fields', multipart_request([['name="a"', '1'], ['name="f"; filename="a"', '1']], ['parse_body' => false]));
?>
--EXPECT--
at the limit: null {"f":"a:0:10:stored"} 1
over it: null {"f":"a:1:0:none","g":"b:0:1:stored"} 1
MAX_FILE_SIZE: {"MAX_FILE_SIZE":"3"} {"f":"a:2:0:none","g":"b:0:3:stored"} 1
MAX_FILE_SIZE is no number: {"MAX_FILE_SIZE":"3x"} {"f":"a:0:4:stored"} 1
Warning: Maximum number of allowable file uploads has been exceeded
too many files: null {"f":"a:0:1:stored","e":":4:0:none","g":"b:0:1:stored"} 2
Warning: Input variables exceeded 3. To increase the limit change max_input_vars in php.ini.
too many fields: {"a":"a","b":"b","c":"c"} [] 0
Warning: Multipart body parts limit exceeded 5. To increase the limit change max_multipart_body_parts in php.ini.
too many parts: null [] 0
no folder: null {"f":"a:6:0:none"} 0
not asked for: {"a":"1"} [] 0
no fields: null {"f":"a:0:1:stored"} 1
