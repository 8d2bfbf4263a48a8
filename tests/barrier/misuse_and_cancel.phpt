--TEST--
Barrier: a second waiter, cancel, outside of coroutines, shutdown
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/pause.php';

use CoroKit\Coroutine;
use CoroKit\Coroutine\{Barrier, CanceledException};
use function CoroKit\Coroutine\{go, run};

function attempt(callable $try): void
{
    try {
        $try();
    } catch (Throwable $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}

$barrier = $other = Barrier::make();
attempt(function () use ($barrier) {
    Barrier::wait($barrier);
});
attempt(function () {
    $not = new stdClass;
    Barrier::wait($not);
});
unset($barrier);
Barrier::wait($other);
var_dump($other);
attempt(fn () => clone Barrier::make());

run(function () {
    $barrier = Barrier::make();
    $log = [];
    $cid = go(function () use ($barrier, &$log) {
        try {
            Barrier::wait($barrier);
        } catch (CanceledException) {
            $log[] = 'thrown';
        }
    });
    attempt(function () use ($barrier) {
        Barrier::wait($barrier);
    });
    Coroutine::cancel($cid, true);
    while (!$log) {
        pause();
    }
    $mine = Barrier::make();
    $holder = $mine;
    $cid = go(function () use (&$mine) {
        Barrier::wait($mine);
        echo "open\n";
    });
    var_dump(Coroutine::exists($cid), $mine);
    unset($holder);
    while (Coroutine::exists($cid)) {
        pause();
    }

    $barrier = Barrier::make();
    go(function () use ($barrier) {
        try {
            Barrier::wait($barrier);
        } finally {
            echo "ended\n";
        }
    });
    exit(0);
});
?>
--EXPECT--
CoroKit\Error: CoroKit\Coroutine\Barrier::wait() must be called in a coroutine, where the engine allows a switch
TypeError: CoroKit\Coroutine\Barrier::wait(): Argument #1 ($barrier) must be of type CoroKit\Coroutine\Barrier, stdClass given
NULL
Error: Trying to clone an uncloneable object of class CoroKit\Coroutine\Barrier
CoroKit\Exception: The barrier is waiting, cannot wait again.
bool(true)
NULL
open
ended
