--TEST--
request: fields of a form, by PHP's rules and within its limits
--EXTENSIONS--
corokit
--INI--
max_input_vars=6
max_input_nesting_level=3
display_errors=1
--FILE--
<?php
require __DIR__ . '/../inc/request.php';

$forms = [
	'a=1&b=2&a=3',
	'a[]=1&a[]=2&a[x]=3',
	'a[b][c]=1&a[b][]=2',
	'a+b=1&c.d=2&+e=3&f=g+h%2B',
	'a&b=&=c&&d=%zz',
	'a%5Bb%5D=1&c[d=2',
	'a;b=1;2',
	'a[b][c]=1&a[b][c][d][e]=2&ok=1',
	'1=a&01=b',
	'&&&',
];
foreach ($forms as $form) {
	echo $form, "\n  ", json_encode(form_request($form)->post), "\n";
}

echo "-- zero bytes\n";
var_dump(form_request('a=%00b&c%00d=1')->post === ['a' => "\0b", 'c' => '1']);

echo "-- too many\n";
$request = form_request('a=1&b=2&c=3&d=4&e=5&f=6&g=7&h=8');
var_dump(count($request->post), count($request->post));
$request = request('GET /?a=1&b=2&c=3&d=4&e=5&f=6&g=7');
var_dump(count($request->get));
$request = request('GET /', ['Cookie: a=1; b=2; c=3; d=4; e=5; f=6; g=7; h=8']);
var_dump(count($request->cookie));

echo "-- a handler that throws\n";
set_error_handler(function ($level, $message) { throw new ErrorException($message); });
$request = form_request('a=1&b=2&c=3&d=4&e=5&f=6&g=7');
try {
	var_dump($request->post);
} catch (ErrorException $e) {
	echo $e->getMessage(), "\n";
}
var_dump(count($request->post));

echo "-- a handler that drops the request\n";
set_error_handler(function () { $GLOBALS['request'] = null; });
$request = form_request('a=1&b=2&c=3&d=4&e=5&f=6&g=7');
var_dump($request->post);
$request = form_request('a=1&b=2&c=3&d=4&e=5&f=6&g=7');
try {
	$request->post['x'] = 1;
} catch (Error) {
}
$request = form_request('a=1&b=2&c=3&d=4&e=5&f=6&g=7');
var_dump(isset($request->post));
restore_error_handler();
restore_error_handler();

echo "-- not asked for, not a form\n";
var_dump(form_request('a=1', ['parse_body' => false])->post);
var_dump(request('POST /', ['Content-Type: application/x-www-form-urlencodedx'], 'a=1')->post);
var_dump(request('POST /', ['Content-Type: Application/X-WWW-Form-Urlencoded; charset=utf-8'], 'a=1')->post);
var_dump(request('POST /', [], 'a=1')->post);
?>
--EXPECTF--
a=1&b=2&a=3
  {"a":"3","b":"2"}
a[]=1&a[]=2&a[x]=3
  {"a":{"0":"1","1":"2","x":"3"}}
a[b][c]=1&a[b][]=2
  {"a":{"b":{"c":"1","0":"2"}}}
a+b=1&c.d=2&+e=3&f=g+h%2B
  {"a_b":"1","c_d":"2","e":"3","f":"g h+"}
a&b=&=c&&d=%zz
  {"a":"","b":"","d":"%zz"}
a%5Bb%5D=1&c[d=2
  {"a":{"b":"1"},"c_d":"2"}
a;b=1;2
  {"a;b":"1;2"}
a[b][c]=1&a[b][c][d][e]=2&ok=1
  {"ok":"1"}
1=a&01=b
  {"1":"a","01":"b"}
&&&
  null
-- zero bytes
bool(true)
-- too many

Warning: %AInput variables exceeded 6. To increase the limit change max_input_vars in php.ini. in %s on line %d
int(6)
int(6)

Warning: %AInput variables exceeded 6. To increase the limit change max_input_vars in php.ini. in %s on line %d
int(6)
int(6)
-- a handler that throws
%AInput variables exceeded 6. To increase the limit change max_input_vars in php.ini.
int(6)
-- a handler that drops the request
NULL
bool(false)
-- not asked for, not a form
NULL
NULL
array(1) {
  ["a"]=>
  string(1) "1"
}
NULL
