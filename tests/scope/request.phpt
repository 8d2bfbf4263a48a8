--TEST--
scope: run() makes the superglobals and php://input of what it is given
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/scope.inc';

$seen = Pair::run(function (int $me, callable $meet) {
    $meet();
    $body = file_get_contents('php://input');
    $meet();
    return [$_GET, $_POST, $_COOKIE, $_FILES, $_REQUEST, $_SERVER['REQUEST_METHOD'], $_SERVER['n'], $body, file_get_contents('php://input')];
}, fn (int $me) => [
    'get' => ['g' => $me], 'post' => ['p' => $me], 'cookie' => ['c' => $me], 'files' => ['f' => $me],
    'server' => ['REQUEST_METHOD' => 'PUT', 'n' => $me], 'body' => "body $me",
]);
echo json_encode($seen), "\n";

/* What is not given is made of the strings, by PHP itself. */
echo json_encode(CoroKit\Scope::run(fn () => [$_GET, $_POST, $_COOKIE, $_REQUEST, file_get_contents('php://input')], [
    'server' => ['REQUEST_METHOD' => 'POST', 'QUERY_STRING' => 'a[b]=1&c=%20', 'HTTP_COOKIE' => 'x=1; y=2', 'CONTENT_TYPE' => 'application/x-www-form-urlencoded'],
    'body' => 'd[]=1&d[]=2',
])), "\n";

$multipart = implode("\r\n", ['--b', 'Content-Disposition: form-data; name="f"; filename="n.txt"', 'Content-Type: text/plain', '', 'hello', '--b',
    'Content-Disposition: form-data; name="v"', '', 'w', '--b--', '']);
$path = CoroKit\Scope::run(function () {
    $path = $_FILES['f']['tmp_name'];
    var_dump($_FILES['f']['name'], $_POST, file_get_contents($path), is_uploaded_file($path), is_uploaded_file(__FILE__));
    return $path;
}, ['server' => ['REQUEST_METHOD' => 'POST', 'CONTENT_TYPE' => 'multipart/form-data; boundary=b'], 'body' => $multipart]);
var_dump(file_exists($path), is_uploaded_file($path));
?>
--EXPECT--
{"1":[{"g":1},{"p":1},{"c":1},{"f":1},{"g":1,"p":1,"c":1},"PUT",1,"body 1","body 1"],"2":[{"g":2},{"p":2},{"c":2},{"f":2},{"g":2,"p":2,"c":2},"PUT",2,"body 2","body 2"]}
[{"a":{"b":"1"},"c":" "},{"d":["1","2"]},{"x":"1","y":"2"},{"a":{"b":"1"},"c":" ","d":["1","2"],"x":"1","y":"2"},"d[]=1&d[]=2"]
string(5) "n.txt"
array(1) {
  ["v"]=>
  string(1) "w"
}
string(5) "hello"
bool(true)
bool(false)
bool(false)
bool(false)
