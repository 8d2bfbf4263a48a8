<?php
/*
 * A small JSON service in plain blocking PHP, down to the sockets: SQLite, and a
 * slow upstream called with file_get_contents(), with curl and over a raw
 * socket. One process serves hundreds of these at a time, because every call that
 * would block yields to the others.
 *
 *     php -d extension=corokit.so examples/service/server.php [port]
 *
 * Then open http://127.0.0.1:9501/ and press the button.
 */
declare(strict_types=1);

use CoroKit\Coroutine as Co;
use function CoroKit\Coroutine\{go, run};

const UPSTREAM_DELAY = 1.0; /* seconds that every answer of the upstream takes */

$port = (int) ($argv[1] ?? 9501);

require __DIR__ . '/upstream.php';
[$upstream, $upstreamProcess] = start_upstream(UPSTREAM_DELAY); /* its end is ours */

/* One row per request in flight; plain PHP, as one process serves them all. */
final class Flights
{
    public static int $total = 0;
    public static int $peak = 0;
    /** @var array<int, array{what: string, since: float}> */
    public static array $now = [];

    public static function during(string $what, callable $work): mixed
    {
        $id = ++self::$total;
        self::$now[$id] = ['what' => $what, 'since' => microtime(true)];
        self::$peak = max(self::$peak, count(self::$now));
        try {
            return $work();
        } finally {
            unset(self::$now[$id]);
        }
    }
}

function database(): PDO
{
    static $db;

    if (!$db) {
        $db = new PDO('sqlite::memory:', options: [PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION]);
        $db->exec('CREATE TABLE quotes (id INTEGER PRIMARY KEY, via TEXT, body TEXT, took_ms INTEGER)');
    }
    return $db;
}

function by_stream(string $upstream): string
{
    return file_get_contents("http://{$upstream}/quote");
}

function by_curl(string $upstream): string
{
    $curl = curl_init("http://{$upstream}/quote");
    curl_setopt_array($curl, [CURLOPT_RETURNTRANSFER => true, CURLOPT_TIMEOUT => 10]);
    $body = curl_exec($curl);
    return $body !== false ? $body : throw new RuntimeException(curl_error($curl));
}

function by_socket(string $upstream): string
{
    $socket = stream_socket_client("tcp://{$upstream}", $errno, $error, 5) ?: throw new RuntimeException($error);
    fwrite($socket, "GET /quote HTTP/1.0\r\nHost: {$upstream}\r\n\r\n");
    $answer = stream_get_contents($socket);
    fclose($socket);
    return explode("\r\n\r\n", $answer, 2)[1];
}

/* The handler of /quote: wait for the upstream, keep what it said, answer. */
function quote(string $via, string $upstream): array
{
    $fetch = ['stream' => by_stream(...), 'curl' => by_curl(...), 'socket' => by_socket(...)][$via]
        ?? throw new InvalidArgumentException("via must be stream, curl or socket, not {$via}");

    $start = microtime(true);
    $quote = json_decode($fetch($upstream), true, flags: JSON_THROW_ON_ERROR);
    $took = (int) round((microtime(true) - $start) * 1000);

    $insert = database()->prepare('INSERT INTO quotes (via, body, took_ms) VALUES (?, ?, ?)');
    $insert->execute([$via, $quote['text'], $took]);
    return ['id' => (int) database()->lastInsertId(), 'via' => $via, 'took_ms' => $took, 'coroutine' => Co::getCid()] + $quote;
}

function stats(): array
{
    $rows = database()->query('SELECT via, COUNT(*) AS n, AVG(took_ms) AS ms FROM quotes GROUP BY via')->fetchAll(PDO::FETCH_ASSOC);
    $flights = [];
    foreach (array_slice(Flights::$now, 0, 400, true) as $id => $flight) {
        $flights[] = ['id' => $id, 'what' => $flight['what'], 'ms' => (int) ((microtime(true) - $flight['since']) * 1000)];
    }
    return [
        'in_flight' => count(Flights::$now), 'peak' => Flights::$peak, 'served' => Flights::$total - count(Flights::$now),
        'memory_kb' => intdiv(memory_get_usage(), 1024), 'pid' => getmypid(), 'coroutines' => Co::stats()['coroutine_num'],
        'flights' => $flights, 'by' => $rows,
    ];
}

/* A page, a JSON answer or an error for one request: status, type, body. */
function handle(string $path, array $query, string $upstream): array
{
    try {
        if ($path === '/') {
            return [200, 'text/html; charset=utf-8', file_get_contents(__DIR__ . '/page.html')];
        }
        $via = $query['via'] ?? 'stream';
        $answer = match ($path) {
            '/quote' => Flights::during($via, static fn () => quote($via, $upstream)),
            '/stats' => stats(),
            default => null,
        };
        $status = $answer === null ? 404 : 200;
        $answer ??= ['error' => "nothing at {$path}"];
    } catch (InvalidArgumentException $e) {
        [$status, $answer] = [400, ['error' => $e->getMessage()]];
    } catch (Throwable $e) {
        fwrite(STDERR, "{$path}: {$e->getMessage()}\n");
        [$status, $answer] = [500, ['error' => 'the server failed, see its log']];
    }
    return [$status, 'application/json', json_encode($answer) . "\n"];
}

/* One connection: blocking reads and writes, one request after the other. */
function serve($peer, string $upstream): void
{
    stream_set_timeout($peer, 30);
    while (($line = fgets($peer, 8192)) !== false && preg_match('~^(GET|HEAD) (/\S*) HTTP/1\.([01])\r$~', rtrim($line, "\n"), $m)) {
        [, $method, $target, $minor] = $m;
        $headers = '';
        while (($header = fgets($peer, 8192)) !== false && rtrim($header) !== '' && strlen($headers) < 65536) {
            $headers .= strtolower($header);
        }
        parse_str(parse_url($target, PHP_URL_QUERY) ?: '', $query);
        [$status, $type, $body] = handle(parse_url($target, PHP_URL_PATH) ?: '/', $query, $upstream);
        $keep = $minor === '1' && !str_contains($headers, 'connection: close');
        fwrite($peer, "HTTP/1.1 {$status} " . [200 => 'OK', 400 => 'Bad Request', 404 => 'Not Found', 500 => 'Internal Server Error'][$status]
            . "\r\nContent-Type: {$type}\r\nContent-Length: " . strlen($body) . "\r\nConnection: " . ($keep ? 'keep-alive' : 'close') . "\r\n\r\n"
            . ($method === 'HEAD' ? '' : $body));
        if (!$keep) {
            break;
        }
    }
    fclose($peer);
}

$listener = stream_socket_server("tcp://127.0.0.1:{$port}", $errno, $error, context: stream_context_create(['socket' => ['backlog' => 1024]]))
    ?: exit("port {$port}: {$error}\n");

run(static function () use ($listener, $upstream): void {
    echo 'CoroKit example: http://', stream_socket_get_name($listener, false), "/  (stop with Ctrl+C)\n";
    while ($peer = stream_socket_accept($listener, -1)) {
        go(static fn () => serve($peer, $upstream));
    }
});
