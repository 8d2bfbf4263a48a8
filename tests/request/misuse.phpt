--TEST--
request: what cannot be done with one
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/request.php';
use CoroKit\Http\Request;

$request = new Request;
var_dump($request->rawContent(), $request->getData(), $request->getMethod(), $request->isCompleted(), $request->parse('GET'), $request->header);

$tries = [
	'clone' => fn () => clone request('GET /'),
	'serialize' => fn () => serialize(request('GET /')),
	'dynamic property' => fn () => request('GET /')->user = 1,
	'no array' => fn () => request('GET /')->get = 'text',
	'no such property' => fn () => request('GET /')->nothing,
	'upload_tmp_dir is no string' => fn () => Request::create(['upload_tmp_dir' => new stdClass]),
];
foreach ($tries as $name => $try) {
	try {
		$result = json_encode($try());
		echo "$name: $result\n";
	} catch (Throwable $e) {
		echo $name, ': ', $e::class, ': ', $e->getMessage(), "\n";
	}
}

echo "-- parse()\n";
$request = Request::create();
var_dump($request->parse(''), $request->isCompleted(), $request->parse("GET / HTTP/1.1\r\n"), $request->get, $request->getMethod());
var_dump($request->parse("Host: a\r\n\r\nGET /next"), $request->isCompleted(), $request->parse('more'));
$bad = Request::create();
var_dump($bad->parse("GET / HTTP/1.1\nHost: a\n\n"), $bad->isCompleted(), $bad->parse("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
$large = Request::create(['package_max_length' => 3]);
var_dump($large->parse("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\n"));

echo "-- a cycle\n";
$request = request('GET /?a=1');
$request->get['self'] = $request;
unset($request);
var_dump(gc_collect_cycles() > 0);
$untouched = request('GET /?a=1');
gc_collect_cycles();
var_dump($untouched->get);
?>
--EXPECTF--
bool(false)
bool(false)
bool(false)
bool(false)
bool(false)
NULL
clone: Error: Trying to clone an uncloneable object of class CoroKit\Http\Request
serialize: Exception: Serialization of 'CoroKit\Http\Request' is not allowed
dynamic property: Error: Cannot create dynamic property CoroKit\Http\Request::$user
no array: TypeError: Cannot assign string to property CoroKit\Http\Request::$get of type ?array

Warning: Undefined property: CoroKit\Http\Request::$nothing in %s on line %d
no such property: null
upload_tmp_dir is no string: Error: Object of class stdClass could not be converted to string
-- parse()
int(0)
bool(false)
int(16)
NULL
bool(false)
int(11)
bool(true)
bool(false)
bool(false)
bool(false)
bool(false)
bool(false)
-- a cycle
bool(true)
array(1) {
  ["a"]=>
  string(1) "1"
}
