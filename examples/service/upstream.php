<?php
/* The slow upstream of the example: a server in a process of its own that answers after a delay. */
declare(strict_types=1);

/** Starts it; it ends when this process does. Returns its host and port. */
function start_upstream(float $delay): string
{
    static $process, $pipes; /* closed when we end, however: that is what it waits for */

    $process = proc_open([PHP_BINARY, ...php_flags(), __FILE__, (string) $delay], [['pipe', 'r'], ['pipe', 'w']], $pipes);
    $port = (int) fgets($pipes[1]);
    return $port > 0 ? "127.0.0.1:{$port}" : throw new RuntimeException('the upstream did not start');
}

/** How this process loaded the module. */
function php_flags(): array
{
    $arguments = explode("\0", (string) @file_get_contents('/proc/self/cmdline'));
    $flags = in_array('-n', $arguments, true) ? ['-n'] : [];
    foreach (array_keys($arguments, '-d', true) as $i) {
        array_push($flags, '-d', $arguments[$i + 1]);
    }
    return $flags;
}

if (realpath($argv[0]) === __FILE__) {
    $texts = ['Waiting is not working.', 'Blocked is a state of mind.', 'One process, many requests.', 'Yield, and be resumed.'];

    $server = new CoroKit\Http\Server('127.0.0.1', 0);
    $server->set(['log_level' => COROKIT_LOG_WARNING]);
    $server->on('start', static function ($server): void {
        echo "{$server->port}\n";
    });
    $server->on('workerStart', static function ($server) use (&$waiter): void {
        $waiter = CoroKit\Coroutine\go(static function () use ($server): void {
            @fgets(STDIN); /* until the end of whom it serves, or of this worker */
            $server->shutdown();
        });
    });
    $server->on('workerExit', static function () use (&$waiter): void {
        CoroKit\Coroutine::cancel($waiter);
    });
    $server->on('request', static function ($request, $response) use ($argv, $texts): void {
        usleep((int) ($argv[1] * 1e6));
        $response->header('Content-Type', 'application/json');
        $response->end(json_encode(['text' => $texts[array_rand($texts)]]));
    });
    $server->start();
}
