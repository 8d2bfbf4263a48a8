--TEST--
hook: corokit.blocked_ms reports a loop that does not turn, with file, line and coroutine
--EXTENSIONS--
corokit
--SKIPIF--
<?php
if (!is_readable('/proc/self/task')) die('skip needs /proc');
?>
--INI--
corokit.blocked_ms=50
error_log={PWD}/blocked_ms.log
--FILE--
<?php
use CoroKit\Coroutine as Co;
use function CoroKit\Coroutine\{run, go};

$log = __DIR__ . '/blocked_ms.log';

/* A loaded machine gives other reports, too: this goes on until the one meant is there. */
function is_reported(string $log, string $pattern): bool
{
    return preg_match("~CoroKit: the loop has not turned for \\d+ ms: coroutine 2, $pattern~", (string) @file_get_contents($log)) === 1;
}

function spin(): void
{
    $end = hrtime(true) + 300_000_000;
    while (hrtime(true) < $end) {
        for ($i = 0; $i < 10000; $i++);
    }
}

run(function () use ($log) {
    go(function () use ($log) {
        $pattern = '(hrtime\(\) called )?in \S+blocked_ms\.php:(1[5-9]|2\d), (CPU work|waiting in ).*\n';
        while (!is_reported($log, $pattern)) {
            Co::sleep(0.001);
            spin();
        }
        echo "CPU work is reported\n";
        $flags = CoroKit\Runtime::getHookFlags();
        while (!is_reported($log, 'usleep\(\) called in \S+blocked_ms\.php:\d+, (CPU work|waiting in ).*\n')) {
            Co::sleep(0.001);
            CoroKit\Runtime::setHookFlags(0);
            usleep(300000);
            CoroKit\Runtime::setHookFlags($flags);
        }
        echo "a blocking call is reported\n";
    });
});
?>
--CLEAN--
<?php
@unlink(__DIR__ . '/blocked_ms.log');
?>
--EXPECT--
CPU work is reported
a blocking call is reported
