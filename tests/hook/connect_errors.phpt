--TEST--
hook: a refused connection has the error of stock PHP, and others go on meanwhile
--EXTENSIONS--
corokit
--FILE--
<?php
use function CoroKit\Coroutine\{run, go};

$free = stream_socket_server('tcp://127.0.0.1:0');
$address = stream_socket_get_name($free, false);
fclose($free);

$connect = function () use ($address) {
    $socket = @stream_socket_client("tcp://{$address}", $errno, $error, 2);
    return [$socket, $errno, $error];
};
$stock = $connect();
run(function () use ($connect, $stock) {
    var_dump($connect() === $stock);
    var_dump(@file_get_contents('http://127.0.0.1:1/') === false);
    echo preg_replace('/.*: /', '', error_get_last()['message']), "\n";
});
echo $stock[2], "\n";
?>
--EXPECT--
bool(true)
bool(true)
Connection refused
Connection refused
