--TEST--
Select: serves one case per wait, reports closed channels once, ends when all are closed
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\{Channel, Select};
use function CoroKit\Coroutine\{go, run};

run(function () {
    $jobs = new Channel(1);
    $quit = new Channel(1);
    go(function () use ($jobs, $quit) {
        $jobs->push('one');
        $jobs->push('two');
        $jobs->close();
        $quit->push('now');
        $quit->close();
    });
    $select = (new Select)->pop($jobs, 'job')->pop($quit, 'quit');
    $seen = [];
    while (($case = $select->wait()) !== false) {
        $seen[$case][] = $select->isClosed() ? ['closed', $select->errCode] : [$select->value(), $select->errCode];
    }
    ksort($seen);
    echo json_encode($seen), "\n";
    var_dump($select->errCode, count($select));

    /* Sending: the case is over once its value is sent. */
    $out = new Channel(1);
    $select->push($out, 'value');
    var_dump($select->wait(), $select->value(), count($select), $out->pop());
    $select->push($out, 1)->push($out, 2, 'same')->push($out, 3, 'same');
    var_dump(count($select), $select->remove('same'), $select->remove('same'), $select->wait(), $out->pop());
});
?>
--EXPECT--
{"job":[["one",0],["two",0],["closed",-2]],"quit":[["now",0],["closed",-2]]}
int(-2)
int(0)
int(0)
NULL
int(0)
string(5) "value"
int(2)
bool(true)
bool(false)
int(1)
int(1)
