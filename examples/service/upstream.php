<?php
/* The slow upstream of the example: a process of its own that answers after a delay. */
declare(strict_types=1);

/** @return array{string, resource} its host:port, and the process */
function start_upstream(float $delay): array
{
    $command = [PHP_BINARY, ...php_flags(), __FILE__, (string) $delay];
    $process = proc_open($command, [['pipe', 'r'], ['pipe', 'w']], $pipes);
    $port = (int) fgets($pipes[1]);
    $GLOBALS['upstream_input'] = $pipes[0]; /* closed when we end, however: then the upstream ends too */
    if ($port === 0) {
        throw new RuntimeException('the upstream did not start');
    }
    return ["127.0.0.1:{$port}", $process];
}

/** The -d settings of this process: with one of them it may load the module. */
function php_flags(): array
{
    $arguments = explode("\0", (string) @file_get_contents('/proc/self/cmdline'));
    $flags = [];
    foreach (array_keys($arguments, '-d', true) as $i) {
        array_push($flags, '-d', $arguments[$i + 1]);
    }
    return $flags;
}

if (realpath($argv[0]) === __FILE__) {
    $delay = (float) $argv[1];
    $texts = ['Waiting is not working.', 'Blocked is a state of mind.', 'One process, many requests.', 'Yield, and be resumed.'];

    $listener = stream_socket_server('tcp://127.0.0.1:0', $errno, $error) ?: exit("{$error}\n");
    CoroKit\Coroutine\run(static function () use ($listener, $delay, $texts): void {
        CoroKit\Coroutine\go(static function (): void {
            fgets(STDIN);
            exit;
        });
        echo (int) substr(strrchr(stream_socket_get_name($listener, false), ':'), 1), "\n";
        while ($peer = @stream_socket_accept($listener, -1)) {
            CoroKit\Coroutine\go(static function () use ($peer, $delay, $texts): void {
                while (($line = fgets($peer)) !== false && trim($line) !== '') {
                    /* the head of the request; nothing in it matters here */
                }
                usleep((int) ($delay * 1e6));
                $body = json_encode(['text' => $texts[array_rand($texts)]]);
                fwrite($peer, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " . strlen($body) . "\r\n\r\n" . $body);
                fclose($peer);
            });
        }
    });
}
