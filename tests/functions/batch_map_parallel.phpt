--TEST--
batch(), map(), parallel(): keys and results, what fails, what is late
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/pause.php';

use CoroKit\Channel;
use function CoroKit\Coroutine\{batch, map, parallel, run};

class Magic
{
    public function __call($name, $args)
    {
        return "$name(" . implode(', ', $args) . ')';
    }
}

run(function () {
    $gate = new Channel;
    echo json_encode(batch([
        'waits' => fn () => $gate->pop(),
        'opens' => function () use ($gate) {
            $gate->push('open');
        },
        7 => 'php_sapi_name',
        'magic' => [new Magic, 'called'],
    ])), "\n";
    echo json_encode(map(['a' => 1, 'b' => 2, 5 => 3], function ($value, $key) {
        pause();
        return "$key$value";
    })), json_encode(map([1, 2], [new Magic, 'm'])), json_encode(map([], 'strlen')), json_encode(batch([])), "\n";
    $n = $running = $most = 0;
    parallel(5, function () use (&$n, &$running, &$most) {
        $most = max($most, ++$running);
        pause();
        $running--;
        $n++;
    });
    parallel(0, fn () => $n++);
    parallel(-3, fn () => $n++);
    parallel(2, [new Magic, 'm']);
    echo "$n $most $running\n";

    /* Out of time: what there is; the rest goes on. */
    echo json_encode(batch(['late' => fn () => $gate->push($gate->pop()), 'now' => fn () => 1], 0.001)), "\n";
    $gate->push('for the late one');
    pause();
    echo $gate->pop(), "\n";

    /* One fails: the others end first. */
    $log = [];
    foreach (['batch' => fn ($f) => batch([$f, $f]), 'map' => fn ($f) => map([0, 0], $f), 'parallel' => fn ($f) => parallel(2, $f)] as $name => $call) {
        $calls = 0;
        try {
            $call(function () use (&$calls) {
                if ($calls++ === 0) {
                    throw new LogicException('first');
                }
                pause();
                $calls++;
            });
        } catch (LogicException $e) {
            echo "$name: {$e->getMessage()} $calls\n";
        }
    }
});
?>
--EXPECT--
{"waits":"open","opens":null,"7":"cli","magic":"called()"}
{"a":"a1","b":"b2","5":"53"}["m(1, 0)","m(2, 1)"][][]
5 5 0
{"late":null,"now":1}
for the late one
batch: first 3
map: first 3
parallel: first 3
