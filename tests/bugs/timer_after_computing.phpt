--TEST--
bugs: a wait armed after long computation is not short by that time
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\{Channel, Coroutine as Co, Timer};
use function CoroKit\Coroutine\run;

function compute(): void
{
    for ($end = hrtime(true) + 100_000_000; hrtime(true) < $end;);
}

function at_least(float $ms, callable $wait): void
{
    compute();
    $start = hrtime(true);
    $wait();
    var_dump(hrtime(true) - $start >= $ms * 1e6);
}

run(function () {
    at_least(30, fn () => usleep(30_000));
    at_least(30, fn () => Co::sleep(0.03));
    at_least(30, fn () => (new Channel)->pop(0.03));
    at_least(30, function () {
        $fired = new Channel;
        Timer::after(30, fn () => $fired->push(true));
        $fired->pop();
    });
    at_least(30, function () {
        [$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
        $read = [$a];
        $none = [];
        stream_select($read, $none, $none, 0, 30_000);
    });
});
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
