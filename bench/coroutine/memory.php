<?php
/* How many bytes does a coroutine need that waits in sleep(), when there are 100,000 (or the first argument)? */
use CoroKit\Coroutine;

function resident(): int
{
    preg_match('/^VmRSS:\s+(\d+)/m', file_get_contents('/proc/self/status'), $match);
    return $match[1] * 1024;
}

Coroutine\run(function () use ($argv) {
    $count = (int) ($argv[1] ?? 100_000);
    Coroutine::set(['max_coroutine' => $count + 10]);
    $before = resident();
    $sleeper = function () { sleep(1); };
    for ($i = 0; $i < $count; $i++) {
        Coroutine::create($sleeper) || exit(1);
    }
    Coroutine::sleep(0.001);
    echo json_encode([
        'bench' => 'coroutine/memory',
        'n' => $count,
        'bytes' => intdiv(resident() - $before, $count),
        'php' => PHP_VERSION,
        'corokit' => phpversion('corokit'),
    ]), "\n";
});
