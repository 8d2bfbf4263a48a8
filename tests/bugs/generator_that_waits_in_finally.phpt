--TEST--
bugs: a generator whose finally block waits, cancelled, destroyed and left at the end
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\{Channel, Coroutine as Co};
use function CoroKit\Coroutine\{go, run};

function inner(string $name): Generator
{
    try {
        yield 1;
        Co::sleep(60);
        yield 2;
    } finally {
        usleep(1000);
        echo "$name: inner finally\n";
    }
}

function outer(string $name): Generator
{
    try {
        yield from inner($name);
    } finally {
        usleep(1000);
        echo "$name: outer finally\n";
    }
}

run(function () {
    $done = new Channel;
    $cid = go(function () use ($done) {
        try {
            foreach (outer('cancelled') as $value) {
                echo "cancelled: $value\n";
            }
        } catch (CoroKit\Coroutine\CanceledException $e) {
            echo get_class($e), "\n";
        }
        $done->push(true);
    });
    while (!Co::cancel($cid, true)) {
        $done->pop(0.001);
    }
    $done->pop();

    go(function () use ($done) {
        $generator = outer('destroyed');
        $generator->current();
        unset($generator);
        $done->push(true);
    });
    $done->pop();

    $running = outer('running');
    $running->current();
    $cid = go(fn () => $running->next());
    try {
        $running->next();
    } catch (Error $e) {
        echo $e->getMessage(), "\n";
    }
    Co::cancel($cid);
    Co::join([$cid]);
    unset($running);
    go(function () {
        foreach (outer('left') as $value) {
        }
    });
    exit(0);
});
?>
--EXPECT--
cancelled: 1
cancelled: inner finally
cancelled: outer finally
CoroKit\Coroutine\CanceledException
destroyed: inner finally
destroyed: outer finally
Cannot resume an already running generator
running: inner finally
running: outer finally
left: inner finally
left: outer finally
