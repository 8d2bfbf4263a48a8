--TEST--
server: on a socket of the file system
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/server.php';

$path = sys_get_temp_dir() . '/corokit-test-' . getmypid() . '.sock';
touch($path);
try {
    new CoroKit\Http\Server($path, 0, COROKIT_BASE, COROKIT_SOCK_UNIX_STREAM);
} catch (CoroKit\Exception $e) {
    /* What is there and no socket is not touched. */
    var_dump($e->getCode() === 98, is_file($path));
}
unlink($path);
$server = start_server("
    \$server = new CoroKit\\Http\\Server('$path', 0, COROKIT_BASE, COROKIT_SOCK_UNIX_STREAM);
    \$server->set(['log_level' => COROKIT_LOG_WARNING]);
    \$server->on('request', fn (\$request, \$response) => \$response->end('hello'));
");
try {
    new CoroKit\Http\Server($path, 0, COROKIT_BASE, COROKIT_SOCK_UNIX_STREAM);
} catch (CoroKit\Exception $e) {
    var_dump($e->getCode() === 98);
}
$client = stream_socket_client("unix://$path");
fwrite($client, "GET / HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n");
echo implode(' ', $server->receive($client)), "\n";
echo $server->stop();
var_dump(file_exists($path));
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
200 hello
bool(false)
