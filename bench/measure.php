<?php
/*
 * What every benchmark here shares: a warm-up, several runs, one JSON line
 * with the median and the spread (largest minus smallest) in ns of CPU per operation.
 */
const BENCH_RUNS = 7;

/** @param callable(int): void $run does $n operations inside a coroutine */
function measure(string $name, int $n, callable $run): void
{
    $times = [];
    CoroKit\Coroutine\run(function () use ($n, $run, &$times) {
        $run(intdiv($n, 10));
        for ($i = 0; $i < BENCH_RUNS; $i++) {
            $start = cpu_ns();
            $run($n);
            $times[] = (cpu_ns() - $start) / $n;
        }
    });
    sort($times);
    echo json_encode([
        'bench' => $name,
        'n' => $n,
        'runs' => BENCH_RUNS,
        'median_ns' => round($times[intdiv(BENCH_RUNS, 2)], 1),
        'spread_ns' => round(end($times) - $times[0], 1),
        'php' => PHP_VERSION,
        'corokit' => phpversion('corokit'),
    ]), "\n";
}

function cpu_ns(): float
{
    $usage = getrusage();

    return ($usage['ru_utime.tv_sec'] + $usage['ru_stime.tv_sec']) * 1e9
        + ($usage['ru_utime.tv_usec'] + $usage['ru_stime.tv_usec']) * 1e3;
}
