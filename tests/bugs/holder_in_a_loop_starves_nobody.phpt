--TEST--
bugs: who takes a lock, a permit or a value again and again does not starve the others
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\{Channel, Coroutine as Co};
use CoroKit\Coroutine\{Lock, Semaphore};
use function CoroKit\Coroutine\{go, run};

function contend(string $what, callable $take, callable $give): void
{
    $turns = [];
    $done = new Channel(3);
    foreach (['a', 'b', 'c'] as $name) {
        go(function () use ($name, $take, $give, &$turns, $done) {
            for ($i = 0; $i < 5; $i++) {
                $take();
                $turns[] = $name;
                Co::sleep(0.001);
                $give();
            }
            $done->push(true);
        });
    }
    for ($i = 0; $i < 3; $i++) {
        $done->pop();
    }
    // Strictly in order: nobody has a second turn before the others had theirs.
    $rounds = array_map(fn ($round) => count(array_unique($round)), array_chunk($turns, 3));
    echo $what, ' ', json_encode($rounds), "\n";
}

run(function () {
    $lock = new Lock;
    contend('lock', fn () => $lock->lock(), fn () => $lock->unlock());
    $semaphore = new Semaphore(1);
    contend('semaphore', fn () => $semaphore->acquire(), fn () => $semaphore->release());
    $pool = new Channel(1);
    $pool->push('connection');
    contend('pool', fn () => $pool->pop(), fn () => $pool->push('connection'));
});
?>
--EXPECT--
lock [3,3,3,3,3]
semaphore [3,3,3,3,3]
pool [3,3,3,3,3]
