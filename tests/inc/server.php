<?php
/*
 * A server in a process of its own, for tests. start_server($code) runs
 *
 *     $server = new CoroKit\Http\Server('127.0.0.1', 0); $code; $server->start();
 *
 * with the settings of the PHP that runs the test, and returns when it listens.
 * Whatever becomes of the test, the server ends: with the test, or after two minutes.
 * What processes print lands in one pipe: print a line with one echo of one string.
 *
 * A request is held without a sleep: $gate = new Gate, start_server($code, $gate), and in
 * a handler pass_gate('text'), which returns when the test has released it.
 */
require_once __DIR__ . '/php_command.php';

final class Gate
{
    public int $port;
    private $listener;

    public function __construct()
    {
        $this->listener = stream_socket_server('tcp://127.0.0.1:0', $errno, $error, STREAM_SERVER_BIND | STREAM_SERVER_LISTEN,
            stream_context_create(['socket' => ['backlog' => 512]]));
        $this->port = (int) substr(strrchr(stream_socket_get_name($this->listener, false), ':'), 1);
    }

    /* The next one that has come: [what it says, the one to release]. */
    public function next(): array
    {
        $held = stream_socket_accept($this->listener, 30) ?: throw new Exception('Nobody comes to the gate');
        stream_set_timeout($held, 30);
        return [rtrim((string) fgets($held)), $held];
    }

    public function isEmpty(): bool
    {
        $read = [$this->listener];
        $none = null;
        return !stream_select($read, $none, $none, 0, 50000);
    }

    public function release($held): void
    {
        fwrite($held, "go\n");
    }
}

final class ServerProcess
{
    public int $port = 0;
    public int $pid = 0;           /* of the supervisor */
    public string $output = '';    /* what it printed so far, stderr and its log too; without the line of ours */
    private $process;
    private $pipe;

    public function __construct(string $code, ?Gate $gate = null)
    {
        $code = 'function pass_gate(string $say = ""): void {
            $gate = stream_socket_client("tcp://127.0.0.1:' . ($gate?->port ?? 0) . '");
            fwrite($gate, "{$say}\n");
            fgets($gate);
        }
        $server = new CoroKit\Http\Server("127.0.0.1", 0);' . "\n{$code}\n" . '
            $test_start = $server->getCallback("start");
            $server->on("start", function ($server) use ($test_start) {
                echo "\nlistening {$server->port} {$server->master_pid}\n";
                if ($test_start) {
                    $test_start($server);
                }
            });
            $server->start();';
        $command = ['timeout', '-k', '5', '120', ...self::php(), '-r', $code];
        $this->process = proc_open($command, [['file', '/dev/null', 'r'], ['pipe', 'w'], ['redirect', 1]], $pipes);
        $this->pipe = $pipes[1];
        stream_set_blocking($this->pipe, false);
        register_shutdown_function([$this, 'kill']);
        $line = $this->waitFor('~\nlistening (\d+) (\d+)\n~');
        [, $this->port, $this->pid] = array_map('intval', $line);
        $this->output = str_replace($line[0], '', $this->output);
    }

    /* The command that runs the test, up to its file. */
    public static function php(): array
    {
        return [getenv('TEST_PHP_EXECUTABLE') ?: PHP_BINARY, ...php_arguments(), '-d', 'display_errors=1', '-d', 'log_errors=0', '-d', 'html_errors=0'];
    }

    /* Reads what it printed; false at the end, when all its processes are gone. */
    private function read(float $seconds): bool
    {
        $read = [$this->pipe];
        $none = null;
        if (!stream_select($read, $none, $none, (int) $seconds, (int) (fmod($seconds, 1) * 1e6))) {
            return true;
        }
        $this->output .= $data = fread($this->pipe, 65536);
        return $data !== '' || !feof($this->pipe);
    }

    /* Waits until what it printed matches; returns the matches of the first. */
    public function waitFor(string $pattern): array
    {
        for ($tries = 0; !preg_match($pattern, $this->output, $matches); $tries++) {
            if ($tries >= 600 || !$this->read(0.1)) {
                throw new Exception("The server did not print {$pattern}, but:\n{$this->output}");
            }
        }
        return $matches;
    }

    /* Waits until it printed $text so often. */
    public function waitForCount(string $text, int $count): void
    {
        $this->waitFor('~' . str_repeat(preg_quote($text, '~') . '.*?', $count) . '~s');
    }

    /** @return resource a connection; reads give up after 30 seconds */
    public function connect()
    {
        $connection = stream_socket_client("tcp://127.0.0.1:{$this->port}", $errno, $error, 30);
        stream_set_timeout($connection, 30);
        return $connection;
    }

    /* Sends raw bytes and returns all that comes until the server closes. */
    public function raw(string $bytes): string
    {
        $connection = $this->connect();
        fwrite($connection, $bytes);
        return (string) stream_get_contents($connection);
    }

    /** @return resource a connection that has sent a request, and waits for its answer */
    public function send(string $target, string $headers = "Connection: close\r\n")
    {
        $connection = $this->connect();
        fwrite($connection, "GET {$target} HTTP/1.1\r\nHost: test\r\n{$headers}\r\n");
        return $connection;
    }

    /* What is answered to it: [status, body]. Of a connection that the server closes. */
    public static function receive($connection): array
    {
        [$head, $body] = explode("\r\n\r\n", stream_get_contents($connection), 2) + [1 => ''];
        if (stripos($head, "\r\nTransfer-Encoding: chunked")) {
            for ($chunked = $body, $body = ''; $size = hexdec(strstr($chunked, "\r\n", true)); $chunked = substr($chunked, $size + 2)) {
                $chunked = substr(strstr($chunked, "\r\n"), 2);
                $body .= substr($chunked, 0, $size);
            }
        }
        return [(int) substr($head, 9, 3), $body];
    }

    /* The body of the answer, with its status before it unless that is 200. */
    public function get(string $target): string
    {
        [$status, $body] = self::receive($this->send($target));
        return $status === 200 ? $body : "{$status} {$body}";
    }

    /* Without ext/posix, which is no part of some PHPs. */
    public static function sendSignal(int $pid, int $signo): void
    {
        exec("kill -{$signo} {$pid} 2>/dev/null");
    }

    public function signal(int $signo): void
    {
        self::sendSignal($this->pid, $signo);
    }

    /* Stops it in order; returns all that it printed. */
    public function stop(): string
    {
        $this->signal(15);
        return $this->end();
    }

    /* Waits for its end; returns all that it printed. */
    public function end(): string
    {
        for ($tries = 0; $this->read(0.1); $tries++) {
            if ($tries >= 600) {
                throw new Exception("The server did not end, it printed:\n{$this->output}");
            }
        }
        return $this->output;
    }

    /* Nothing of it stays: timeout is the leader of the group that all its processes are in. */
    public function kill(): void
    {
        if ($this->process) {
            self::sendSignal(-proc_get_status($this->process)['pid'], 9);
            proc_close($this->process);
            $this->process = null;
        }
    }
}

function start_server(string $code, ?Gate $gate = null): ServerProcess
{
    return new ServerProcess($code, $gate);
}

/* Lines of the log without what differs from run to run. */
function log_lines(string $output): string
{
    preg_match_all('~^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} #\d+\] (.*)$~m', $output, $lines);
    return implode("\n", preg_replace(['~\(pid \d+\)~', '~:\d+ with~', '~ in (Command line code|[^ ]*):\d+~'], ['(pid N)', ':N with', ' in FILE:N'], $lines[1]));
}
