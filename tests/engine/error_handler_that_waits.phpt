--TEST--
engine: an error handler that waits is still the handler of the other coroutines
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\{Channel, Coroutine as Co};
use function CoroKit\Coroutine\{go, run};

function install(callable $handler): void
{
    set_error_handler($handler);
    run(function () {
        $inside = new Channel(2);
        $go_on = new Channel;
        $done = new Channel(2);
        $ask = function ($message) use ($done) {
            trigger_error($message, E_USER_WARNING);
            $done->push(true);
        };
        $GLOBALS['wait'] = function (string $message) use ($inside, $go_on) {
            if (str_starts_with($message, 'slow')) {
                $inside->push(true);
                $go_on->pop();
            }
        };
        go($ask, 'slow 1');
        go($ask, 'slow 2');
        $inside->pop();
        $inside->pop();
        $ask('quick');
        $done->pop();
        for ($i = 0; $i < 2; $i++) {
            $go_on->push(true);
            $done->pop();
        }
    });
    trigger_error('after', E_USER_WARNING);
    restore_error_handler();
    var_dump(set_error_handler(null));
    restore_error_handler();
}

function handle(int $type, string $message): bool
{
    $cid = Co::getCid();
    echo "coroutine $cid: $message\n";
    $cid > 0 && $GLOBALS['wait']($message);
    // It does not call itself, and it is out of its place.
    @trigger_error('in the handler', E_USER_NOTICE);
    echo "coroutine $cid: done\n";
    return true;
}

class Handlers
{
    public function handle(int $type, string $message): bool { return handle($type, $message); }
    public function __call(string $name, array $arguments): bool { return handle(...$arguments); }
}

echo "-- a function\n";
install('handle');
echo "-- a closure\n";
install(fn ($type, $message) => handle($type, $message));
echo "-- a method\n";
install([new Handlers, 'handle']);

echo "-- replaced by another coroutine meanwhile\n";
set_error_handler(function ($type, $message) {
    echo "first: $message\n";
    $GLOBALS['inside']->pop();
    echo "first: done\n";
    return true;
});
run(function () {
    $GLOBALS['inside'] = new Channel(1);
    go(fn () => trigger_error('slow', E_USER_WARNING));
    set_error_handler(function ($type, $message) {
        echo "second: $message\n";
        return true;
    });
    trigger_error('quick', E_USER_WARNING);
    $GLOBALS['inside']->push(true);
});
trigger_error('after', E_USER_WARNING);
restore_error_handler();
$GLOBALS['inside']->push(true);
trigger_error('after', E_USER_WARNING);
?>
--EXPECT--
-- a function
coroutine 2: slow 1
coroutine 3: slow 2
coroutine 1: quick
coroutine 1: done
coroutine 2: done
coroutine 3: done
coroutine -1: after
coroutine -1: done
NULL
-- a closure
coroutine 5: slow 1
coroutine 6: slow 2
coroutine 4: quick
coroutine 4: done
coroutine 5: done
coroutine 6: done
coroutine -1: after
coroutine -1: done
NULL
-- a method
coroutine 8: slow 1
coroutine 9: slow 2
coroutine 7: quick
coroutine 7: done
coroutine 8: done
coroutine 9: done
coroutine -1: after
coroutine -1: done
NULL
-- replaced by another coroutine meanwhile
first: slow
second: quick
first: done
second: after
first: after
first: done
