--TEST--
engine: a user Fiber that blocks in a coroutine parks as a whole
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine as Co;
use function CoroKit\Coroutine\{run, go};

run(function () {
    foreach ([1, 2] as $n) {
        go(function () use ($n) {
            $fiber = new Fiber(function (int $x) use ($n): string {
                usleep(1000);
                $y = Fiber::suspend($x * 2);
                $inner = new Fiber(function () use ($n) { usleep(1000); return "inner {$n}"; });
                $inner->start();
                usleep(1000);
                return $inner->getReturn() . " {$y}";
            });
            $doubled = $fiber->start($n);
            $fiber->resume('resumed');
            echo "{$doubled} ", $fiber->getReturn(), "\n";
        });
    }
    $generator = (function () { for ($i = 0; $i < 3; $i++) { usleep(500); yield $i; } })();
    echo implode(',', iterator_to_array($generator)), "\n";
});
?>
--EXPECTREGEX--
(2 inner 1 resumed|4 inner 2 resumed|0,1,2)\s+(2 inner 1 resumed|4 inner 2 resumed|0,1,2)\s+(2 inner 1 resumed|4 inner 2 resumed|0,1,2)
