--TEST--
file: a descriptor that was a file and is a pipe now yields like a pipe
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Channel;
use function CoroKit\Coroutine\{run, go};

run(function () {
    $name = __DIR__ . '/number_again.tmp';
    $data = str_repeat('x', 1000000);
    for ($i = 0; $i < 20; $i++) {
        $files = array_map(fn ($n) => fopen("$name.$n", 'w'), range(1, 8));
        foreach ($files as $file) {
            fwrite($file, 'a');
            fwrite($file, 'b');
        }
        array_map(fclose(...), $files);
        /* The reader is a coroutine of this process: a write that blocks would be the end. */
        $process = proc_open('cat', [['pipe', 'r'], ['pipe', 'w']], $pipes);
        $got = new Channel(1);
        go(fn () => $got->push(strlen(stream_get_contents($pipes[1]))));
        $written = fwrite($pipes[0], $data);
        fclose($pipes[0]);
        $ok[] = $written === 1000000 && $got->pop() === 1000000 && proc_close($process) === 0;
    }
    var_dump(array_unique($ok), file_get_contents("$name.8"));
});
?>
--CLEAN--
<?php
array_map(unlink(...), glob(__DIR__ . '/number_again.tmp.*'));
?>
--EXPECT--
array(1) {
  [0]=>
  bool(true)
}
string(2) "ab"
