--TEST--
hook: flock() goes from hand to hand in order of arrival
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Channel;
use CoroKit\Coroutine as Co;
use function CoroKit\Coroutine\{run, go};

run(function () {
    $name = __DIR__ . '/flock_fifo.tmp';
    $holder = fopen($name, 'w');
    flock($holder, LOCK_EX);
    $log = [];
    $asks = new Channel(10);
    $done = new Channel(10);
    for ($i = 0; $i < 5; $i++) {
        /* Each has entered flock() before the next one starts: it cannot get it, so it is parked. */
        $cid = go(function () use ($i, $name, &$log, $asks, $done) {
            $mine = fopen($name, 'r');
            $asks->push(1);
            flock($mine, LOCK_EX);
            $log[] = $i;
            $done->push(flock($mine, $i % 2 ? LOCK_UN : LOCK_UN | LOCK_NB));
        });
        $asks->pop();
        while (!(Co::getBackTrace($cid)[0]['function'] === 'flock')) {
            Co::sleep(0.001);
        }
        Co::sleep(0.001);
    }
    echo "waiting: ", Co::stats()['coroutine_num'] - 1, "\n";
    flock($holder, LOCK_UN);
    for ($i = 0; $i < 5; $i++) {
        var_dump($done->pop());
    }
    echo implode(' ', $log), "\n";

    /* Readers together, a writer after them. */
    flock($holder, LOCK_EX);
    $in = 0;
    $both = new Channel;
    for ($i = 0; $i < 2; $i++) {
        go(function () use ($name, &$in, $both, $done) {
            $mine = fopen($name, 'r');
            flock($mine, LOCK_SH);
            if (++$in === 2) {
                $both->push(1);
            } else {
                $both->pop();
            }
            $done->push('reader');
        });
    }
    flock($holder, LOCK_UN);
    echo $done->pop(), ' ', $done->pop(), "\n";

    /* A cancelled waiter leaves the queue; closing is an unlock. */
    flock($holder, LOCK_EX);
    $first = go(function () use ($name, $done) {
        $mine = fopen($name, 'r');
        $done->push(flock($mine, LOCK_EX));
    });
    go(function () use ($name, $done) {
        $mine = fopen($name, 'r');
        $done->push(flock($mine, LOCK_EX) ? 'second has it' : 'failed');
    });
    while (!Co::cancel($first)) {
        Co::sleep(0.001);
    }
    var_dump($done->pop());
    fclose($holder);
    var_dump($done->pop());

    /* A descriptor closed under a waiter. */
    $holder = fopen($name, 'r');
    flock($holder, LOCK_EX);
    $mine = fopen($name, 'r');
    $cid = go(function () use ($mine, $done) {
        try {
            $done->push(flock($mine, LOCK_EX));
        } catch (TypeError $error) {
            $done->push($error->getMessage());
        }
    });
    fclose($mine);
    var_dump($done->pop());

    /* Shared to exclusive while another one waits: what was held is given up first. */
    $a = fopen($name, 'r');
    $b = fopen($name, 'r');
    flock($holder, LOCK_SH);
    flock($a, LOCK_SH);
    go(function () use ($holder, $done) {
        $done->push(['first', flock($holder, LOCK_EX), flock($holder, LOCK_UN)]);
    });
    $done->push(['second', flock($a, LOCK_EX), flock($a, LOCK_UN)]);
    $results = [$done->pop(), $done->pop()];
    sort($results);
    echo json_encode($results), "\n";
});
?>
--CLEAN--
<?php
@unlink(__DIR__ . '/flock_fifo.tmp');
?>
--EXPECT--
waiting: 5
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
0 1 2 3 4
reader reader
bool(false)
string(13) "second has it"
bool(false)
[["first",true,true],["second",true,true]]
