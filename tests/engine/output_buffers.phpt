--TEST--
engine: every coroutine has its own output buffers
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine as Co;
use function CoroKit\Coroutine\{run, go};

run(function () {
    $captured = [];
    foreach (['a', 'b', 'c'] as $name) {
        $cids[] = go(function () use ($name, &$captured) {
            ob_start();
            for ($i = 0; $i < 3; $i++) {
                echo $name, $i;
                usleep(1000);
            }
            $captured[$name] = ob_get_clean();
        });
    }
    echo "not captured\n";
    Co::join($cids);
    ksort($captured);
    print_r($captured);
    go(function () {
        ob_start(fn ($text) => strtoupper($text));
        echo "flushed at the end\n";
    });
});
?>
--EXPECT--
not captured
Array
(
    [a] => a0a1a2
    [b] => b0b1b2
    [c] => c0c1c2
)
FLUSHED AT THE END
