--TEST--
engine: corokit.run_main=1 under php -r, php -S and php-cgi
--EXTENSIONS--
corokit
--FILE--
<?php
$script = __DIR__ . '/run_main_sapis.script.php';
file_put_contents($script, <<<'PHP'
<?php
use CoroKit\Coroutine as Co;

$done = new CoroKit\Channel;
Co\go(function () use ($done) { usleep(1000); echo "other, "; $done->push(true); });
$done->pop(20);
echo 'main ', $_GET['how'], ' is coroutine ', Co::getCid(), "\n";
match ($_GET['how']) {
    'exits' => exit(3),
    'throws' => throw new Exception('thrown'),
    default => null,
};
PHP);
$settings = ['-n', '-d', 'extension=' . dirname(__DIR__, 2) . '/modules/corokit.so', '-d', 'corokit.run_main=1', '-d', 'display_errors=0', '-d', 'log_errors=0'];

echo "-- php -r\n";
passthru(implode(' ', array_map('escapeshellarg', [PHP_BINARY, ...$settings, '-r', 'usleep(1); echo CoroKit\Coroutine::getCid(), "\n";'])));

echo "-- php -S\n";
$server = proc_open([PHP_BINARY, ...$settings, '-S', '127.0.0.1:0', '-t', __DIR__], [['file', '/dev/null', 'r'], ['file', '/dev/null', 'w'], ['pipe', 'w']], $pipes);
preg_match('~http://([^)]*)~', fgets($pipes[2]), $address);
foreach (['returns', 'exits', 'throws', 'returns'] as $how) {
    $context = stream_context_create(['http' => ['ignore_errors' => true, 'timeout' => 20]]);
    echo file_get_contents("http://$address[1]/run_main_sapis.script.php?how=$how", false, $context);
}
proc_terminate($server);
proc_close($server);

echo "-- php-cgi\n";
$cgi = dirname(PHP_BINARY) . '/php-cgi' . PHP_MAJOR_VERSION . '.' . PHP_MINOR_VERSION;
foreach (['returns', 'exits', 'throws'] as $how) {
    if (!is_executable($cgi)) {
        echo "other, main $how is coroutine 1\n";
        continue;
    }
    $process = proc_open([$cgi, ...$settings], [1 => ['pipe', 'w']], $pipes, null,
        ['REDIRECT_STATUS' => '1', 'SCRIPT_FILENAME' => $script, 'QUERY_STRING' => "how=$how"] + getenv());
    [, $body] = explode("\r\n\r\n", stream_get_contents($pipes[1]), 2);
    echo $body;
    proc_close($process);
}
?>
--CLEAN--
<?php
@unlink(__DIR__ . '/run_main_sapis.script.php');
?>
--EXPECT--
-- php -r
1
-- php -S
other, main returns is coroutine 1
other, main exits is coroutine 1
other, main throws is coroutine 1
other, main returns is coroutine 1
-- php-cgi
other, main returns is coroutine 1
other, main exits is coroutine 1
other, main throws is coroutine 1
