--TEST--
examples: the service answers, and has many requests in flight in one process
--EXTENSIONS--
corokit
curl
pdo
pdo_sqlite
--SKIPIF--
<?php
if (!is_readable('/proc/self/cmdline')) die('skip needs /proc');
?>
--FILE--
<?php
require __DIR__ . '/../inc/server.php';

$example = dirname(__DIR__, 2) . '/examples/service/server.php';
$process = proc_open(['timeout', '-k', '5', '120', ...ServerProcess::php(), $example, '0'], [['file', '/dev/null', 'r'], ['pipe', 'w'], ['redirect', 1]], $pipes);
$group = proc_get_status($process)['pid'];
register_shutdown_function(fn () => ServerProcess::sendSignal(-$group, 9)); // in every outcome
$line = fgets($pipes[1]);
if (!preg_match('~http://([^/]+)/~', $line, $match)) {
    die("it printed: $line" . stream_get_contents($pipes[1]));
}

function get(string $target): string
{
    $context = stream_context_create(['http' => ['ignore_errors' => true, 'timeout' => 60]]);
    return file_get_contents("http://{$GLOBALS['match'][1]}$target", false, $context);
}

var_dump(str_contains(get('/'), 'requests in flight'));
foreach (['stream', 'curl', 'socket'] as $via) {
    $quote = json_decode(get("/quote?via=$via"), true);
    echo $quote['id'], ' ', $quote['via'], ' ', is_string($quote['text']) ? 'has a text' : 'has none', ' ', $quote['took_ms'] >= 900 ? 'after a while' : 'too soon', "\n";
}
echo get('/quote?via=pigeon'), get('/nothing');
echo json_decode(get('/burst?n=60'), true)['requests'], "\n";
$stats = json_decode(get('/stats'), true);
echo $stats['served'], ' served, ', $stats['in_flight'], ' in flight, ', $stats['peak'] > 10 ? 'many at a time' : "at most $stats[peak] at a time", "\n";
echo implode(' ', array_map(fn ($row) => "$row[via]:$row[n]", $stats['by'])), "\n";

proc_terminate($process);
echo stream_get_contents($pipes[1]); // to the end of all of its processes
echo "ended\n";
?>
--EXPECT--
bool(true)
1 stream has a text after a while
2 curl has a text after a while
3 socket has a text after a while
{"error":"via must be stream, curl or socket, not pigeon"}
{"error":"nothing at \/nothing"}
60
64 served, 0 in flight, many at a time
curl:21 socket:21 stream:21
ended
