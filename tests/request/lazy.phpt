--TEST--
request: a property is made when it is first touched, however that is
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/request.php';

function fresh(): CoroKit\Http\Request
{
	return request('POST /?x=1', ['Content-Type: application/x-www-form-urlencoded', 'Cookie: c=1'], 'p=1&q[]=2');
}

var_dump(isset(fresh()->get), isset(fresh()->get['x']), isset(fresh()->get['y']), empty(fresh()->post['p']), isset(fresh()->files));
var_dump(fresh()->get['y'] ?? 'default');

echo "-- written to\n";
$request = fresh();
$request->post['r'] = 3;
$request->get['x'] = 'changed';
$request->cookie = null;
$request->header = ['only' => 'mine'];
echo json_encode([$request->post, $request->get, $request->cookie, $request->header]), "\n";

echo "-- by reference\n";
$request = fresh();
$get = &$request->get;
$get['z'] = 1;
foreach ($request->post as $key => &$value) {
	$value = $key;
}
unset($value);
echo json_encode([$request->get, $request->post]), "\n";

echo "-- post replaced before the form was read\n";
$request = multipart_request([['name="a"', '1'], ['name="f"; filename="x"', 'y']]);
$request->post = ['mine' => 1];
var_dump(count($request->files), $request->post, count($request->tmpfiles));

echo "-- unset\n";
$request = fresh();
unset($request->get);
var_dump(isset($request->get));
try {
	var_dump($request->get);
} catch (Error $e) {
	echo $e->getMessage(), "\n";
}

echo "-- all at once\n";
foreach (fresh() as $name => $value) {
	echo $name, ' ', is_array($value) ? count($value) : json_encode($value), "\n";
}
echo implode(' ', array_keys((array) fresh())), "\n";
echo json_encode(get_object_vars(fresh())['post']), "\n";
var_dump(str_contains(json_encode(fresh()), '"post":{"p":"1","q":["2"]}'), str_contains(print_r(fresh(), true), '[p] => 1'));
var_dump((new ReflectionProperty('CoroKit\Http\Request', 'get'))->isInitialized(fresh()), (new ReflectionProperty('CoroKit\Http\Request', 'get'))->getValue(fresh()));

echo "-- a hot loop\n";
$sum = 0;
for ($i = 0; $i < 300; $i++) {
	$request = fresh();
	$sum += $request->get['x'] + $request->post['p'] + strlen($request->header['host']);
}
var_dump($sum);

echo "-- a subclass\n";
class MyRequest extends CoroKit\Http\Request
{
	public int $own = 1;
}
$mine = new MyRequest;
var_dump($mine->get, $mine->own, $mine->rawContent());
?>
--EXPECT--
bool(true)
bool(true)
bool(false)
bool(false)
bool(false)
string(7) "default"
-- written to
[{"p":"1","q":["2"],"r":3},{"x":"changed"},null,{"only":"mine"}]
-- by reference
[{"x":"1","z":1},{"p":"p","q":"q"}]
-- post replaced before the form was read
int(1)
array(1) {
  ["mine"]=>
  int(1)
}
int(1)
-- unset
bool(false)
Typed property CoroKit\Http\Request::$get must not be accessed before initialization
-- all at once
fd 0
streamId 0
header 3
server 7
cookie 1
get 1
post 2
files null
tmpfiles null
trailer null
fd streamId header server cookie get post files tmpfiles trailer
{"p":"1","q":["2"]}
bool(true)
bool(true)
bool(true)
array(1) {
  ["x"]=>
  string(1) "1"
}
-- a hot loop
int(1800)
-- a subclass
NULL
int(1)
bool(false)
