<?php
/*
 * What does a hook cost where it need not wait? The same reads and writes
 * outside and inside a coroutine; run it without the module for stock PHP.
 */
const RUNS = 7;
const N = 100_000;

function cpu_ns(): float
{
    $usage = getrusage();

    return ($usage['ru_utime.tv_sec'] + $usage['ru_stime.tv_sec']) * 1e9
        + ($usage['ru_utime.tv_usec'] + $usage['ru_stime.tv_usec']) * 1e3;
}

function socket_echo(): Closure
{
    [$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);

    return function () use ($a, $b) {
        fwrite($a, 'x');
        fread($b, 100);
    };
}

function file_read(): Closure
{
    $file = fopen(__FILE__, 'r');

    return function () use ($file) {
        rewind($file);
        fread($file, 8192);
    };
}

function file_write(): Closure
{
    $file = fopen(sys_get_temp_dir() . '/corokit_bench_ready', 'w');
    $data = str_repeat('x', 8192);

    return function () use ($file, $data) {
        rewind($file);
        fwrite($file, $data);
    };
}

function report(string $where): void
{
    foreach (['socket_echo', 'file_read', 'file_write'] as $case) {
        $call = $case();
        $times = [];
        for ($run = 0; $run <= RUNS; $run++) {
            $start = cpu_ns();
            for ($i = 0; $i < N; $i++) {
                $call();
            }
            $times[] = (cpu_ns() - $start) / N;
        }
        array_shift($times); /* the warm-up */
        sort($times);
        echo json_encode([
            'bench' => "hook/ready/$case",
            'where' => $where,
            'n' => N,
            'runs' => RUNS,
            'median_ns' => round($times[intdiv(RUNS, 2)], 1),
            'spread_ns' => round(end($times) - $times[0], 1),
            'php' => PHP_VERSION,
            'corokit' => phpversion('corokit'),
        ]), "\n";
    }
}

if (extension_loaded('corokit')) {
    report('outside coroutines');
    CoroKit\Coroutine\run(fn () => report('in a coroutine'));
} else {
    report('without the module');
}
@unlink(sys_get_temp_dir() . '/corokit_bench_ready');
