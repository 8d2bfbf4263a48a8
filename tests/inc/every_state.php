<?php
/*
 * One coroutine in every state in which it can wait, for tests of how all of
 * that ends; a destructor is none, as PHP 8.2 allows no switch there. $on_finally is told the name of each that unwinds. Inside run().
 */
use CoroKit\{Channel, Coroutine as Co, Select};
use CoroKit\Coroutine\{Barrier, Lock, Semaphore, WaitGroup};
use function CoroKit\Coroutine\{async, go};

class Waits implements JsonSerializable, IteratorAggregate
{
    public function __serialize(): array { Co::sleep(60); return []; }
    public function __toString(): string { Co::sleep(60); return ''; }
    public function jsonSerialize(): mixed { Co::sleep(60); return 1; }
    public function getIterator(): Iterator { return (function () { yield 1; Co::sleep(60); yield 2; })(); }
    public function __get(string $name): mixed { Co::sleep(60); return 1; }
}

/** @return array<string, int> name => cid */
function every_state(callable $on_finally): array
{
    $keep = new stdClass;
    $forever = go(fn () => Co::yield());
    $full = new Channel(1);
    $full->push(true);
    $empty = new Channel;
    [$near, $far] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
    $listener = stream_socket_server('tcp://127.0.0.1:0');
    $GLOBALS['kept open'] = [$far, $listener];
    $held = new Lock;
    go(function () use ($held) {
        $held->lock();
        Co::yield();
    });
    spl_autoload_register(function (string $class) {
        str_starts_with($class, 'Waited') && Co::sleep(60);
    });
    $states = [
        'sleep' => fn () => sleep(60),
        'usleep' => fn () => usleep(60_000_000),
        'yield' => fn () => Co::yield(),
        'pop' => fn () => $empty->pop(),
        'push' => fn () => $full->push(1),
        'select' => fn () => (new Select)->pop($empty)->push($full, 1)->wait(60),
        'lock' => fn () => $held->lock(),
        'semaphore' => fn () => (new Semaphore(0))->acquire(),
        'wait group' => function () { $group = new WaitGroup(1); $group->wait(); },
        'barrier' => function () use ($keep) { $keep->barrier = $barrier = Barrier::make(); Barrier::wait($barrier); },
        'join' => fn () => Co::join([$forever]),
        'await' => fn () => async(fn () => sleep(60))->await(),
        'read' => fn () => fread($near, 10),
        'write' => fn () => fwrite($near, str_repeat('x', 10_000_000)),
        'accept' => fn () => stream_socket_accept($listener, 60),
        'stream select' => function () use ($listener) { $r = [$listener]; $none = []; stream_select($r, $none, $none, 60); },
        'lookup' => function () { gethostbyname('no-such-name.invalid'); sleep(60); },
        'usort' => function () { $a = [3, 1, 2]; usort($a, function ($a, $b) { Co::sleep(60); return $a <=> $b; }); },
        'serialize' => fn () => serialize([new Waits]),
        'json' => fn () => json_encode([new Waits]),
        'string' => fn () => strlen(new Waits),
        'property' => fn () => (new Waits)->anything,
        'generator' => function () { foreach (new Waits as $value); },
        'fiber' => fn () => (new Fiber(fn () => sleep(60)))->start(),
        'output buffer' => function () { ob_start(); sleep(60); },
        'silence' => function () { @sleep(60); },
        'autoload' => fn () => class_exists('Waited'),
        'autoload of another' => fn () => class_exists('Waited'),
        'error handler' => function () { set_error_handler(fn () => (bool) sleep(60)); hex2bin('a'); },
        'finally' => function () { try { return 1; } finally { sleep(60); } },
        'defer' => function () { Co::defer(function () { try { sleep(60); } catch (Co\CanceledException) { } }); },
        'nested' => function () { array_map(fn () => array_map(fn () => sleep(60), [1]), [1]); },
    ];
    $cids = [];
    foreach ($states as $name => $state) {
        $cids[$name] = go(function () use ($name, $state, $on_finally) {
            try {
                $name === 'defer' ? Co::defer(fn () => $on_finally($name)) : null;
                @$state();
            } catch (Co\CanceledException) {
            } finally {
                $name === 'defer' ?: $on_finally($name);
            }
        });
    }
    return $cids;
}
