--TEST--
scope: a scope in a scope, its output goes to the caller's
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine;
use CoroKit\Scope;

function ids(): string
{
    return Scope::id() . ' ' . json_encode($_GET) . ' ' . json_encode(preg_grep('/X/', headers_list()));
}

function outer(): string
{
    header('X: outer');
    ob_start();
    echo "before\n";
    $inner = Scope::run(function () {
        header('X: inner');
        echo "in the caller's buffer\n";
        ob_start();
        echo "lost\n";
        ob_end_clean();
        ob_start();
        echo "left in a buffer\n";
        return ids();
    }, ['get' => ['in' => 1]]);
    echo "after\n";
    return json_encode([ob_get_clean(), $inner, ids()], JSON_UNESCAPED_SLASHES);
}

echo ids(), "\n";
echo Scope::run('outer', ['get' => ['out' => 1]]), "\n";
Coroutine\run(fn () => print Scope::run('outer', ['get' => ['out' => 1]]) . "\n");
echo ids(), "\n";
?>
--EXPECT--
0 [] []
["before\nin the caller's buffer\nleft in a buffer\nafter\n","2 {\"in\":1} [\"X: inner\"]","1 {\"out\":1} [\"X: outer\"]"]
["before\nin the caller's buffer\nleft in a buffer\nafter\n","4 {\"in\":1} [\"X: inner\"]","3 {\"out\":1} [\"X: outer\"]"]
0 [] []
