--TEST--
hook: name lookups of the loopback answer as outside coroutines
--EXTENSIONS--
corokit
--FILE--
<?php
use function CoroKit\Coroutine\{run, go};

$calls = fn () => [gethostbyname('localhost'), gethostbynamel('localhost'), gethostbyname('127.0.0.1'), gethostbyaddr('127.0.0.1')];
$stock = $calls();
run(function () use ($calls, $stock) {
    for ($i = 0; $i < 8; $i++) {
        go(function () use ($calls, $stock) {
            echo $calls() === $stock ? "same\n" : "differs\n";
        });
    }
});
?>
--EXPECT--
same
same
same
same
same
same
same
same
