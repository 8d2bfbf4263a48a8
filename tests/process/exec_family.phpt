--TEST--
process: exec(), shell_exec(), system() and passthru() run side by side, with their exit codes
--EXTENSIONS--
corokit
pcntl
--FILE--
<?php
use CoroKit\Coroutine\Barrier;
use CoroKit\Coroutine as Co;
use function CoroKit\Coroutine\{run, go, parallel};

/*
 * Each command ends only when all have started: they meet at a FIFO. One after
 * the other they would wait for ever.
 */
$fifo = sys_get_temp_dir() . '/corokit_exec_' . getmypid();
run(function () use ($fifo) {
    $meet = "mkdir -p $fifo; : > $fifo/\$\$; while [ \$(ls $fifo | wc -l) -lt 4 ]; do sleep 0.01; done";
    $results = [];
    $calls = [
        'exec' => function () use ($meet) {
            $last = exec("$meet; echo a; echo 'b  '; exit 3", $lines, $code);
            return [$last, $lines, $code];
        },
        'shell_exec' => fn () => shell_exec("$meet; printf 'one\\ntwo'"),
        'system' => function () use ($meet) {
            ob_start();
            $last = system("$meet; echo printed; exit 7", $code);
            return [ob_get_clean(), $last, $code];
        },
        'passthru' => function () use ($meet) {
            ob_start();
            $result = passthru("$meet; printf '\\0bin'; kill -9 \$\$", $code);
            return [bin2hex(ob_get_clean()), $result, $code];
        },
    ];
    foreach ($calls as $name => $call) {
        $cids[] = go(function () use ($name, $call, &$results) {
            $results[$name] = $call();
        });
    }
    Co::join($cids);
    ksort($results);
    foreach ($results as $name => $result) {
        echo $name, ' ', json_encode($result), "\n";
    }

    echo "-- a shell that is not there, output of nobody\n";
    var_dump(exec('exec /nonexistent/command 2>/dev/null', $lines, $code), $lines, $code);
    var_dump(shell_exec('true'), `echo ticks`);

    echo "-- no zombies\n";
    var_dump(pcntl_waitpid(-1, $status, WNOHANG), pcntl_get_last_error() === PCNTL_ECHILD);
    exec("rm -r $fifo");
});
?>
--EXPECT--
exec ["b",["a","b"],3]
passthru ["0062696e",null,9]
shell_exec "one\ntwo"
system ["printed\n","printed",7]
-- a shell that is not there, output of nobody
string(0) ""
array(0) {
}
int(127)
NULL
string(6) "ticks
"
-- no zombies
int(-1)
bool(true)
