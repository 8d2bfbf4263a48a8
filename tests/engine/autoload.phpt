--TEST--
engine: two coroutines that need one class at once: the second waits for the first one's loader
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine as Co;
use function CoroKit\Coroutine\{run, go};

spl_autoload_register(function ($name) {
    echo "loading {$name}\n";
    usleep(1000);
    if ($name === 'A') {
        eval('class A extends Base {}');
    } elseif ($name === 'Base') {
        eval('class Base {}');
    }
});
run(function () {
    for ($i = 0; $i < 3; $i++) {
        $cids[] = go(function () {
            $a = new A;
            echo get_class($a), ' ', get_parent_class($a), "\n";
        });
    }
    Co::join($cids);
    go(fn () => var_dump(class_exists('Missing')));
    go(fn () => var_dump(class_exists('Missing')));
});
?>
--EXPECT--
loading A
loading Base
A Base
A Base
A Base
loading Missing
bool(false)
loading Missing
bool(false)
