<?php
/*
 * What does a request cost? A server for a load generator, of one worker unless told otherwise:
 *
 *     php -n -d extension=$PWD/modules/corokit.so bench/http/hello.php [port] [workers]
 *     wrk -t1 -c64 -d10s --latency http://127.0.0.1:9501/
 *     wrk -t1 -c2000 -d30s --timeout 10s http://127.0.0.1:9501/sleep
 *
 * Pin both to a core each (taskset -c 0, taskset -c 1). At its end, by Ctrl-C, it prints one JSON line: CPU
 * microseconds per request of supervisor and workers, and the peak of their memory.
 */
ini_set('memory_limit', '-1');

$server = new CoroKit\Http\Server('127.0.0.1', (int) ($argv[1] ?? 9501));
$server->set(['worker_num' => (int) ($argv[2] ?? 1), 'backlog' => 4096, 'max_coroutine' => 1_000_000]);
$server->on('request', function ($request, $response): void {
    if ($request->server['request_uri'] === '/sleep') {
        sleep(5);
    }
    $response->header('Content-Type', 'text/plain');
    $response->end('Hello, World!');
});
$server->on('shutdown', function ($server): void {
    $cpu = 0;
    foreach ([0, 1] as $who) { /* itself, and its children, which are gone */
        $usage = getrusage($who);
        $cpu += $usage['ru_utime.tv_sec'] * 1e6 + $usage['ru_utime.tv_usec'] + $usage['ru_stime.tv_sec'] * 1e6 + $usage['ru_stime.tv_usec'];
    }
    $stats = $server->stats();
    echo json_encode([
        'requests' => $stats['request_count'],
        'cpu_us_per_request' => round($cpu / max(1, $stats['request_count']), 2),
        'peak_mb' => ['supervisor' => getrusage(0)['ru_maxrss'] >> 10, 'largest worker' => getrusage(1)['ru_maxrss'] >> 10],
    ]), "\n";
});
$server->start();
