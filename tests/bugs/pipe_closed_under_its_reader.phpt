--TEST--
bugs: closing a process's pipe wakes the coroutine that reads it
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Channel;
use function CoroKit\Coroutine\{go, run};

run(function () {
    $process = proc_open(['cat'], [['pipe', 'r'], ['pipe', 'w']], $pipes);
    $done = new Channel;
    go(function () use ($pipes, $done) {
        $line = @fgets($pipes[1]);
        $done->push($line);
    });
    fclose($pipes[1]);
    var_dump($done->pop(20.0), $done->errCode);
    fclose($pipes[0]);
    var_dump(proc_close($process));
});
?>
--EXPECT--
bool(false)
int(0)
int(0)
