--TEST--
request: the head as properties, with Swoole's names and types
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/request.php';

$before = microtime(true);
$request = request('PUT /a%20b/c+d?x=1&y[]=2', ['X-Two: 1', 'x-TWO: b', 'Empty:', '12: z', 'Cookie: a=1; b="q%20r"; a=3;c; d[x]=1; =e', 'Cookie: f=g=h']);
echo json_encode($request->header), "\n";
echo json_encode($request->cookie), "\n";
$server = $request->server;
var_dump(is_int($server['request_time']), is_float($server['request_time_float']), abs($server['request_time_float'] - $before) < 60);
unset($server['request_time'], $server['request_time_float']);
echo json_encode($server, JSON_UNESCAPED_SLASHES), "\n";
echo json_encode($request->get), "\n";
var_dump($request->getMethod(), $request->rawContent(), $request->getContent(), $request->fd, $request->streamId);
var_dump($request->post, $request->files, $request->tmpfiles, $request->trailer);

echo "-- without cookies\n";
$request = request('GET /', ['Cookie: a=1'], '', ['parse_cookie' => false]);
var_dump($request->header['cookie'], $request->cookie);
var_dump(isset($request->server['query_string']), $request->get);

echo "-- none at all\n";
$request = CoroKit\Http\Request::create();
var_dump($request->parse("GET / HTTP/1.0\r\n\r\n"), $request->header, $request->server['server_protocol']);

echo "-- the whole\n";
$request = request('POST /', ['Content-Type: text/plain'], 'body');
var_dump($request->getData() === "POST / HTTP/1.1\r\nHost: test\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\nbody");
var_dump($request->rawContent(), $request->post);
?>
--EXPECT--
{"host":"test","x-two":"1, b","empty":"","12":"z"}
{"a":"1","b":"q r","d[x]":"1","f":"g=h"}
bool(true)
bool(true)
bool(true)
{"query_string":"x=1&y[]=2","request_method":"PUT","request_uri":"/a%20b/c+d","path_info":"/a b/c d","server_protocol":"HTTP/1.1"}
{"x":"1","y":["2"]}
string(3) "PUT"
string(0) ""
string(0) ""
int(0)
int(0)
NULL
NULL
NULL
NULL
-- without cookies
string(3) "a=1"
NULL
bool(false)
NULL
-- none at all
int(18)
NULL
string(8) "HTTP/1.0"
-- the whole
bool(true)
string(4) "body"
NULL
